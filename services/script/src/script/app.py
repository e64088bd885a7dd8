"""The composition root: which vendor writes scripts, and what may be read from the web."""

from chassis.environment import SIMULATED_AT_ONCE, Environment
from chassis.service import Service
from chassis.urlguard import policy_of
from contracts.script import CancelScript, ScriptProgressed, WriteScript
from script.vendors.local import LocalWriter
from script.vendors.simulated import Simulated
from script.vendors.web import Web
from script.work import Writing

LATENCY = 0.05
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""


def build(environment: Environment) -> Service:
    """The script service, ready to start."""
    service = Service("script", environment)
    if environment.simulated:
        body = Writing({"simulated": Simulated(LATENCY)})
    else:
        body = Writing({"local": LocalWriter(Web(policy_of(environment.variables)))})
    at_once = SIMULATED_AT_ONCE if environment.simulated else 64
    service.work(WriteScript, body, progress=ScriptProgressed, concurrency=at_once)
    service.cancels(CancelScript)
    return service
