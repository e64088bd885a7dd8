"""Accounts at the vendor simulator, for tests of adapters; the root conftest loads the fixtures."""

import ipaddress
from collections.abc import Mapping
from typing import Any

import pytest

from chassis.urlguard import Policy
from vendor_http import elevenlabs
from vendor_http.fal.account import Account
from vendor_http.leaving import LEAVES
from vendor_http.text import anthropic, openai

CANARY = "canary-4f1d-must-not-be-seen"
"""A key that tests look for wherever it must not be."""
LOOPBACK = Policy(plain_http=True, any_port=True, networks=(ipaddress.ip_network("127.0.0.0/8"),))


def fal_at(
    addresses: Mapping[str, str], key: str = CANARY, *, settles: float = 0.3, interval: float = 0.05, leaves: float = LEAVES
) -> Account:
    """An account whose hosts are the simulator's."""
    return Account(
        key,
        queue=addresses["fal_queue"],
        rest=addresses["fal_rest"],
        api=addresses["fal_api"],
        policy=LOOPBACK,
        settles=settles,
        leaves=leaves,
        interval=interval,
        timeout=10.0,
        misses=3,
    )


@pytest.fixture
def fal_account(simulator: Any) -> Account:
    """An account at the simulator of this test."""
    return fal_at(simulator.at)


@pytest.fixture
def elevenlabs_account(simulator: Any) -> elevenlabs.Account:
    """An account of elevenlabs at the simulator of this test."""
    return elevenlabs.Account(CANARY, host=simulator.at["elevenlabs"], settles=0.3, timeout=10.0)


@pytest.fixture
def anthropic_api(simulator: Any) -> anthropic.Api:
    """anthropic at the simulator of this test; what arrives is kept at once."""
    return anthropic.Api(anthropic.Account(CANARY, host=simulator.at["anthropic"], silence=60.0, keeps=0.0))


@pytest.fixture
def openai_api(simulator: Any) -> openai.Api:
    """openai at the simulator of this test."""
    return openai.Api(openai.Account(CANARY, host=simulator.at["openai"], silence=60.0, interval=0.05, settles=0.3))
