"""Everything that the simulated vendors remember between two calls; the server gives it to each vendor's module."""

import asyncio
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from vendor_simulator.calls import Call
from vendor_simulator.captures import Captures
from vendor_simulator.dice import Dice
from vendor_simulator.jobs import Jobs
from vendor_simulator.limits import Limits
from vendor_simulator.media.recipes import Sound
from vendor_simulator.media.shelf import Shelf
from vendor_simulator.paid import PaidJobs
from vendor_simulator.plan import Plan
from vendor_simulator.texts import Speaker
from vendor_simulator.webhooks import FalSigner, Postman


@dataclass(frozen=True, slots=True)
class Target:
    """Where a vendor's account sends its webhooks."""

    url: str
    secret: str


@dataclass(slots=True)
class World:
    """The state; `reset` starts it anew."""

    dice: Dice
    signer: FalSigner
    postman: Postman = field(default_factory=Postman)
    limits: Limits = field(default_factory=lambda: Limits(time.monotonic))
    shelf: Shelf = field(default_factory=lambda: Shelf(time.monotonic))
    paid: PaidJobs = field(default_factory=PaidJobs)
    captures: Captures = field(default_factory=Captures)
    speaker: Speaker = field(default_factory=Speaker)
    jobs: Jobs = field(default_factory=Jobs)
    targets: dict[str, Target] = field(default_factory=dict)
    voices: dict[str, str] = field(default_factory=dict)
    """Cloned voices of elevenlabs, by id."""
    history: list[dict[str, Any]] = field(default_factory=list)
    """What elevenlabs has spoken, newest first, as its history tells it."""
    shelf_of_history: dict[str, Sound] = field(default_factory=dict)
    """The sounds of the history, by item."""
    responses: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Stored responses of openai, by id."""
    conversations: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Conversations of openai, by id: their items, and the response that is at work in each."""
    owners: dict[str, str] = field(default_factory=dict)
    """The key of the account in which something was made, by its id: no other account sees it."""
    parts: dict[str, tuple[str, dict[int, bytes]]] = field(default_factory=dict)
    """Uploads to fal that come in parts: their type, and the parts by number."""
    tasks: set["asyncio.Task[None]"] = field(default_factory=set)
    """What goes on after an answer."""

    @classmethod
    def of(cls, plan: Plan) -> "World":
        """A new world that follows a plan."""
        return cls(Dice(plan), FalSigner(plan.seed))

    def shows(self, id_: str, call: Call) -> bool:
        """Whether it was made in the account of whoever calls."""
        return self.owners.get(id_, call.key) == call.key

    @property
    def plan(self) -> Plan:
        """The plan that holds now."""
        return self.dice.plan

    def follow(self, plan: Plan) -> None:
        """Another plan from now on; what was done stays counted."""
        self.dice = Dice(plan)


def new_id(prefix: str) -> str:
    """An id as vendors make them."""
    return prefix + secrets.token_hex(12)
