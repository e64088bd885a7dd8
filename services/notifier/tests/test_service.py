"""The notifier as it runs: commands over Kafka, webhooks to a real server, secrets and log in the database."""

import ipaddress

from standardwebhooks import Webhook

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from chassis.testing.wire import Wire
from chassis.urlguard import Policy
from contracts.base import Message
from contracts.envelope import Envelope, command_id
from contracts.notifier import CancelNotifier, NotificationFailed, NotifyOwner, OwnerNotified
from contracts.registry import MESSAGES
from notifier.app import build

from .subscriber import OK, Subscriber, answer

HERE = Policy(plain_http=True, any_port=True, networks=(ipaddress.ip_network("127.0.0.0/8"),))


def command(message: Message, sequence: str, tenant: str = "t1", step: str = "notify") -> tuple[Envelope, Message]:
    id_ = command_id(sequence, step, 0, message.TYPE)
    return Envelope(id_, message.TYPE, "/sagareel/coordinator", tenant, sequence, step), message


async def test_a_notification_is_delivered_once_signed_and_logged(environment: Environment, compute: Compute) -> None:
    service = build(environment, HERE)
    async with (
        Subscriber([None, answer(500), OK]) as owner,
        running([service], compute=compute),
        Wire(environment, MESSAGES) as wire,
    ):
        sent = command(NotifyOwner(url=owner.url, state="completed", title="Told"), "seq-1")
        await wire.send([sent, sent])
        ((envelope, event),) = await wire.receive(OwnerNotified)
        assert (envelope.causation, event.deliveries) == (sent[0].id, 3)
        rows = await service.pool().fetch("select attempt, status, webhook_id from delivery order by id")
        assert [(row["attempt"], row["status"]) for row in rows] == [(1, None), (2, 500), (3, 204)]
        (secret,) = [row["secret"] for row in await service.pool().fetch("select secret from secret where tenant_id = 't1'")]
    assert len({request.body for request in owner.got}) == 1
    assert {request.headers["webhook-id"] for request in owner.got} == {row["webhook_id"] for row in rows}
    for request in owner.got:
        assert Webhook(secret).verify(request.body, request.headers)["data"]["title"] == "Told"


async def test_tenants_have_secrets_of_their_own_and_keep_them(environment: Environment, compute: Compute) -> None:
    service = build(environment, HERE)
    async with Subscriber() as owner, running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        told = NotifyOwner(url=owner.url, state="cancelled")
        await wire.send([command(told, f"{tenant}-{number}", tenant) for tenant in ("t1", "t2") for number in range(10)])
        await wire.receive(OwnerNotified, 20)
        rows = await service.pool().fetch("select tenant_id, secret from secret")
    secrets = {row["tenant_id"]: row["secret"] for row in rows}
    assert len(rows) == len(set(secrets.values())) == 2
    for request in owner.got:
        sequence = Webhook(secrets["t1" if b"t1-" in request.body else "t2"]).verify(request.body, request.headers)["data"]
        assert sequence["state"] == "cancelled"


async def test_a_gone_endpoint_and_a_private_address_fail_at_once(environment: Environment, compute: Compute) -> None:
    service = build(environment, HERE)
    async with Subscriber([answer(410)]) as owner, running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        private = "http://10.0.0.1/hook"
        await wire.send([command(NotifyOwner(url=url, state="failed"), url[-9:]) for url in (owner.url, private)])
        failures = {event.failure.code: event.failure.kind for _, event in await wire.receive(NotificationFailed, 2)}
    assert failures == {"endpoint_gone": "refused", "url_not_allowed": "invalid"}
    assert len(owner.got) == 1


async def test_a_hanging_endpoint_delays_nobody_else_and_can_be_cancelled(environment: Environment, compute: Compute) -> None:
    service = build(environment, HERE)
    async with (
        Subscriber([60.0]) as hanging,
        Subscriber() as owner,
        running([service], compute=compute),
        Wire(environment, MESSAGES) as wire,
    ):
        await wire.send([command(NotifyOwner(url=hanging.url, state="completed"), "slow")])
        await wire.send([command(NotifyOwner(url=owner.url, state="completed"), f"s{number}") for number in range(8)])
        await wire.receive(OwnerNotified, 8, within=8)
        await wire.send([command(CancelNotifier(reason="enough"), "slow")])
        await wire.send([command(NotifyOwner(url=owner.url, state="completed"), "slow", step="after the cancel")])
        await wire.receive(OwnerNotified, 9)
        assert (
            await service.pool().fetchval("select state from job where step = 'notify' and sequence_id = 'slow'") == "cancelled"
        )
    assert len(hanging.got) == 1
