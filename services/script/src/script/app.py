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
from vendor_http.fal.reached import fal_hosts
from vendor_http.limits import bodies_for
from vendor_http.reach import Reach
from vendor_http.tenants.own import Makers, house_of, own_of, remembered_of
from vendor_http.text import anthropic, fal, openai

LATENCY = 0.05
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""

PRIORITIES = {WriteScript.TYPE: 5}
"""Among the jobs of one tenant at a vendor: the whole film waits for its script."""


def makers_of(environment: Environment) -> Makers[Writer]:
    """How adapters are made of keys, the house's and tenants', by vendor."""
    reach, web = Reach.of(environment, "script", PRIORITIES), Web(policy_of(environment.variables))
    at = reach.hosts

    def claude(key: str) -> Writer:
        return TextWriter(
            anthropic.Api(anthropic.Account(key, at.anthropic)), "anthropic", "claude", web, reach.gate("anthropic", key)
        )

    def gpt(key: str) -> Writer:
        return TextWriter(openai.Api(openai.Account(key, at.openai)), "openai", "gpt", web, reach.gate("openai", key))

    def routed(key: str) -> Writer:
        hosts = fal_hosts(reach, key)
        return TextWriter(fal.Api(hosts), "fal", "gpt", web, hosts.gate)

    return {"anthropic": claude, "openai": gpt, "fal": routed}


def usual_vendors(environment: Environment, makers: Makers[Writer]) -> Mapping[str, Writer]:
    """The local writer and the vendors whose keys are set; or the simulated one alone."""
    if environment.simulated:
        return {"simulated": Simulated(LATENCY)}
    local = LocalWriter(Web(policy_of(environment.variables)))
    return {"local": local, **house_of(makers, environment.variables)}


def build(environment: Environment, vendors: Mapping[str, Writer] | None = None) -> Service:
    """The script service, ready to start, with its usual vendors unless told otherwise."""
    service = Service("script", environment)
    makers = makers_of(environment)
    chosen, own = vendors or usual_vendors(environment, makers), own_of(makers, remembered_of(environment, "script"))
    at_once = SIMULATED_AT_ONCE if environment.simulated else 64 + bodies_for(chosen, environment)
    withdraw = withdrawing("write", chosen, own)
    service.work(WriteScript, Writing(chosen, own), progress=ScriptProgressed, concurrency=at_once, withdraw=withdraw)
    service.cancels(CancelScript)
    return service
