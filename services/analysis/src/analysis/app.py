"""The composition root: which vendor reads scripts, and how many at once."""

from collections.abc import Mapping

from analysis.ports import Analyst
from analysis.vendors.local import LocalAnalyst
from analysis.vendors.simulated import Simulated
from analysis.vendors.texts import TextAnalyst
from analysis.work import Analysis
from chassis.environment import SIMULATED_AT_ONCE, Environment
from chassis.service import Service
from contracts.analysis import AnalysisProgressed, AnalyzeScript, CancelAnalysis
from vendor_http.keys import key_of
from vendor_http.text import anthropic, openai

LATENCY = 0.05
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""


def usual_vendors(environment: Environment) -> Mapping[str, Analyst]:
    """The local analyst and the vendors whose keys are set; or the simulated one alone."""
    if environment.simulated:
        return {"simulated": Simulated(LATENCY)}
    found: dict[str, Analyst] = {"local": LocalAnalyst()}
    if key := key_of(environment.variables, "ANTHROPIC_API_KEY"):
        found["anthropic"] = TextAnalyst(anthropic.Api(anthropic.Account(key)), "anthropic", "claude")
    if key := key_of(environment.variables, "OPENAI_API_KEY"):
        found["openai"] = TextAnalyst(openai.Api(openai.Account(key)), "openai", "gpt")
    return found


def build(environment: Environment, vendors: Mapping[str, Analyst] | None = None) -> Service:
    """The analysis service, ready to start, with its usual vendors unless told otherwise."""
    service = Service("analysis", environment)
    at_once = SIMULATED_AT_ONCE if environment.simulated else 64
    service.work(AnalyzeScript, Analysis(vendors or usual_vendors(environment)), progress=AnalysisProgressed, concurrency=at_once)
    service.cancels(CancelAnalysis)
    return service
