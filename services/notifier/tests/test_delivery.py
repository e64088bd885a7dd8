"""One delivery, to a real HTTP server: signed so that a stranger can check it, and understood by what the endpoint answers."""

import asyncio
import ipaddress
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from chassis.errors import Broken, Invalid, Refused
from chassis.urlguard import PinnedTransport, Policy, policy_of
from chassis.work import Job, Tools
from contracts.envelope import Envelope
from contracts.notifier import NotifyOwner, OwnerNotified
from notifier.endpoint import HttpEndpoints
from notifier.ports import Attempt
from notifier.repository import new_secret
from notifier.work import Delivery

from .subscriber import OK, Subscriber, answer

HERE = Policy(plain_http=True, any_port=True, networks=(ipaddress.ip_network("127.0.0.0/8"),))
NO_TOOLS = cast("Tools", None)
ENVELOPE = Envelope(
    "8d0c5b1e-0c0b-5d0e-9d3c-2b1a0f9e8d7c", NotifyOwner.TYPE, "/sagareel/coordinator", "t1", "seq-1", "notify",
    time="2026-11-21T12:00:00.000+00:00",
)  # fmt: skip


@dataclass
class Kept:
    """Secrets and log in memory."""

    secrets: tuple[str, ...] = (new_secret(),)
    attempts: list[Attempt] = field(default_factory=list)

    async def of(self, tenant: str) -> tuple[str, ...]:
        return self.secrets

    async def note(self, attempt: Attempt) -> None:
        self.attempts.append(attempt)


def delivery(kept: Kept, timeout: float = 5.0) -> Delivery:
    return Delivery(HttpEndpoints(PinnedTransport(HERE), timeout), kept, kept, "https://films.example/")


def job(url: str, tries: int = 1) -> Job[NotifyOwner]:
    return Job(ENVELOPE.id, ENVELOPE, NotifyOwner(url=url, state="completed", title='Ærø 🎬 "two" \\ ends'), tries)


async def test_the_owner_can_verify_what_arrives_and_finds_a_link_in_it() -> None:
    kept = Kept()
    async with Subscriber() as owner:
        done = await delivery(kept)(job(owner.url, tries=3), NO_TOOLS)
    (request,) = owner.got
    assert (request.method, request.path, request.headers["content-type"]) == ("POST", "/hook", "application/json")
    told: dict[str, Any] = Webhook(kept.secrets[0]).verify(request.body, request.headers)
    assert told == {
        "type": "sequence.completed",
        "timestamp": ENVELOPE.time,
        "data": {
            "sequence_id": "seq-1",
            "state": "completed",
            "title": 'Ærø 🎬 "two" \\ ends',
            "link": "https://films.example/v1/sequences/seq-1",
        },
    }
    assert done.event == OwnerNotified(url=owner.url, deliveries=3)


async def test_every_try_carries_the_same_id_and_the_same_bytes() -> None:
    kept = Kept()
    async with Subscriber([answer(500), OK]) as owner:
        with pytest.raises(Broken):
            await delivery(kept)(job(owner.url), NO_TOOLS)
        await delivery(kept)(job(owner.url, tries=2), NO_TOOLS)
    first, second = owner.got
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == f"msg_{ENVELOPE.id}"
    assert first.body == second.body
    assert [(a.number, a.status) for a in kept.attempts] == [(1, 500), (2, 204)]


async def test_both_secrets_are_valid_while_one_replaces_the_other() -> None:
    old, new = new_secret(), new_secret()
    async with Subscriber() as owner:
        await delivery(Kept((new, old)))(job(owner.url), NO_TOOLS)
    (request,) = owner.got
    for secret in (old, new):
        Webhook(secret).verify(request.body, request.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(request.body, request.headers)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
async def test_any_2xx_is_delivered(status: int) -> None:
    async with Subscriber([answer(status)]) as owner:
        assert await delivery(Kept())(job(owner.url), NO_TOOLS)


@pytest.mark.parametrize("status", [300, 304, 400, 401, 404, 429, 500, 503])
async def test_anything_else_is_tried_again(status: int) -> None:
    async with Subscriber([answer(status)]) as owner:
        with pytest.raises(Broken, match=f"answered {status} instead of 2xx") as caught:
            await delivery(Kept())(job(owner.url), NO_TOOLS)
    assert caught.value.code == "endpoint_failed"


async def test_410_ends_it_at_once() -> None:
    async with Subscriber([answer(410)]) as owner:
        with pytest.raises(Refused, match="410 Gone") as caught:
            await delivery(Kept())(job(owner.url), NO_TOOLS)
    assert caught.value.code == "endpoint_gone"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(status: int) -> None:
    async with Subscriber() as elsewhere, Subscriber([answer(status, f"location: {elsewhere.url}")]) as owner:
        with pytest.raises(Broken):
            await delivery(Kept())(job(owner.url), NO_TOOLS)
    assert elsewhere.got == []


async def test_an_endpoint_that_hangs_is_left_after_the_timeout() -> None:
    kept = Kept()
    async with asyncio.timeout(30), Subscriber([60.0]) as owner:
        with pytest.raises(Broken, match=r"did not answer within 0\.3 seconds") as caught:
            await delivery(kept, timeout=0.3)(job(owner.url), NO_TOOLS)
    assert caught.value.code == "endpoint_unreachable"
    assert [(a.status, a.error) for a in kept.attempts] == [(None, "it did not answer within 0.3 seconds.")]


async def test_an_answer_of_any_size_is_not_read() -> None:
    endless = b"HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n" + b"x" * 10_000_000
    async with asyncio.timeout(30), Subscriber([endless]) as owner:
        assert await delivery(Kept())(job(owner.url), NO_TOOLS)


@pytest.mark.parametrize("said", [None, b"\x00\xff not http\r\n\r\n", b"HTTP/1.1 2"])
async def test_an_endpoint_that_breaks_off_is_tried_again(said: bytes | None) -> None:
    async with Subscriber([said]) as owner:
        with pytest.raises(Broken, match="the connection ended without an answer"):
            await delivery(Kept())(job(owner.url), NO_TOOLS)


async def test_an_endpoint_that_is_not_there_is_tried_again() -> None:
    async with Subscriber() as owner:
        gone = owner.url
    with pytest.raises(Broken, match="no connection could be made"):
        await delivery(Kept())(job(gone), NO_TOOLS)


@pytest.mark.parametrize("url", ["ftp://example.com/x", "no url", "http://[", "file:///etc/passwd", "https://10.0.0.1/x", ""])
async def test_what_is_no_public_web_address_is_never_called(url: str) -> None:
    kept = Kept()
    with pytest.raises(Invalid, match="The webhook was not sent") as caught:
        await delivery(kept)(job(url), NO_TOOLS)
    assert caught.value.code == "url_not_allowed"
    assert [(a.status, bool(a.error)) for a in kept.attempts] == [(None, True)]


async def test_the_policy_of_an_installation_sends_nothing_to_this_machine() -> None:
    guarded = Delivery(HttpEndpoints(PinnedTransport(policy_of({}))), Kept(), Kept(), "")
    async with Subscriber() as owner:
        for url in (owner.url, owner.url.replace("http:", "https:"), owner.url.replace("127.0.0.1", "localhost")):
            with pytest.raises(Invalid):
                await guarded(job(url), NO_TOOLS)
    assert owner.got == []
