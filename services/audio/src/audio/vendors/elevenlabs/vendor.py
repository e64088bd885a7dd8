"""The three adapters to elevenlabs: each answer is stored before the next is paid for, so that a try goes on where one ended."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from audio.domain.orders import EffectsOrder, MusicOrder, SpeechOrder
from audio.ports import Made, SoundJob
from audio.vendors.elevenlabs import requests, tracks
from audio.vendors.local.wave import MEDIA_TYPE
from chassis.errors import Broken
from chassis.work import Tools
from contracts.base import MediaRef
from contracts.catalogue import ModelKind
from contracts.catalogue.asking import Ask
from vendor_http.choice import Choice, choose
from vendor_http.elevenlabs import Api
from vendor_http.fetched import SOUNDS, known
from vendor_http.series import Part, Steps, made, unknown

NAME = "elevenlabs"
SEEDS = 2**31


@dataclass(frozen=True, slots=True)
class ElevenLabsVoice:
    """Speech with times."""

    api: Api = field(repr=False)
    name: str = NAME

    async def speak(self, order: SpeechOrder, job: SoundJob, tools: Tools) -> Made:
        """One request per line."""
        longest = max((len(line.text) + 50 for line in order.lines), default=0)
        choice = _chosen("speech", job, characters=longest)
        texts = [requests.text_of(line, choice.route.endpoint) for line in order.lines]
        parts = [
            Part(
                f"v1/text-to-speech/{requests.voice_of(line)}/with-timestamps",
                {
                    "text": text,
                    "model_id": choice.route.endpoint,
                    "seed": job.command.seed % SEEDS,
                    "voice_settings": {"stability": 0.5, "speed": requests.pace_of(order)},
                },
                f"{job.id}/{number}",
            )
            for number, (line, (text, _)) in enumerate(zip(order.lines, texts, strict=True))
        ]
        keeper = _keeper(job, tools, "application/json")
        answers = await _answers(parts, Steps(self.api.ask, self.api.spoken, keeper, self.api.gate), job, tools)
        sound, words = await tools.compute(tracks.speech, order, answers, [skip for _, skip in texts])
        tenant = job.envelope.tenant
        stored = await tools.media.put(tenant, words, "application/json")
        cost = choice.cost({"character": sum(len(text) for text, _ in texts)})
        return Made(await tools.media.put(tenant, sound, MEDIA_TYPE), {"words": stored}, cost)


@dataclass(frozen=True, slots=True)
class ElevenLabsMusic:
    """Music."""

    api: Api = field(repr=False)
    name: str = NAME

    async def compose(self, order: MusicOrder, job: SoundJob, tools: Tools) -> Made:
        """One request for the whole film."""
        seconds = max(order.frames / 24, requests.SHORTEST_MUSIC)
        choice = _chosen("music", job, seconds=seconds)
        arguments = {
            "prompt": requests.music_prompt(order),
            "music_length_ms": -int(-seconds * 1000 // 1),
            "force_instrumental": True,
            "model_id": choice.route.endpoint,
        }
        steps = Steps(self.api.ask, partial(unknown, NAME), _keeper(job, tools), self.api.gate)
        answers = await _answers([Part("v1/music", arguments, f"{job.id}/0")], steps, job, tools)
        sound = await tools.compute(tracks.music, order.frames, answers[0])
        return Made(await tools.media.put(job.envelope.tenant, sound, MEDIA_TYPE), cost=choice.cost({"second": seconds}))


@dataclass(frozen=True, slots=True)
class ElevenLabsEffects:
    """Ambience and effects."""

    api: Api = field(repr=False)
    name: str = NAME

    async def sound(self, order: EffectsOrder, job: SoundJob, tools: Tools) -> Made:
        """One request for the ambience and one for each effect, however often it is heard."""
        choice = _chosen("effect", job)
        ambience, lengths = requests.ambience_prompt(order), requests.effect_seconds(order)
        wanted = [(requests.effect_prompt(name), seconds, False) for name, seconds in lengths.items()]
        if ambience:
            around = min(max(order.frames / 24, requests.SHORTEST_EFFECT), requests.LONGEST_EFFECT)
            wanted.insert(0, (ambience, round(around, 1), True))
        parts = [
            Part("v1/sound-generation", {"text": text, "duration_seconds": seconds, "loop": loop}, f"{job.id}/{number}")
            for number, (text, seconds, loop) in enumerate(wanted)
        ]
        answers = await _answers(
            parts, Steps(self.api.ask, partial(unknown, NAME), _keeper(job, tools), self.api.gate), job, tools
        )
        first = answers.pop(0) if ambience else None
        sound = await tools.compute(tracks.effects, order, first, dict(zip(lengths, answers, strict=True)))
        cost = choice.cost({"second": sum(seconds for _, seconds, _ in wanted)})
        return Made(await tools.media.put(job.envelope.tenant, sound, MEDIA_TYPE), cost=cost)


def _chosen(kind: ModelKind, job: SoundJob, *, seconds: float | None = None, characters: int | None = None) -> Choice:
    ask = Ask(kind, datetime.now(UTC).date(), seconds=seconds, characters=characters)
    return choose(job.command.model, NAME, ask)


def _keeper(job: SoundJob, tools: Tools, media_type: str = "") -> Callable[[bytes], Awaitable[str]]:
    """Stores an answer for its tenant and names it so that a later try finds it."""

    async def keep(content: bytes) -> str:
        told = media_type or known(content, SOUNDS, NAME).media_type
        return (await tools.media.put(job.envelope.tenant, content, told)).model_dump_json()

    return keep


async def _answers(parts: Sequence[Part], steps: Steps, job: SoundJob, tools: Tools) -> list[bytes]:
    names = await made(parts, steps, job, tools)
    if len(names) != len(parts):
        raise Broken("What was noted of the requests to elevenlabs does not fit this job.", code="vendor_note")
    return [await tools.media.get(MediaRef.model_validate_json(name)) for name in names]
