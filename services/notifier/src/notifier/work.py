"""The job: one signed delivery to the owner's endpoint, logged. The chassis tries again when it was not taken."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from standardwebhooks import Webhook

from chassis.errors import Broken, Invalid, Refused
from chassis.work import Done, Job, Tools
from contracts.notifier import NotifyOwner, OwnerNotified
from notifier.domain import Notification, link_to, verdict_on
from notifier.ports import Attempt, Endpoints, ForbiddenUrlError, Log, Secrets, UnreachableError

AGENT = "Sagareel-Webhooks/1"


@dataclass(frozen=True, slots=True)
class Delivery:
    """The body of NotifyOwner."""

    endpoints: Endpoints
    secrets: Secrets
    log: Log
    public_url: str

    async def __call__(self, job: Job[NotifyOwner], tools: Tools) -> Done:  # noqa: ARG002 — every body is given its tools
        """Deliver once.

        Raises Broken to be tried again, Refused when nobody lives there any more, Invalid when the URL is not allowed.
        """
        notification = notification_of(job, self.public_url)
        body = notification.body()
        headers = signed(notification.id, body, await self.secrets.of(job.envelope.tenant), datetime.now(UTC))
        started = time.monotonic()
        status, error = await self._post(job.command.url, headers, body)
        await self.log.note(_attempt(job, notification.id, status, str(error or ""), time.monotonic() - started))
        if isinstance(error, ForbiddenUrlError):
            raise Invalid(f"The webhook was not sent. {error}", code="url_not_allowed")
        _judge(status, str(error or ""))
        return Done(OwnerNotified(url=job.command.url, deliveries=job.tries))

    async def _post(self, url: str, headers: dict[str, str], body: bytes) -> tuple[int | None, Exception | None]:
        try:
            return await self.endpoints.post(url, headers, body), None
        except (UnreachableError, ForbiddenUrlError) as error:
            return None, error


def notification_of(job: Job[NotifyOwner], public_url: str) -> Notification:
    """What a job tells; nothing in it depends on the try."""
    envelope = job.envelope
    return Notification(
        id=f"msg_{job.id}",
        time=envelope.time,
        sequence=envelope.sequence,
        state=job.command.state,
        title=job.command.title,
        link=link_to(public_url, envelope.sequence),
    )


def signed(webhook: str, body: bytes, secrets: tuple[str, ...], now: datetime) -> dict[str, str]:
    """The headers of a Standard Webhook: one signature per valid secret, so that a rotation breaks no receiver."""
    signatures = [Webhook(secret).sign(webhook, now, body.decode()) for secret in secrets]
    return {
        "content-type": "application/json",
        "user-agent": AGENT,
        "webhook-id": webhook,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _judge(status: int | None, error: str) -> None:
    if status is None:
        raise Broken(f"The webhook could not be delivered: {error}", code="endpoint_unreachable")
    match verdict_on(status):
        case "gone":
            raise Refused("The webhook's endpoint answered 410 Gone: it wants no more notifications.", code="endpoint_gone")
        case "again":
            raise Broken(f"The webhook's endpoint answered {status} instead of 2xx.", code="endpoint_failed")


def _attempt(job: Job[NotifyOwner], webhook: str, status: int | None, error: str, seconds: float) -> Attempt:
    envelope = job.envelope
    return Attempt(envelope.tenant, envelope.sequence, webhook, job.tries, job.command.url, status, error, seconds)
