"""Music and effects by the models that fal runs: each request is submitted once, waited for and kept before the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from audio.domain.orders import EffectsOrder, MusicOrder
from audio.ports import Made, SoundJob
from audio.vendors import tracks
from audio.vendors.elevenlabs.requests import effect_seconds
from audio.vendors.local.wave import MEDIA_TYPE
from audio.vendors.prompts import ambience_prompt_of, effect_prompt_of, music_prompt_of
from audio.vendors.told import told_text
from chassis.errors import Broken
from chassis.work import Job, Tools
from contracts.base import MediaRef
from contracts.catalogue import ModelKind
from contracts.catalogue.asking import Ask
from contracts.catalogue.calling import filled
from vendor_http.choice import Choice, choose
from vendor_http.fal.account import Account, Hosts
from vendor_http.fal.queue import Prepare, Work
from vendor_http.fal.several import all_done, withdrawn
from vendor_http.fetched import SOUNDS
from vendor_http.paths import at
from vendor_http.prompts import Prompt

NAME = "fal"
SEEDS = 2**31
AROUND = 30.0
"""Seconds of ambience that are asked for at most; they are repeated."""
NOBODY_SINGS = "[Intro]\n[Inst]\n[Outro]"
"""What is sung, for models that cannot do without being told."""
Wish = tuple[Prompt, float]
"""What is asked for, and how many seconds of it."""


@dataclass(frozen=True, slots=True)
class FalSounds:
    """The adapter to one account."""

    hosts: Hosts = field(repr=False)
    name: str = NAME

    @classmethod
    def of(cls, account: Account) -> "FalSounds":
        """With connections of its own."""
        return cls(Hosts(account))

    async def compose(self, order: MusicOrder, job: SoundJob, tools: Tools) -> Made:
        """One piece for the whole film."""
        seconds = order.frames / order.fps
        choice = _chosen("music", job, seconds)
        wish = (music_prompt_of(order, choice.model), length_of(choice, seconds))
        (content,) = await self._made(choice, [wish], job, tools)
        sound = await tools.compute(tracks.music, order.frames, order.fps, content)
        return await self._stored(sound, choice, [wish], job, tools)

    async def sound(self, order: EffectsOrder, job: SoundJob, tools: Tools) -> Made:
        """The ambience, and each effect once, however often it is heard."""
        choice = _chosen("effect", job)
        ambience, lengths, wishes = wishes_of(order, choice)
        contents = await self._made(choice, wishes, job, tools)
        first = contents.pop(0) if ambience else None
        sound = await tools.compute(tracks.effects, order, first, dict(zip(lengths, contents, strict=True)))
        return await self._stored(sound, choice, wishes, job, tools)

    async def withdraw(self, job: Job[Any]) -> None:
        """Tell fal that nobody waits for the sound any more."""
        await withdrawn(self.hosts, job)

    async def _made(self, choice: Choice, wishes: Sequence[Wish], job: SoundJob, tools: Tools) -> list[bytes]:
        _, call = choice.call("text")

        async def keep(told: dict[str, Any]) -> str:
            found = await self.hosts.media(at(told, call.output), SOUNDS)
            return (await tools.media.put(job.envelope.tenant, found.content, found.media_type)).model_dump_json()

        def preparing(number: int, wish: Wish) -> Prepare:
            async def prepare() -> Work:
                return Work(call.endpoint, filled(call, _values(wish, job)), f"{job.id}/{number}")

            return prepare

        prepares = [preparing(number, wish) for number, wish in enumerate(wishes)]
        names = await all_done(self.hosts, choice.model.name, prepares, keep, job, tools)
        if len(names) != len(wishes):
            raise Broken("What was noted of the requests to fal does not fit this job.", code="vendor_note")
        return [await tools.media.get(MediaRef.model_validate_json(name)) for name in names]

    async def _stored(self, sound: bytes, choice: Choice, wishes: Sequence[Wish], job: SoundJob, tools: Tools) -> Made:
        extras = {"prompt": await told_text([prompt for prompt, _ in wishes], job, tools)}
        cost = choice.cost({"second": sum(seconds for _, seconds in wishes), "call": len(wishes)})
        return Made(await tools.media.put(job.envelope.tenant, sound, MEDIA_TYPE), extras, cost)


def wishes_of(order: EffectsOrder, choice: Choice) -> tuple[bool, dict[str, float], list[Wish]]:
    """Whether there is an ambience, how long each effect is, and what is asked for."""
    ambience, lengths = ambience_prompt_of(order, choice.model), effect_seconds(order)
    wishes: list[Wish] = [(effect_prompt_of(name, choice.model), length_of(choice, s)) for name, s in lengths.items()]
    if ambience:
        longest = min(AROUND, choice.model.limits.max_seconds or AROUND)
        wishes.insert(0, (ambience, length_of(choice, min(order.frames / order.fps, longest))))
    return ambience is not None, lengths, wishes


def _values(wish: Wish, job: SoundJob) -> dict[str, object]:
    prompt, seconds = wish
    return {
        "prompt": prompt["prompt"],
        "negative": ", ".join(prompt["negative"].splitlines()) or None,
        "lyrics": NOBODY_SINGS,
        "seconds": int(seconds),
        "milliseconds": int(seconds * 1000),
        "seed": job.command.seed % SEEDS,
    }


def _chosen(kind: ModelKind, job: SoundJob, seconds: float | None = None) -> Choice:
    return choose(job.command.model, NAME, Ask(kind, datetime.now(UTC).date(), seconds=seconds))


def length_of(choice: Choice, seconds: float) -> float:
    """Whole seconds, as the model makes them."""
    return -(-(choice.model.length_for(seconds) or seconds) // 1)
