"""What differs from production in the lives that crash runs kill: the vendors' hosts, and how patient everything is."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import analysis.app
import audio.app
import billing.app
import coordinator.app
import gateway.app
import imagery.app
import imagery.vendors.openai
import motion.app
import script.app
import vendor_http.fal.reached
import vendor_http.text.anthropic
import vendor_http.text.openai
from chassis import consume
from chassis.admission import circuit
from chassis.service import Service
from vendor_http import elevenlabs
from vendor_http.fal.account import Hooks
from vendor_http.fal.hooks import FalHooks
from vendor_http.testing import fal_at

SETTLES, LEAVES = 4.0, 2.0
"""Seconds after which the simulator has surely shown what it took; its slowest answer is far below that."""
LEASE = 4.0
GRACE = 1.0
"""Seconds that a drain gives to what runs."""
PAID = ("script", "analysis", "imagery", "motion", "audio")
OTHERS = (billing.app, coordinator.app)
"""Imported here so that no life has to."""


def hurry() -> None:
    """Let everything that waits for a while wait for a short while."""
    Service.work.__kwdefaults__ = {**(Service.work.__kwdefaults__ or {}), "lease": LEASE}
    Service.drain.__defaults__ = (GRACE,)
    circuit.FIRST = 2.0
    consume.SESSION_TIMEOUT_MS = 2500  # a member that dies while it joins is waited for so long


def reach(at: Mapping[str, str]) -> None:
    """Let every account's hosts be the simulator's."""
    fal = partial(fal_at, at, settles=SETTLES, interval=0.2, leaves=LEAVES)
    pictures = partial(imagery.vendors.openai.Account, base=at["openai"], timeout=20.0)
    sounds = partial(elevenlabs.Account, host=at["elevenlabs"], settles=SETTLES, leaves=LEAVES, timeout=20.0)
    claude = partial(vendor_http.text.anthropic.Account, host=at["anthropic"], silence=10.0, keeps=0.05)
    gpt = partial(vendor_http.text.openai.Account, host=at["openai"], silence=10.0, interval=0.2, settles=SETTLES, leaves=LEAVES)
    places: list[tuple[Any, str, Any]] = [
        (script.app, "Account", fal),
        (analysis.app, "Account", fal),
        (imagery.app, "Account", fal),
        (imagery.vendors.openai, "Account", pictures),
        (motion.app, "Account", fal),
        (audio.app, "FalAccount", fal),
        (audio.app, "Account", sounds),
        (vendor_http.text.anthropic, "Account", claude),
        (vendor_http.text.openai, "Account", gpt),
        (vendor_http.fal.reached, "Hooks", partial(Hooks, safety=1.0)),
        (gateway.app, "FalHooks", partial(FalHooks, rest=at["fal_rest"])),
    ]
    for module, name, account in places:
        assert hasattr(module, name), f"{module.__name__} has no {name} any more, so its vendor would be the real one."
        setattr(module, name, account)
