"""What the adapters to elevenlabs share: the model, how an answer is kept, and that all answers of a job are there."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from chassis.errors import Broken
from chassis.work import Job, Tools
from contracts.base import MediaRef
from contracts.catalogue import ModelKind
from contracts.catalogue.asking import Ask
from vendor_http.choice import Choice, choose
from vendor_http.fetched import SOUNDS, known
from vendor_http.series import Part, Steps, made

NAME = "elevenlabs"


def chosen(kind: ModelKind, model: str, *, seconds: float | None = None, characters: int | None = None) -> Choice:
    """The model by this vendor; raises Invalid when it lacks what is asked."""
    return choose(model, NAME, Ask(kind, datetime.now(UTC).date(), seconds=seconds, characters=characters))


def keeper(job: Job[Any], tools: Tools, media_type: str = "") -> Callable[[bytes], Awaitable[str]]:
    """Stores an answer for its tenant and names it so that a later try finds it."""

    async def keep(content: bytes) -> str:
        told = media_type or known(content, SOUNDS, NAME).media_type
        return (await tools.media.put(job.envelope.tenant, content, told)).model_dump_json()

    return keep


async def answers_of(parts: Sequence[Part], steps: Steps, job: Job[Any], tools: Tools) -> list[bytes]:
    """What each request gave, each paid once; raises the errors of `chassis.errors`."""
    names = await made(parts, steps, job, tools)
    if len(names) != len(parts):
        raise Broken("What was noted of the requests to elevenlabs does not fit this job.", code="vendor_note")
    return [await tools.media.get(MediaRef.model_validate_json(name)) for name in names]
