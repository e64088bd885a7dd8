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
from vendor_http.fal.account import Account
from vendor_http.fal.reached import fal_hosts
from vendor_http.keys import key_of
from vendor_http.limits import bodies_for, gate_of
from vendor_http.text import anthropic, fal, openai

LATENCY = 0.05
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""

PRIORITIES = {AnalyzeScript.TYPE: 5}
"""Among the jobs of one tenant at a vendor: the whole film waits for its storyboard."""


def usual_vendors(environment: Environment) -> Mapping[str, Analyst]:
    """The local analyst and the vendors whose keys are set; or the simulated one alone."""
    if environment.simulated:
        return {"simulated": Simulated(LATENCY)}
    found: dict[str, Analyst] = {"local": LocalAnalyst()}
    if key := key_of(environment.variables, "ANTHROPIC_API_KEY"):
        gate = gate_of(environment, "analysis", "anthropic", key, PRIORITIES)
        found["anthropic"] = TextAnalyst(anthropic.Api(anthropic.Account(key)), "anthropic", "claude", gate)
    if key := key_of(environment.variables, "OPENAI_API_KEY"):
        gate = gate_of(environment, "analysis", "openai", key, PRIORITIES)
        found["openai"] = TextAnalyst(openai.Api(openai.Account(key)), "openai", "gpt", gate)
    if key := key_of(environment.variables, "FAL_KEY"):
        hosts = fal_hosts(environment, "analysis", Account(key), PRIORITIES)
        found["fal"] = TextAnalyst(fal.Api(hosts), "fal", "gpt", hosts.gate)
    return found


def build(environment: Environment, vendors: Mapping[str, Analyst] | None = None) -> Service:
    """The analysis service, ready to start, with its usual vendors unless told otherwise."""
    service = Service("analysis", environment)
    chosen = vendors or usual_vendors(environment)
    at_once = SIMULATED_AT_ONCE if environment.simulated else 64 + bodies_for(chosen, environment)
    withdraw = withdrawing("analyze", chosen)
    service.work(AnalyzeScript, Analysis(chosen), progress=AnalysisProgressed, concurrency=at_once, withdraw=withdraw)
    service.cancels(CancelAnalysis)
    return service
