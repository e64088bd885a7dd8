"""What crash runs order: films of every length through the coordinator and billing, and single works; some are cancelled midway.

Used by `chaos_vendors.py`. Each order has a tenant of its own, so that no take is reused and its account tells what it cost.
"""

import asyncio
import contextlib
import io
import random
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import soundfile
import vendor_orders
from aiokafka.errors import KafkaError
from chaos_keys import TenantKeys
from vendor_orders import Things

from chassis.environment import Environment
from chassis.media import Media
from chassis.testing.wire import Wire
from contracts.audio import CancelAudio, ChangeVoice, CloneVoice, SeparateSound, TranscribeSound
from contracts.base import CancelWork, Command, MediaRef, Message, Take
from contracts.coordinator import (
    CancelSequence,
    SequenceCancelled,
    SequenceCompleted,
    SequenceFailed,
    SequenceNeedsAttention,
    StartSequence,
)
from contracts.envelope import Envelope, command_id
from contracts.imagery import CancelImagery, EditPicture
from contracts.motion import CancelMotion, ImagineClip
from contracts.requests import FilmRequest, Models, Source
from contracts.storyboard import Ratio

CANCELLED = 0.1
"""How many orders are called off, some time after they were sent."""
BOARDS = 48
LATEST = 4.0
"""Seconds until then."""
ENDS = (SequenceCompleted, SequenceFailed, SequenceCancelled, SequenceNeedsAttention)
VOICE = "JBFqnCBsd6RMkjVDRZzb"
SOUNDS = Models(
    image="nano-banana-2",
    clip="kling-v3-pro",
    speech="eleven-multilingual-2",
    music="ace-step-1-5",
    effect="elevenlabs-effects",
)
OTHERS = Models(image="gpt-image-2-5", clip="kling-v3-pro", speech="eleven-v3", music="elevenlabs-music", effect="stable-audio")


@dataclass(frozen=True, slots=True)
class Stock:
    """What the orders are about."""

    things: Things
    boards: tuple[MediaRef, ...]
    sound: MediaRef

    def board(self, number: int) -> MediaRef:
        """A storyboard that no order has that is open at the same time: exactly the same request would be found for both."""
        return self.boards[number // len(MIX) % len(self.boards)]

    @classmethod
    async def stored(cls, environment: Environment) -> "Stock":
        """In the store."""
        out = io.BytesIO()
        soundfile.write(out, 0.3 * np.sin(np.arange(48000) * 0.03), 48000, format="FLAC")
        sound = await Media(environment).put("chaos", out.getvalue(), "audio/flac")
        boards = [vendor_orders.storyboard(8, number).model_dump_json().encode() for number in range(BOARDS)]
        put = [Media(environment).put("chaos", board, "application/json") for board in boards]
        return cls(await vendor_orders.things(environment), tuple(await asyncio.gather(*put)), sound)


Make = Callable[[Stock, int], StartSequence | Command]


def _seconds(number: int) -> int:
    """No two orders that are open at a time ask for exactly the same: fal's list would give both the same request."""
    return 30 + number % 300


def _written(model: str) -> Make:
    def made(of: Stock, number: int) -> StartSequence:
        source = Source(kind="idea", text=of.things.idea)
        request = FilmRequest(source=source, duration=_seconds(number), style="noir", models=Models(write=model))
        return StartSequence(request=request, stop_at="script")

    return made


def _read(model: str) -> Make:
    def made(of: Stock, number: int) -> StartSequence:
        source = Source(kind="screenplay", text=of.things.script)
        request = FilmRequest(source=source, duration=_seconds(number), style="noir", models=Models(analyze=model))
        return StartSequence(request=request, stop_at="storyboard")

    return made


def _drawn(image: str) -> Make:
    def made(of: Stock, number: int) -> StartSequence:
        source = Source(kind="screenplay", text=of.things.script)
        request = FilmRequest(source=source, ratio="9:16", style="noir", seed=number, models=Models(image=image))
        return StartSequence(request=request, stop_at="frames", storyboard=of.board(number))

    return made


def _whole(models: Models) -> Make:
    def made(of: Stock, number: int) -> StartSequence:
        source = Source(kind="screenplay", text=of.things.script)
        request = FilmRequest(source=source, ratio="9:16", style="noir", seed=number, models=models)
        return StartSequence(request=request, stop_at="sound", storyboard=of.board(number))

    return made


def _edited(of: Stock, number: int) -> Command:
    take = Take(media=of.things.still, input_hash=f"{number:064x}", model="m", vendor="v")
    words, model = "Make it night.", "nano-banana-2"
    return EditPicture(picture=take, instruction=words, ratio="9:16", style="noir", model=model, seed=number)


def _imagined(of: Stock, number: int) -> Command:
    ratio: Ratio = "9:16"
    return ImagineClip(description="A whale.", frames=8, ratio=ratio, style="noir", model="ltx-2-3-pro", seed=number)


MIX: tuple[Make, ...] = (
    _drawn("nano-banana-2"),
    _written("claude-sonnet-5-5"),
    _read("gpt-6-luna"),
    lambda of, number: CloneVoice(name=f"Mara {number}", samples=(of.sound,), model="eleven-instant-clone"),
    _written("gemini-3-8-flash"),
    _whole(SOUNDS),
    _read("claude-sonnet-5-5"),
    _drawn("gpt-image-2-5-sunburst"),
    lambda of, number: ChangeVoice(sound=of.sound, voice=VOICE, model="eleven-voice-changer", seed=number),
    _written("gpt-6-luna"),
    _edited,
    _read("gemini-3-8-flash"),
    lambda of, _: TranscribeSound(sound=of.sound, model="scribe-3"),
    _whole(OTHERS),
    lambda of, _: SeparateSound(sound=of.sound, model="eleven-two-stems"),
    _imagined,
)
"""All kinds of paid work at every vendor that does it."""
CANCELS: dict[str, type[CancelWork]] = {"audio": CancelAudio, "imagery": CancelImagery, "motion": CancelMotion}


@dataclass(slots=True)
class Orders:
    """What was ordered, and what became of it."""

    wire: Wire
    stock: Stock
    dice: random.Random
    keys: TenantKeys
    run: str = field(default_factory=lambda: secrets.token_hex(4))
    sent: dict[str, Message] = field(default_factory=dict)
    """By sequence."""
    ended: dict[str, set[str]] = field(default_factory=dict)
    doomed: dict[str, float] = field(default_factory=dict)
    """What is to be called off, and when."""
    cancelled: set[str] = field(default_factory=set)
    _read: int = 0

    async def top_up(self, at_once: int) -> None:
        """Send until so many are open; call some of them off."""
        batch: list[tuple[Envelope, Message]] = []
        for _ in range(at_once - len(self.open())):
            number = len(self.sent)
            sequence = f"chaos-{self.run}-{number}"
            self.sent[sequence] = MIX[number % len(MIX)](self.stock, number)
            if self.dice.random() < CANCELLED:
                self.doomed[sequence] = time.monotonic() + self.dice.uniform(0, LATEST)
            await self.keys.bring(f"tenant-{sequence}")
            batch.append((self._envelope(sequence), self.sent[sequence]))
        if batch:
            await self._send(batch)

    async def call_off(self) -> None:
        """Cancel those whose time has come."""
        for sequence in [name for name in self.open() if self.doomed.get(name, float("inf")) < time.monotonic()]:
            del self.doomed[sequence]
            self.cancelled.add(sequence)
            message = self.sent[sequence]
            cancel = (
                CancelSequence()
                if isinstance(message, StartSequence)
                else CANCELS[message.TYPE.split(".")[1]](reason="Nobody wants it.")
            )
            name = f"{sequence}-cancel"
            envelope = Envelope(name, cancel.TYPE, "/chaos", f"tenant-{sequence}", sequence)
            await self._send([(envelope, cancel)])

    async def _send(self, batch: list[tuple[Envelope, Message]]) -> None:
        """Send; again where the machine stood still for so long that nobody knows. What comes twice has one id."""
        while True:
            with contextlib.suppress(KafkaError):
                return await self.wire.send(batch)
            await asyncio.sleep(1)

    def open(self) -> list[str]:
        """What has not ended yet. Of a single work that was called off nothing is told, unless it ended before."""
        for envelope, message in self.wire.seen[self._read :]:
            self._read += 1
            ordered = self.sent.get(envelope.sequence)
            if isinstance(ordered, Command):
                ends: tuple[type[Message], ...] = (ordered.DONE, ordered.FAILED)
            else:
                ends = ENDS
            if ordered is not None and isinstance(message, ends):
                self.ended.setdefault(envelope.sequence, set()).add(type(message).__name__)
        silent = {name for name in self.cancelled if isinstance(self.sent[name], Command)}
        return [name for name in self.sent if name not in self.ended and name not in silent]

    def _envelope(self, sequence: str) -> Envelope:
        message = self.sent[sequence]
        if isinstance(message, StartSequence):
            return Envelope(f"{sequence}-start", message.TYPE, "/chaos", f"tenant-{sequence}", sequence)
        id_ = command_id(sequence, "work", 1, message.TYPE)
        return Envelope(id_, message.TYPE, "/chaos", f"tenant-{sequence}", sequence, "work", 1)
