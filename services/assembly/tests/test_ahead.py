"""Pieces made while clips and sounds arrive: nothing is left for the order but to join them, and nothing depends on it."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from assembly.ahead import Ahead
from assembly.app import build
from assembly.domain.plan import Arrived
from chassis.compute import Compute
from chassis.environment import Environment
from chassis.records import Delivery
from chassis.run import running
from chassis.service import Service
from chassis.testing.wire import Wire
from contracts.analysis import ScriptAnalyzed
from contracts.assembly import AssembleFilm, FilmAssembled, PreviewGrew, ShotMedia
from contracts.audio import MusicGenerated
from contracts.base import Event, MediaRef, Message, Take
from contracts.envelope import Envelope
from contracts.motion import ClipGenerated
from contracts.registry import MESSAGES
from contracts.storyboard import FilmPlan, PlannedScene, PlannedShot, Scene, Shot, Storyboard

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Studio

SHOTS = (Shot(id="a", size="wide", frames=24, tail=4, action="x"), Shot(id="b", size="wide", frames=24, head=4, action="x"))
SCENES = tuple(Scene(id=s.id, title=s.id, start=0, end=0, place="p", transition_in="dissolve", shots=(s,)) for s in SHOTS)
BOARD = Storyboard(title="Two shots", style="s", ratio="1:1", scenes=SCENES)
PLAN = FilmPlan(
    title="Two shots",
    frames=48,
    scenes=tuple(PlannedScene(id=s.id, title=s.id, shots=(PlannedShot(id=s.id, frames=s.frames),)) for s in SHOTS),
)


def told(message: Message, sequence: str, name: str = "") -> tuple[Envelope, Message]:
    return Envelope(id=f"{sequence}{name}", type=message.TYPE, source="test", tenant="t", sequence=sequence), message


def take(media: MediaRef) -> Take:
    return Take(media=media, input_hash="0" * 64, model="m", vendor="v")


class Told:
    """One film's media in the store, and the events that tell of them."""

    def __init__(self, service: Service, studio: "Studio") -> None:
        self.service, self.studio = service, studio
        self.clips: dict[str, MediaRef] = {}

    async def prepare(self) -> None:
        media = self.service.media
        self.board = await media.put("t", BOARD.model_dump_json().encode(), "application/json")
        for shot, level in zip(SHOTS, (0.3, 0.6), strict=True):
            clip = Path(self.studio.path(await self.studio.clip([level] * 28)))
            self.clips[shot.id] = await media.put_file("t", clip, "video/mp4")
        tone = Path(self.studio.path(await self.studio.sound(0.1 * np.sin(np.arange(96_000) / 10))))
        self.music = await media.put_file("t", tone, "audio/wav")

    def events(self) -> dict[str, Event]:
        return {
            "board": ScriptAnalyzed(storyboard=self.board, plan=PLAN),
            "a": ClipGenerated(shot="a", frames=28, take=take(self.clips["a"])),
            "b": ClipGenerated(shot="b", frames=28, take=take(self.clips["b"])),
            "music": MusicGenerated(take=take(self.music)),
        }

    def order(self) -> AssembleFilm:
        shots = tuple(ShotMedia(shot=id_, clip=clip) for id_, clip in self.clips.items())
        return AssembleFilm(storyboard=self.board, shots=shots, music=self.music)

    async def pieces(self, count: int) -> None:
        """Wait until so many pieces exist."""
        async with asyncio.timeout(60):
            while await self.service.pool().fetchval("select count(*) from piece") < count:  # noqa: ASYNC110 — a table tells nobody
                await asyncio.sleep(0.05)


async def test_when_the_film_is_ordered_only_the_join_is_left(
    environment: Environment, compute: Compute, studio: "Studio", monkeypatch: Any
) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        film = Told(service, studio)
        await film.prepare()
        events = film.events()
        await wire.send([told(events["board"], "q", "board"), told(events["a"], "q", "a")])
        await film.pieces(4)  # what of a lies under the transition, its body, its tiles and the poster
        await wire.send([told(events["b"], "q", "b"), told(events["music"], "q", "music")])
        await film.pieces(9)  # also what b has under it, its body and its tiles, the transition and the sound
        made = await service.pool().fetch("select address from piece")
        await wire.send([told(film.order(), "q", "order")])
        await wire.receive(FilmAssembled)
        after = await service.pool().fetch("select address from piece")
        assert len(after) == 11
        assert set(made) < set(after), "the film and the picture of all its tiles are the only new pieces"


async def test_events_that_come_together_are_planned_for_together(studio: "Studio") -> None:
    """A plan is as long as the film: one for each event of a long one would cost its square."""
    planned = list[Arrived]()
    clip = await studio.clip([0.5])

    class Planner:
        async def prepare(self, _: str, board: MediaRef, arrived: Arrived, *told: object, sounds: bool) -> None:
            planned.append(arrived)
            await asyncio.sleep(0.01)

        async def preview(self, *_: object) -> list[PreviewGrew]:
            return []

    ahead = Ahead(cast("Any", Planner()), cast("Any", Planner()), cast("Any", None))
    events: list[Message] = [ScriptAnalyzed(storyboard=clip, plan=PLAN)]
    events += [ClipGenerated(shot=f"s{n}", frames=1, take=take(clip)) for n in range(30)]

    async def tell(some: list[Message]) -> None:
        await asyncio.gather(*(ahead(Delivery(*told(event, "q")), cast("Any", None)) for event in some))

    await tell(events[:30])
    await tell(events[30:])
    assert [len(arrived.clips) for arrived in planned] == [29, 30], "all of those that came together, and the one that came later"


async def test_the_film_is_the_same_whatever_was_heard_in_whatever_order(
    environment: Environment, compute: Compute, studio: "Studio"
) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        film = Told(service, studio)
        await film.prepare()
        await wire.send([told(film.order(), "q0", "order")])
        events = film.events()
        for n, names in enumerate((["b", "music", "a", "board"], ["music", "board"], ["board", "b", "b", "a"]), 1):
            await service.pool().execute("delete from piece")
            await wire.send([told(events[name], f"q{n}", f"{k}") for k, name in enumerate(names)])
            await wire.send([told(film.order(), f"q{n}", "order")])
            films = await wire.receive(FilmAssembled, n + 1)
        assert len({event.film for _, event in films}) == 1


async def test_what_can_be_watched_is_told_before_the_film_is_ordered(
    environment: Environment, compute: Compute, studio: "Studio"
) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        film = Told(service, studio)
        await film.prepare()
        await wire.send([told(event, "q", name) for name, event in film.events().items()])
        grown = await wire.receive(PreviewGrew, 2)
        assert [event.number for _, event in grown] == [0, 1]
        assert [event.last for _, event in grown] == [False, True]
        assert {envelope.sequence for envelope, _ in grown} == {"q"}
        assert sum(part.frames for _, event in grown for part in event.parts) == 48
        first = await service.media.get(grown[0][1].parts[0].media)
        assert first[4:8] == b"moof"
