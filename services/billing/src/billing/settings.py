"""What an operator can set; read once, in `app`."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

OPENING_BALANCE = "SAGAREEL_BILLING_OPENING_CREDITS"
OPENING_SPONSORED = "SAGAREEL_BILLING_SPONSORED_CREDITS"
MOST = 1_000_000_000
"""Credits; far from where integers end."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Micro-credits that a tenant starts with when it is first seen."""

    opening_balance: int = 1_000_000_000
    opening_sponsored: int = 0

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> "Settings":
        """The settings in the environment's variables.

        Raises ValueError, with the variable and what it may be.
        """
        return cls(_micros(variables, OPENING_BALANCE, "1000"), _micros(variables, OPENING_SPONSORED, "0"))


def _micros(variables: Mapping[str, str], name: str, default: str) -> int:
    text = variables.get(name, default)
    try:
        micros = Decimal(text) * 1_000_000
    except InvalidOperation:
        micros = Decimal("NaN")
    if not micros.is_finite() or micros != micros.to_integral_value() or not 0 <= micros <= MOST * 1_000_000:
        raise ValueError(f"{name} is {text!r}: set it to credits between 0 and {MOST:,}, with at most six decimals.")
    return int(micros)
