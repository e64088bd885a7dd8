"""The local vendor behind the ports: computes in the process pool, stores the result, costs nothing."""

from dataclasses import dataclass

from audio.domain.orders import EffectsOrder, MusicOrder, SpeechOrder
from audio.ports import Made, SoundJob
from audio.vendors.local.music.play import play
from audio.vendors.local.scenery import sound
from audio.vendors.local.voice import speak
from audio.vendors.local.wave import MEDIA_TYPE
from chassis.work import Tools

NAME = "local"


@dataclass(frozen=True, slots=True)
class LocalVoice:
    """espeak voices; beside the sound the times of words and mouths."""

    name: str = NAME

    async def speak(self, order: SpeechOrder, job: SoundJob, tools: Tools) -> Made:
        """Speak a shot's lines."""
        spoken = await tools.compute(speak, order)
        media = await tools.media.put(job.envelope.tenant, spoken.sound, MEDIA_TYPE)
        words = await tools.media.put(job.envelope.tenant, spoken.words, "application/json")
        return Made(media, {"words": words})


@dataclass(frozen=True, slots=True)
class LocalMusic:
    """A composer and its orchestra in numpy."""

    name: str = NAME

    async def compose(self, order: MusicOrder, job: SoundJob, tools: Tools) -> Made:
        """Compose and play the film's music."""
        data = await tools.compute(play, order, job.command.seed)
        return Made(await tools.media.put(job.envelope.tenant, data, MEDIA_TYPE))


@dataclass(frozen=True, slots=True)
class LocalEffects:
    """Ambiences and effects in numpy."""

    name: str = NAME

    async def sound(self, order: EffectsOrder, job: SoundJob, tools: Tools) -> Made:
        """Make a scene's ambience and effects."""
        data = await tools.compute(sound, order, job.command.seed)
        return Made(await tools.media.put(job.envelope.tenant, data, MEDIA_TYPE))
