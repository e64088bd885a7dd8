"""The composition root: which vendor writes scripts, and what may be read from the web."""

from collections.abc import Mapping

from chassis.environment import SIMULATED_AT_ONCE, Environment
from chassis.service import Service
from chassis.urlguard import policy_of
from contracts.script import CancelScript, ScriptProgressed, WriteScript
from script.ports import Writer
from script.vendors.local import LocalWriter
from script.vendors.simulated import Simulated
from script.vendors.texts import TextWriter
from script.vendors.web import Web
from script.work import Writing
from vendor_http.keys import key_of
from vendor_http.text import anthropic, openai

LATENCY = 0.05
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""


def usual_vendors(environment: Environment) -> Mapping[str, Writer]:
    """The local writer and the vendors whose keys are set; or the simulated one alone."""
    if environment.simulated:
        return {"simulated": Simulated(LATENCY)}
    variables = environment.variables
    web = Web(policy_of(variables))
    found: dict[str, Writer] = {"local": LocalWriter(web)}
    if key := key_of(variables, "ANTHROPIC_API_KEY"):
        found["anthropic"] = TextWriter(anthropic.Api(anthropic.Account(key)), "anthropic", "claude", web)
    if key := key_of(variables, "OPENAI_API_KEY"):
        found["openai"] = TextWriter(openai.Api(openai.Account(key)), "openai", "gpt", web)
    return found


def build(environment: Environment, vendors: Mapping[str, Writer] | None = None) -> Service:
    """The script service, ready to start, with its usual vendors unless told otherwise."""
    service = Service("script", environment)
    at_once = SIMULATED_AT_ONCE if environment.simulated else 64
    service.work(WriteScript, Writing(vendors or usual_vendors(environment)), progress=ScriptProgressed, concurrency=at_once)
    service.cancels(CancelScript)
    return service
