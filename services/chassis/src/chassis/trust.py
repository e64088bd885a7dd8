"""Whose certificates we believe: read once per process, because reading them takes a sixth of a second of CPU per client."""

import ssl
from functools import cache

import httpx


@cache
def trusted() -> ssl.SSLContext:
    """The usual authorities; for `verify` of every client."""
    return httpx.create_ssl_context(trust_env=False)
