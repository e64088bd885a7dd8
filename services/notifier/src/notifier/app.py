"""Composition root of the notifier: `chassis.run` builds the service here."""

from pathlib import Path

from chassis.environment import Environment
from chassis.service import Service
from chassis.urlguard import PinnedTransport, Policy, policy_of
from contracts.notifier import CancelNotifier, NotifierProgressed, NotifyOwner
from notifier.endpoint import HttpEndpoints
from notifier.repository import StoredLog, StoredSecrets
from notifier.settings import Settings
from notifier.work import Delivery

PLACES = 16
"""Deliveries at once: they only wait."""
TRIES = 8


def build(environment: Environment, policy: Policy | None = None) -> Service:
    """The service, ready to be started; `policy` is for tests, whose endpoints are on this machine."""
    service = Service("notifier", environment, migrations=Path(__file__).parent / "migrations")
    deliver = Delivery(
        endpoints=HttpEndpoints(PinnedTransport(policy or policy_of(environment.variables))),
        secrets=StoredSecrets(service.transact),
        log=StoredLog(service.transact),
        public_url=Settings.of(environment.variables).public_url,
    )
    service.work(NotifyOwner, deliver, progress=NotifierProgressed, concurrency=PLACES, tries=TRIES, timeout=60.0)
    service.cancels(CancelNotifier)
    return service
