"""Whoever pays models reads on one page what they were told for a whole film, and what happened where one refused."""

from dataclasses import replace

import pytest
from playwright.async_api import Page, expect
from whole_studio import ended, installed, order

from chassis.compute import Compute
from chassis.environment import Environment
from vendor_http.hosts import SETTING
from vendor_http.testing import CANARY
from vendor_simulator.plan import Rule
from vendor_simulator.testing import Simulator

SCRIPT = """INT. KITCHEN - NIGHT

MARA (30s, red coat) lights a candle.

EXT. HARBOR - DAWN

The sun comes up. Mara laughs.
"""
MODELS = {"image": "nano-banana-2", "clip": "kling-v3-pro"}


@pytest.mark.timeout(300)
async def test_the_prompts_of_a_whole_film_are_read_on_one_page(
    environment: Environment, compute: Compute, simulator: Simulator, page: Page
) -> None:
    await simulator.plan(Rule(vendor="fal", fault="job_refusal", times=1))
    paying = replace(environment, variables={**environment.variables, "FAL_KEY": CANARY, SETTING: simulator.at["base"]})
    async with installed(paying, compute) as installation, installation.client() as client:
        film = await ended(client, await order(client, text=SCRIPT, duration=6, seed=7, models=MODELS))
        assert film["state"] == "completed", film
        told = (await client.get(f"/v1/sequences/{film['id']}/prompts")).json()["prompts"]
        await page.goto(installation.link)
        await page.goto(f"{installation.address}/page/prompts.html?film={film['id']}")
        entries = page.locator("#prompts details")
        await expect(entries).to_have_count(len(told))
        for number in range(len(told)):
            await entries.nth(number).locator("summary").click()
            await expect(entries.nth(number).locator("pre")).not_to_be_empty()
        shown = await page.locator("#prompts").inner_text()
    steps = [one["step"] for one in told]
    shots = {step.partition(":")[2] for step in steps if step.startswith("frame:")}
    assert len(shots) >= 2
    assert {f"clip:{shot}" for shot in shots} < set(steps)
    assert "cannot be fetched" not in shown
    assert "red coat" in shown
    assert shown.count("refused, then another seed") == 1
