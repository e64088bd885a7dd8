"""What an operator can set; read once, in `app`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """`public_url` is where the gateway is reached from outside; without it, links are relative to the gateway."""

    public_url: str = ""

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> "Settings":
        """The settings in the environment's variables."""
        return cls(variables.get("SAGAREEL_PUBLIC_URL", ""))
