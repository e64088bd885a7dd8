"""fal as a service reaches it: through its account's gate, told by webhook where fal can reach us. For composition roots."""

from collections.abc import Mapping

from chassis.answers import Bell
from chassis.environment import Environment
from vendor_http.fal.account import Account, Hooks, Hosts
from vendor_http.limits import account_name, gate_of


def fal_hosts(environment: Environment, service: str, account: Account, priorities: Mapping[str, int] | None = None) -> Hosts:
    """SAGAREEL_WEBHOOK_URL is the address at which fal reaches the gateway; without one fal is asked again and again."""
    gate = gate_of(environment, service, "fal", account.key, priorities)
    base = environment.variables.get("SAGAREEL_WEBHOOK_URL", "").rstrip("/")
    if not base:
        return Hosts(account, gate)
    bell = Bell(account_name("fal", account.key), environment.dsn_of(service), service)
    return Hosts(account, gate, Hooks(f"{base}/hooks/fal", bell))
