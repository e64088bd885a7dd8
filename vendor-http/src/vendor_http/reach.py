"""How one service reaches accounts at vendors: each through its gate, all gates over a few connections. For composition roots."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.admission.gate import Gate, User
from chassis.admission.shared import Lender
from chassis.environment import Environment
from vendor_http.hosts import VendorHosts, vendor_hosts
from vendor_http.limits import account_name, limits_of


@dataclass(frozen=True, slots=True)
class Reach:
    """One per service and process. `user` names the service and what comes first among the jobs of one tenant."""

    environment: Environment
    user: User
    hosts: VendorHosts
    gates: Lender
    bells: Lender

    @classmethod
    def of(cls, environment: Environment, service: str, priorities: Mapping[str, int] | None = None) -> "Reach":
        """`priorities` are by command type, the higher come first."""
        dsn = environment.dsn_of(service)
        user = User(service, dsn, priorities or {})
        return cls(
            environment,
            user,
            vendor_hosts(environment.variables),
            Lender(dsn, f"sagareel-{service}-gates"),
            Lender(dsn, f"sagareel-{service}-bells"),
        )

    def gate(self, vendor: str, key: str) -> Gate:
        """The gate to the account that a key belongs to, the house's or a tenant's; the key itself is not in its name."""
        return Gate(account_name(vendor, key), limits_of(vendor, self.environment.variables), self.user, self.gates)
