"""What an operator may set for the gateway, beside the addresses that all services share."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.environment import Environment
from chassis.urlguard import Policy, policy_of
from contracts.catalogue.reaching import reached


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one gateway."""

    public_url: str
    """Where browsers and clients reach this gateway; empty when no fixed port was given."""
    local_tenant: bool
    """Whether a start makes the tenant `local` and its key file; off where keys are handed out by an operator."""
    hears_vendors: bool
    """Whether vendors can reach this gateway, at SAGAREEL_WEBHOOK_URL, to tell what is finished."""
    urls: Policy
    """Which addresses of pages and webhooks are accepted."""
    vendors: frozenset[str]
    """The vendors that the services reach: models of others are refused before anything is spent."""


def read_settings(environment: Environment) -> Settings:
    """The settings of this process."""
    variables: Mapping[str, str] = environment.variables
    host = "127.0.0.1" if environment.http_host in {"0.0.0.0", "::"} else environment.http_host  # noqa: S104 — only compared
    here = f"http://{host}:{environment.http_port}" if environment.http_port else ""
    return Settings(
        public_url=variables.get("SAGAREEL_PUBLIC_URL", here).rstrip("/"),
        local_tenant=variables.get("SAGAREEL_LOCAL_TENANT", "1") != "0",
        hears_vendors=bool(variables.get("SAGAREEL_WEBHOOK_URL")),
        urls=policy_of(variables),
        vendors=reached(variables),
    )
