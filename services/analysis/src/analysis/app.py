"""The composition root: which vendor reads scripts, and how many at once."""

from analysis.vendors.local import LocalAnalyst
from analysis.vendors.simulated import Simulated
from analysis.work import Analysis
from chassis.environment import SIMULATED_AT_ONCE, Environment
from chassis.service import Service
from contracts.analysis import AnalysisProgressed, AnalyzeScript, CancelAnalysis

LATENCY = 0.05
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""


def build(environment: Environment) -> Service:
    """The analysis service, ready to start."""
    service = Service("analysis", environment)
    body = Analysis({"simulated": Simulated(LATENCY)} if environment.simulated else {"local": LocalAnalyst()})
    at_once = SIMULATED_AT_ONCE if environment.simulated else 64
    service.work(AnalyzeScript, body, progress=AnalysisProgressed, concurrency=at_once)
    service.cancels(CancelAnalysis)
    return service
