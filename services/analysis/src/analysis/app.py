"""The composition root: which vendor reads scripts, and how many at once."""

from collections.abc import Mapping

from analysis.ports import Analyst
from analysis.vendors.local import LocalAnalyst
from analysis.vendors.simulated import Simulated
from analysis.vendors.texts import TextAnalyst
from analysis.work import Analysis
from chassis.climbing import withdrawing
from chassis.environment import SIMULATED_AT_ONCE, Environment
from chassis.service import Service
from contracts.analysis import AnalysisProgressed, AnalyzeScript, CancelAnalysis
from vendor_http.fal.reached import fal_hosts
from vendor_http.limits import bodies_for
from vendor_http.reach import Reach
from vendor_http.tenants.own import Makers, house_of, own_of, remembered_of
from vendor_http.text import anthropic, fal, openai

LATENCY = 0.05
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""

PRIORITIES = {AnalyzeScript.TYPE: 5}
"""Among the jobs of one tenant at a vendor: the whole film waits for its storyboard."""


def makers_of(environment: Environment) -> Makers[Analyst]:
    """How adapters are made of keys, the house's and tenants', by vendor."""
    reach = Reach.of(environment, "analysis", PRIORITIES)
    at = reach.hosts

    def claude(key: str) -> Analyst:
        return TextAnalyst(
            anthropic.Api(anthropic.Account(key, at.anthropic)), "anthropic", "claude", reach.gate("anthropic", key)
        )

    def gpt(key: str) -> Analyst:
        return TextAnalyst(openai.Api(openai.Account(key, at.openai)), "openai", "gpt", reach.gate("openai", key))

    def routed(key: str) -> Analyst:
        hosts = fal_hosts(reach, key)
        return TextAnalyst(fal.Api(hosts), "fal", "gpt", hosts.gate)

    return {"anthropic": claude, "openai": gpt, "fal": routed}


def usual_vendors(environment: Environment, makers: Makers[Analyst]) -> Mapping[str, Analyst]:
    """The local analyst and the vendors whose keys are set; or the simulated one alone."""
    if environment.simulated:
        return {"simulated": Simulated(LATENCY)}
    return {"local": LocalAnalyst(), **house_of(makers, environment.variables)}


def build(environment: Environment, vendors: Mapping[str, Analyst] | None = None) -> Service:
    """The analysis service, ready to start, with its usual vendors unless told otherwise."""
    service = Service("analysis", environment)
    makers = makers_of(environment)
    chosen, own = vendors or usual_vendors(environment, makers), own_of(makers, remembered_of(environment, "analysis"))
    at_once = SIMULATED_AT_ONCE if environment.simulated else 64 + bodies_for(chosen, environment)
    withdraw = withdrawing("analyze", chosen, own)
    service.work(AnalyzeScript, Analysis(chosen, own), progress=AnalysisProgressed, concurrency=at_once, withdraw=withdraw)
    service.cancels(CancelAnalysis)
    return service
