"""The chassis's metrics, and its spans around jobs. Names are declared here once; every service exports them at /metrics."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from prometheus_client import Counter, Gauge, Histogram

MESSAGES = Counter("sagareel_messages_total", "Messages taken from Kafka.", ["service"])
DEAD = Counter("sagareel_dead_messages_total", "Messages put into the dead topic.", ["service"])
PUBLISHED = Counter("sagareel_published_messages_total", "Outbox rows that Kafka has acknowledged.", ["service"])
COMMIT_SECONDS = Histogram(
    "sagareel_commit_seconds",
    "Time of one group commit.",
    ["service"],
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5),
)
COMMIT_SIZE = Histogram(
    "sagareel_commit_messages",
    "Messages and ends of jobs in one group commit.",
    ["service"],
    buckets=(0, 1, 2, 5, 10, 20, 50, 100, 500),
)
STUCK_WRITES = Counter("sagareel_stuck_writes_total", "Failures of a write that must succeed: a bug; must stay 0.")
JOBS_RUNNING = Gauge("sagareel_jobs_running", "Jobs whose body is running.", ["service"])
JOB_SECONDS = Histogram(
    "sagareel_job_seconds",
    "Time of one try of a job.",
    ["service", "type", "outcome"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3600),
)

_propagator = TraceContextTextMapPropagator()
tracer = trace.get_tracer("sagareel")


def start_tracing(service: str) -> None:
    """Export spans when OTEL_EXPORTER_OTLP_ENDPOINT names a collector; without one, only `traceparent` travels on."""
    if not os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 — half a second to import

    provider = TracerProvider(resource=Resource.create({"service.name": f"sagareel-{service}"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)


def tracing() -> bool:
    """Whether anybody listens to spans: the common case is no, and this is on the hot path."""
    return not (isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider) and isinstance(tracer, trace.ProxyTracer))


@contextmanager
def span(name: str, traceparent: str, **attributes: str | int) -> Iterator[str]:
    """A span under the message's trace; yields the traceparent to pass on, the message's own when nothing records."""
    parent = _propagator.extract({"traceparent": traceparent}) if traceparent else None
    with tracer.start_as_current_span(name, context=parent, attributes=attributes) as current:
        if not current.is_recording():
            yield traceparent
            return
        carrier: dict[str, str] = {}
        _propagator.inject(carrier)
        yield carrier.get("traceparent", traceparent)
