"""Has a film's pieces made while its clips and sounds are still being made, so that little is left to do when the last has come.

Told of events by the chassis (`app`), without any promise: what is missed here is made when the film is ordered.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import partial

from assembly.domain.plan import Arrived
from assembly.ports import Announcer, Preparer, Previewer
from chassis.records import Delivery
from chassis.work import Tools
from contracts.analysis import ScriptAnalyzed
from contracts.audio import EffectsGenerated, MusicGenerated, SpeechGenerated
from contracts.base import MediaRef
from contracts.envelope import Envelope
from contracts.motion import ClipGenerated
from contracts.storyboard import FilmPlan

EVENTS = (ScriptAnalyzed, ClipGenerated, SpeechGenerated, EffectsGenerated, MusicGenerated)

MOST_FILMS = 500
"""Films in the making that are remembered; of older ones the rest is made when they are ordered."""


@dataclass(slots=True)
class _Heard:
    """What was told of one film so far."""

    board: MediaRef | None = None
    clips: dict[str, MediaRef] = field(default_factory=dict)
    speeches: dict[str, MediaRef] = field(default_factory=dict)
    effects: dict[str, MediaRef] = field(default_factory=dict)
    words: dict[str, MediaRef] = field(default_factory=dict)
    music: MediaRef | None = None
    begun: set[str] = field(default_factory=set)
    told: int = 0
    planned: int = 0
    """How many events were told, and how many of them the last plan knew."""
    speaking: frozenset[str] = frozenset()
    noisy: frozenset[str] = frozenset()
    musical: bool = False
    shown: int = 0
    """Shots whose preview was told."""
    showing: asyncio.Lock = field(default_factory=asyncio.Lock)

    def plan(self, board: MediaRef, plan: FilmPlan) -> None:
        """Which sounds will come is known from the plan."""
        self.board, self.musical = board, plan.music
        self.speaking = frozenset(shot.id for scene in plan.scenes for shot in scene.shots if shot.speech)
        self.noisy = frozenset(scene.id for scene in plan.scenes if scene.effects)

    def arrived(self) -> Arrived:
        """As it is now."""
        return Arrived(dict(self.clips), dict(self.speeches), dict(self.effects), self.music, dict(self.words))

    def sounds(self) -> bool:
        """Whether every sound is there."""
        return self.speaking <= set(self.speeches) and self.noisy <= set(self.effects) and self.musical == bool(self.music)


@dataclass(frozen=True, slots=True)
class Ahead:
    """Listens for films in the making."""

    preparer: Preparer
    previewer: Previewer
    announcer: Announcer
    _films: OrderedDict[tuple[str, str], _Heard] = field(default_factory=OrderedDict)

    async def __call__(self, delivery: Delivery, tools: Tools) -> None:
        """Make what the event makes possible. Of events that come together one plans for all: a plan is as long as the film."""
        tenant = delivery.envelope.tenant
        heard = self._film(tenant, delivery.envelope.sequence)
        match delivery.message:
            case ScriptAnalyzed(storyboard=board, plan=plan):
                heard.plan(board, plan)
            case ClipGenerated(shot=shot, take=take):
                heard.clips[shot] = take.media
            case SpeechGenerated(shot=shot, take=take):
                heard.speeches[shot] = take.media
                if "words" in take.extras:
                    heard.words[shot] = take.extras["words"]
                    await tools.media.fetch(take.extras["words"])
            case EffectsGenerated(scene=scene, take=take):
                heard.effects[scene] = take.media
            case MusicGenerated(take=take):
                heard.music = take.media
        heard.told += 1
        mine = heard.told
        await asyncio.sleep(0)
        if heard.board and heard.planned < mine:
            heard.planned = heard.told
            show = partial(self._preview, delivery.envelope, heard, tools)
            await self.preparer.prepare(
                tenant, heard.board, heard.arrived(), heard.begun, tools, partial(show, patient=False), sounds=heard.sounds()
            )
            await show(patient=True)

    async def _preview(self, envelope: Envelope, heard: _Heard, tools: Tools, *, patient: bool) -> None:
        """Tell what more can be watched: one after the other, so that no shot is told twice or left out.

        Who is not `patient` leaves it to whoever is just looking, and to the end, when all is there.
        """
        if not heard.board or not heard.sounds() or (heard.showing.locked() and not patient):
            return
        async with heard.showing:
            for event in await self.previewer.preview(envelope.tenant, heard.board, heard.arrived(), heard.shown, tools):
                await self.announcer.announce(envelope, event)
                heard.shown = event.number + 1

    def _film(self, tenant: str, sequence: str) -> _Heard:
        heard = self._films.setdefault((tenant, sequence), _Heard())
        self._films.move_to_end((tenant, sequence))
        while len(self._films) > MOST_FILMS:
            self._films.popitem(last=False)
        return heard
