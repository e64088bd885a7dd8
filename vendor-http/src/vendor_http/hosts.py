"""Where vendors are reached: at their own hosts, or all of them at the vendor simulator. For composition roots and accounts.

SAGAREEL_VENDOR_SIMULATOR=http://host:port is for trying things out: with it no real vendor is asked, whatever keys are set.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from chassis.environment import MissingSettingError
from chassis.urlguard import STRICT, Policy

SETTING = "SAGAREEL_VENDOR_SIMULATOR"
NEAR = tuple(
    ipaddress.ip_network(network)
    for network in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "100.64.0.0/10", "fc00::/7", "::1/128")
)
"""Addresses of inner networks, from which media may come while there is no real vendor."""


@dataclass(frozen=True, slots=True)
class VendorHosts:
    """The addresses of each vendor's API, and where media that they name may lie."""

    anthropic: str = "https://api.anthropic.com"
    openai: str = "https://api.openai.com/v1"
    elevenlabs: str = "https://api.elevenlabs.io"
    fal_queue: str = "https://queue.fal.run"
    fal_rest: str = "https://rest.fal.ai"
    fal_api: str = "https://api.fal.ai/v1"
    media: Policy = STRICT


REAL = VendorHosts()


def simulated(base: str) -> VendorHosts:
    """The simulator's, as it tells them itself when it starts."""
    return VendorHosts(
        anthropic=f"{base}/anthropic",
        openai=f"{base}/openai/v1",
        elevenlabs=f"{base}/elevenlabs",
        fal_queue=f"{base}/fal/queue",
        fal_rest=f"{base}/fal/rest",
        fal_api=f"{base}/fal/api/v1",
        media=Policy(plain_http=True, any_port=True, networks=NEAR),
    )


def vendor_hosts(variables: Mapping[str, str]) -> VendorHosts:
    """Those of an installation.

    Raises MissingSettingError when the setting is no address: real vendors must not be asked because of a slip.
    """
    told = variables.get(SETTING, "").rstrip("/")
    if not told:
        return REAL
    if not _is_address(told):
        raise MissingSettingError(f"Set {SETTING} to the address of the vendor simulator, http://host:port, or leave it out.")
    return simulated(told)


def _is_address(told: str) -> bool:
    """Whether it is http://host:port and nothing more."""
    try:
        parts = urlsplit(told)
        port = "" if parts.port is None else f":{parts.port}"  # one that is no number, or too large, raises
    except ValueError:
        return False
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return bool(host) and told.lower() in (f"http://{host}{port}", f"https://{host}{port}")
