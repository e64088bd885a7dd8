"""fal as a service reaches it: through its account's gate, told by webhook where fal can reach us. For composition roots."""

from chassis.answers import Bell
from vendor_http.fal.account import Account, Hooks, Hosts
from vendor_http.limits import account_name
from vendor_http.reach import Reach


def fal_hosts(reach: Reach, key: str) -> Hosts:
    """For a key."""
    at = reach.hosts
    return account_hosts(reach, Account(key, at.fal_queue, at.fal_rest, at.fal_api, at.media))


def account_hosts(reach: Reach, account: Account) -> Hosts:
    """SAGAREEL_WEBHOOK_URL is the address at which fal reaches the gateway; without one fal is asked again and again."""
    gate = reach.gate("fal", account.key)
    base = reach.environment.variables.get("SAGAREEL_WEBHOOK_URL", "").rstrip("/")
    if not base:
        return Hosts(account, gate)
    bell = Bell(account_name("fal", account.key), reach.user.dsn, reach.user.service, reach.bells)
    return Hosts(account, gate, Hooks(f"{base}/hooks/fal", bell))
