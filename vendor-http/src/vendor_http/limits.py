"""What each account at a vendor may do: a careful default per vendor, and what the operator sets."""

import hashlib
from collections.abc import Mapping

from chassis.admission.line import Limits, standing
from chassis.environment import Environment, MissingSettingError

DEFAULTS: Mapping[str, Limits] = {
    "anthropic": Limits(8, per_second=2.0, burst=8),
    "elevenlabs": Limits(3),
    "fal": Limits(10, per_second=5.0, burst=10),
    "openai": Limits(8, per_second=2.0, burst=8),
}
"""What smaller plans allow. fal lets more wait in a line of its own, which would not be fair between our tenants."""

ASKING = 16


def limits_of(vendor: str, variables: Mapping[str, str]) -> Limits:
    """What SAGAREEL_<VENDOR>_AT_ONCE, _PER_SECOND and _BURST say, and else the defaults.

    Raises MissingSettingError when a number cannot be read.
    """
    usual = DEFAULTS[vendor]

    def number(what: str) -> float | None:
        name = f"SAGAREEL_{vendor.upper()}_{what}"
        told = variables.get(name)
        if not told:
            return None
        try:
            found = float(told)
        except ValueError:
            found = 0.0
        if not 0 < found < float("inf"):
            raise MissingSettingError(f"Set {name} to a number above 0; {told!r} is none.")
        return found

    at_once, burst = int(number("AT_ONCE") or usual.at_once), int(number("BURST") or usual.burst)
    return Limits(max(1, at_once), number("PER_SECOND") or usual.per_second, max(1, burst))


def account_name(vendor: str, key: str) -> str:
    """What tells accounts at a vendor apart, without being the key."""
    digest = hashlib.sha256(f"{vendor}\n{key}".encode()).hexdigest()
    return f"{vendor}:{digest[:16]}"


def bodies_for(vendors: Mapping[str, object], environment: Environment) -> int:
    """How many more jobs a process has room for because of its paid vendors: those at work, those who stand, and some who ask."""
    limits = [limits_of(name, environment.variables) for name in vendors if name in DEFAULTS]
    return sum(limit.at_once + standing(limit) + ASKING for limit in limits)
