"""Promise 11: one trace from a command to its event, through inbox, job and outbox."""

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from chassis import telemetry
from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from chassis.service import Service
from chassis.testing.wire import Wire
from chassis.work import Done, Job, Tools
from contracts.imagery import GenerateSheet, SheetGenerated
from contracts.registry import MESSAGES

from .samples import command, sheet_done

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


async def draw(job: Job[GenerateSheet], tools: Tools) -> Done:
    return sheet_done(job.command.subject)


async def test_a_job_is_a_span_of_the_commands_trace_and_its_event_carries_it_on(
    environment: Environment, compute: Compute
) -> None:
    spans = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    before = telemetry.tracer
    telemetry.tracer = provider.get_tracer("test")
    service = Service("imagery", environment)
    service.work(GenerateSheet, draw)
    envelope, message = command("seq-1", "sheet:1")
    try:
        async with Wire(environment, MESSAGES) as wire, running([service], compute=compute):
            await wire.send([(envelope._replace(traceparent=PARENT), message)])
            [(told, _)] = await wire.receive(SheetGenerated)
    finally:
        telemetry.tracer = before
    [span] = spans.get_finished_spans()
    assert span.name == "imagery GenerateSheet"
    assert trace.format_trace_id(span.context.trace_id) == PARENT.split("-")[1]
    assert span.parent is not None
    assert trace.format_span_id(span.parent.span_id) == PARENT.split("-")[2]
    assert told.traceparent.split("-")[1:3] == [PARENT.split("-")[1], trace.format_span_id(span.context.span_id)]


async def test_without_a_collector_the_trace_still_travels(environment: Environment, compute: Compute) -> None:
    service = Service("imagery", environment)
    service.work(GenerateSheet, draw)
    envelope, message = command("seq-1", "sheet:1")
    async with Wire(environment, MESSAGES) as wire, running([service], compute=compute):
        await wire.send([(envelope._replace(traceparent=PARENT), message)])
        [(told, _)] = await wire.receive(SheetGenerated)
    assert told.traceparent == PARENT
