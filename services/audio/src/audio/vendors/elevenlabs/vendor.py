"""Speech, music and effects by elevenlabs: each answer is stored before the next is paid for, so a try goes on where it was."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from audio.domain.orders import EffectsOrder, MusicOrder, SpeechOrder
from audio.ports import Made, SoundJob
from audio.vendors import tracks
from audio.vendors.elevenlabs import requests
from audio.vendors.elevenlabs import tracks as spoken
from audio.vendors.elevenlabs.asked import NAME, answers_of, chosen, keeper
from audio.vendors.local.wave import MEDIA_TYPE
from audio.vendors.prompts import ambience_prompt_of, effect_prompt_of, music_prompt_of
from audio.vendors.told import told_text
from chassis.work import Tools
from vendor_http.choice import Choice
from vendor_http.elevenlabs import Api
from vendor_http.prompts import Prompt
from vendor_http.series import Part, Steps, unknown

SEEDS = 2**31


@dataclass(frozen=True, slots=True)
class ElevenLabsVoice:
    """Speech with times."""

    api: Api = field(repr=False)
    name: str = NAME

    async def speak(self, order: SpeechOrder, job: SoundJob, tools: Tools) -> Made:
        """One request per line; one for all where they are a dialogue."""
        longest = max((len(line.text) + 50 for line in order.lines), default=0)
        choice = chosen("speech", job.command.model, characters=longest)
        model = choice.route.endpoint
        told = [requests.text_of(line, model) for line in order.lines]
        texts, skips = [text for text, _ in told], [skip for _, skip in told]
        together = requests.conversing(order, model)
        parts = _dialogue(order, texts, choice, job) if together else _lines(order, texts, choice, job)
        steps = Steps(self.api.ask, self.api.spoken, keeper(job, tools, "application/json"), self.api.gate)
        answers = await answers_of(parts, steps, job, tools)
        if together:
            sound, words = await tools.compute(spoken.dialogue, order, answers[0], texts, skips)
        else:
            sound, words = await tools.compute(spoken.speech, order, answers, skips)
        tenant = job.envelope.tenant
        stored = await tools.media.put(tenant, words, "application/json")
        cost = choice.cost({"character": sum(len(text) for text in texts)})
        return Made(await tools.media.put(tenant, sound, MEDIA_TYPE), {"words": stored}, cost)


def _lines(order: SpeechOrder, texts: Sequence[str], choice: Choice, job: SoundJob) -> list[Part]:
    settings = {"stability": 0.5, "speed": requests.pace_of(order)}
    common = {"model_id": choice.route.endpoint, "seed": job.command.seed % SEEDS, "voice_settings": settings}
    return [
        Part(
            f"v1/text-to-speech/{requests.voice_of(line)}/with-timestamps",
            {"text": text, **common},
            f"{job.id}/{number}",
            gives="json",
            holds="audio_base64",
        )
        for number, (line, text) in enumerate(zip(order.lines, texts, strict=True))
    ]


def _dialogue(order: SpeechOrder, texts: Sequence[str], choice: Choice, job: SoundJob) -> list[Part]:
    inputs = [{"text": text, "voice_id": requests.voice_of(line)} for line, text in zip(order.lines, texts, strict=True)]
    arguments = {"inputs": inputs, "model_id": choice.route.endpoint, "seed": job.command.seed % SEEDS}
    return [Part("v1/text-to-dialogue/with-timestamps", arguments, f"{job.id}/0", gives="json", holds="audio_base64")]


@dataclass(frozen=True, slots=True)
class ElevenLabsMusic:
    """Music."""

    api: Api = field(repr=False)
    name: str = NAME

    async def compose(self, order: MusicOrder, job: SoundJob, tools: Tools) -> Made:
        """One request for the whole film."""
        seconds = max(order.frames / order.fps, requests.SHORTEST_MUSIC)
        choice = chosen("music", job.command.model, seconds=seconds)
        prompt = music_prompt_of(order, choice.model)
        arguments = {
            "prompt": prompt["prompt"],
            "music_length_ms": -int(-seconds * 1000 // 1),
            "force_instrumental": True,
            "model_id": choice.route.endpoint,
        }
        steps = Steps(self.api.ask, partial(unknown, NAME), keeper(job, tools), self.api.gate)
        answers = await answers_of([Part("v1/music", arguments, f"{job.id}/0")], steps, job, tools)
        sound = await tools.compute(tracks.music, order.frames, order.fps, answers[0])
        extras = {"prompt": await told_text([prompt], job, tools)}
        return Made(await tools.media.put(job.envelope.tenant, sound, MEDIA_TYPE), extras, choice.cost({"second": seconds}))


@dataclass(frozen=True, slots=True)
class ElevenLabsEffects:
    """Ambience and effects."""

    api: Api = field(repr=False)
    name: str = NAME

    async def sound(self, order: EffectsOrder, job: SoundJob, tools: Tools) -> Made:
        """One request for the ambience and one for each effect, however often it is heard."""
        choice = chosen("effect", job.command.model)
        ambience, lengths, wanted = wanted_of(order, choice)
        parts = [
            Part(
                "v1/sound-generation",
                {"text": prompt["prompt"], "duration_seconds": seconds, "loop": loop},
                f"{job.id}/{number}",
            )
            for number, (prompt, seconds, loop) in enumerate(wanted)
        ]
        steps = Steps(self.api.ask, partial(unknown, NAME), keeper(job, tools), self.api.gate)
        answers = await answers_of(parts, steps, job, tools)
        first = answers.pop(0) if ambience else None
        sound = await tools.compute(tracks.effects, order, first, dict(zip(lengths, answers, strict=True)))
        cost = choice.cost({"second": sum(seconds for _, seconds, _ in wanted)})
        extras = {"prompt": await told_text([prompt for prompt, _, _ in wanted], job, tools)}
        return Made(await tools.media.put(job.envelope.tenant, sound, MEDIA_TYPE), extras, cost)


def wanted_of(order: EffectsOrder, choice: Choice) -> tuple[bool, dict[str, float], list[tuple[Prompt, float, bool]]]:
    """Whether there is an ambience, how long each effect is, and what is asked for: prompt, seconds, whether it is a loop."""
    ambience, lengths = ambience_prompt_of(order, choice.model), requests.effect_seconds(order)
    wanted = [(effect_prompt_of(name, choice.model), seconds, False) for name, seconds in lengths.items()]
    if ambience:
        around = min(max(order.frames / order.fps, requests.SHORTEST_EFFECT), requests.LONGEST_EFFECT)
        wanted.insert(0, (ambience, round(around, 1), True))
    return ambience is not None, lengths, wanted
