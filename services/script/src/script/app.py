"""The composition root: which vendor writes scripts, and what may be read from the web."""

from collections.abc import Mapping

from chassis.climbing import withdrawing
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
from vendor_http.fal.account import Account
from vendor_http.fal.reached import fal_hosts
from vendor_http.keys import key_of
from vendor_http.limits import bodies_for, gate_of
from vendor_http.text import anthropic, fal, openai

LATENCY = 0.05
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""

PRIORITIES = {WriteScript.TYPE: 5}
"""Among the jobs of one tenant at a vendor: the whole film waits for its script."""


def usual_vendors(environment: Environment) -> Mapping[str, Writer]:
    """The local writer and the vendors whose keys are set; or the simulated one alone."""
    if environment.simulated:
        return {"simulated": Simulated(LATENCY)}
    variables = environment.variables
    web = Web(policy_of(variables))
    found: dict[str, Writer] = {"local": LocalWriter(web)}
    if key := key_of(variables, "ANTHROPIC_API_KEY"):
        gate = gate_of(environment, "script", "anthropic", key, PRIORITIES)
        found["anthropic"] = TextWriter(anthropic.Api(anthropic.Account(key)), "anthropic", "claude", web, gate)
    if key := key_of(variables, "OPENAI_API_KEY"):
        gate = gate_of(environment, "script", "openai", key, PRIORITIES)
        found["openai"] = TextWriter(openai.Api(openai.Account(key)), "openai", "gpt", web, gate)
    if key := key_of(variables, "FAL_KEY"):
        hosts = fal_hosts(environment, "script", Account(key), PRIORITIES)
        found["fal"] = TextWriter(fal.Api(hosts), "fal", "gpt", web, hosts.gate)
    return found


def build(environment: Environment, vendors: Mapping[str, Writer] | None = None) -> Service:
    """The script service, ready to start, with its usual vendors unless told otherwise."""
    service = Service("script", environment)
    chosen = vendors or usual_vendors(environment)
    at_once = SIMULATED_AT_ONCE if environment.simulated else 64 + bodies_for(chosen, environment)
    withdraw = withdrawing("write", chosen)
    service.work(WriteScript, Writing(chosen), progress=ScriptProgressed, concurrency=at_once, withdraw=withdraw)
    service.cancels(CancelScript)
    return service
