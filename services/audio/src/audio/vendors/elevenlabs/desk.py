"""What elevenlabs does with sounds that are there already: clones and changes voices, takes mixes apart, writes down words."""

import json
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from audio.domain.treatments import ChangeOrder
from audio.ports import Cloned, Made, Separated, Transcribed
from audio.vendors.elevenlabs import heard
from audio.vendors.elevenlabs.asked import NAME, answers_of, chosen, keeper
from audio.vendors.elevenlabs.requests import addressed
from audio.vendors.local.wave import MEDIA_TYPE
from chassis.errors import Broken
from chassis.work import Job, Tools
from contracts.audio import ChangeVoice, CloneVoice, SeparateSound, TranscribeSound
from contracts.base import MediaRef
from vendor_http.elevenlabs import Api
from vendor_http.series import File, Part, Steps, unknown

SEEDS = 2**31
ENDINGS = {"audio/flac": "flac", "audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/wav": "wav"}


@dataclass(frozen=True, slots=True)
class ElevenLabsDesk:
    """The adapter to one account."""

    api: Api = field(repr=False)
    name: str = NAME

    async def clone(self, job: Job[CloneVoice], tools: Tools) -> Cloned:
        """A voice under a name that only this job gives, so that it is found again when the answer is lost."""
        command = job.command
        choice = chosen("clone", command.model)
        files = tuple([await _file("files", number, ref, tools) for number, ref in enumerate(command.samples)])
        part = Part("v1/voices/add", {"name": f"{command.name} {job.id[-12:]}"}, job.id, files, "json", "voice_id")
        steps = Steps(self.api.ask, self.api.cloned, keeper(job, tools, "application/json"), self.api.gate)
        (answer,) = await answers_of([part], steps, job, tools)
        told = json.loads(answer)
        if not isinstance(told.get("voice_id"), str):
            raise Broken("elevenlabs did not say which voice it has made.", code="vendor_media")
        return Cloned(told["voice_id"], bool(told.get("requires_verification")), choice.cost({"call": 1}))

    async def change(self, order: ChangeOrder, job: Job[ChangeVoice], tools: Tools) -> Made:
        """The recording in another voice."""
        voice, file = addressed(order.voice), await _file("audio", 0, order.sound, tools)
        seconds = await tools.compute(heard.length_of, file.content)
        choice = chosen("change", job.command.model, seconds=seconds)
        arguments = {"model_id": choice.route.endpoint, "seed": order.seed % SEEDS}
        part = Part(f"v1/voice-changer/{voice}", arguments, job.id, (file,))
        (answer,) = await answers_of([part], self._steps(job, tools), job, tools)
        sound = await tools.compute(heard.voice, answer)
        return Made(await tools.media.put(job.envelope.tenant, sound, MEDIA_TYPE), cost=choice.cost({"second": seconds}))

    async def separate(self, job: Job[SeparateSound], tools: Tools) -> Separated:
        """The parts of a mix, each as a sound of its own."""
        file = await _file("file", 0, job.command.sound, tools)
        seconds = await tools.compute(heard.length_of, file.content)
        choice = chosen("separate", job.command.model, seconds=seconds)
        arguments = {"stem_variation_id": choice.route.endpoint}
        part = Part("v1/music/stem-separation", arguments, job.id, (file,), "zip")
        (answer,) = await answers_of([part], self._steps(job, tools, "application/zip"), job, tools)
        found = await tools.compute(heard.stems, answer)
        tenant = job.envelope.tenant
        refs = {name: await tools.media.put(tenant, content, MEDIA_TYPE) for name, content in found.items()}
        return Separated(refs, choice.cost({"call": 1}))

    async def transcribe(self, job: Job[TranscribeSound], tools: Tools) -> Transcribed:
        """What a recording says, with the time of every word."""
        command, file = job.command, await _file("file", 0, job.command.sound, tools)
        seconds = await tools.compute(heard.length_of, file.content)
        choice = chosen("transcribe", command.model, seconds=seconds)
        arguments = {"model_id": choice.route.endpoint, "diarize": command.speakers}
        arguments |= {"timestamps_granularity": "word", **({"language_code": command.language} if command.language else {})}
        part = Part("v1/speech-to-text", arguments, job.id, (file,), "json")
        (answer,) = await answers_of([part], self._steps(job, tools, "application/json"), job, tools)
        text, words, language = heard.transcript(answer)
        tenant = job.envelope.tenant
        told = await tools.media.put(tenant, text, "text/plain")
        timed = await tools.media.put(tenant, words, "application/json")
        return Transcribed(told, timed, language, choice.cost({"second": seconds}))

    def _steps(self, job: Job[Any], tools: Tools, media_type: str = "") -> Steps:
        """There is no list of these at elevenlabs, so a lost answer is never asked for again."""
        return Steps(self.api.ask, partial(unknown, NAME), keeper(job, tools, media_type), self.api.gate)


async def _file(name: str, number: int, ref: MediaRef, tools: Tools) -> File:
    ending = ENDINGS.get(ref.media_type, "bin")
    return File(name, f"{number}.{ending}", ref.media_type, await tools.media.get(ref))
