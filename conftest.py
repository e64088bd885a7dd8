"""Gives all tests the fixtures of `chassis.testing`, of the vendors and a browser; hypothesis blames no busy machine."""

import asyncio
import os
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
from chromium import chromium
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

pytest_plugins = ["chassis.testing.fixtures", "vendor_simulator.testing", "vendor_http.testing"]

settings.register_profile("here", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")

REFUSED = "Failed to load resource: the server responded with a status of 4"
"""What the console says of every call that the gateway refuses; tests look at the calls themselves."""


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator["Browser"]:
    """A headless Chromium; fetched into the cache the first time."""
    from playwright.async_api import async_playwright, expect  # noqa: PLC0415 — most tests need no browser

    found = await asyncio.to_thread(chromium, os.environ)
    environment: dict[str, str | float | bool] = {**os.environ, **found.environment}
    expect.set_options(timeout=30_000)
    async with async_playwright() as playing:
        browser = await playing.chromium.launch(executable_path=found.program, args=["--disable-gpu"], env=environment)
        yield browser
        await browser.close()


@pytest.fixture
async def page(browser: "Browser") -> AsyncIterator["Page"]:
    """A window in which nothing goes wrong unseen: no exception, no error in the console beside those of refused calls."""
    context = await browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = await context.new_page()
    page.set_default_timeout(60_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" and REFUSED not in said.text else None)
    yield page
    await context.close()
    assert wrong == []
