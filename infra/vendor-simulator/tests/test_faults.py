"""Every way to fail, on the wire, and whether the work was paid for."""

import itertools
import time
from typing import Any

import httpx
import pytest

from vendor_simulator.calls import Call
from vendor_simulator.dice import Dice
from vendor_simulator.limits import Limits
from vendor_simulator.plan import Latency, Limit, Plan, Rule

KEY = {"Authorization": "Key test:secret"}
ARGUMENTS = {"prompt": "A tower"}


async def submit(simulator: Any, wait: float = 10) -> httpx.Response:
    url = f"{simulator.at['fal_queue']}/fal-ai/flux-2"
    found: httpx.Response = await simulator.http.post(url, headers=KEY, json=ARGUMENTS, timeout=wait)
    return found


async def paid(simulator: Any) -> int:
    return int((await simulator.counts())["paid"])


async def test_a_connection_dropped_before_is_not_paid_and_dropped_after_is(simulator: Any) -> None:
    await simulator.plan(Rule(fault="drop_before", times=1), Rule(fault="drop_after", times=1))
    with pytest.raises(httpx.TransportError):
        await submit(simulator)
    assert await paid(simulator) == 0
    with pytest.raises(httpx.TransportError):
        await submit(simulator)
    assert await paid(simulator) == 1
    assert (await submit(simulator)).status_code == 200
    assert [capture["status"] for capture in await simulator.captures()] == [0, 0, 200]


async def test_a_caller_who_does_not_wait_for_slow_headers_has_paid(simulator: Any) -> None:
    await simulator.plan(Rule(fault="slow_headers", seconds=4))
    with pytest.raises(httpx.ReadTimeout):
        await submit(simulator, wait=1.5)
    assert await paid(simulator) == 1


async def test_a_truncated_body_ends_early_and_wrong_bodies_cannot_be_read(simulator: Any) -> None:
    await simulator.plan(Rule(fault="truncate", times=1), Rule(fault="wrong_type", times=1), Rule(fault="wrong_body", times=1))
    with pytest.raises(httpx.RemoteProtocolError):
        await submit(simulator)
    assert (await submit(simulator)).headers["content-type"].startswith("text/html")
    spoilt = await submit(simulator)
    with pytest.raises(ValueError, match="Expecting"):
        spoilt.json()
    assert await paid(simulator) == 3


@pytest.mark.parametrize(("form", "content_type"), [("vendor", "json"), ("proxy", "html"), ("empty", "plain")])
async def test_server_errors_come_from_the_vendor_or_from_a_proxy(simulator: Any, form: Any, content_type: str) -> None:
    await simulator.plan(Rule(fault="status", status=502, form=form))
    answer = await submit(simulator)
    assert (answer.status_code, content_type in answer.headers["content-type"], await paid(simulator)) == (502, True, 0)


@pytest.mark.parametrize(
    ("form", "header"), [("seconds", "retry-after"), ("milliseconds", "retry-after-ms"), ("date", "retry-after")]
)
async def test_the_time_to_wait_comes_in_all_three_forms(simulator: Any, form: Any, header: str) -> None:
    await simulator.plan(Rule(fault="busy", retry_after=2, retry_after_as=form))
    told = (await submit(simulator)).headers[header]
    assert told == {"seconds": "2", "milliseconds": "2000"}.get(form, told)
    assert (form == "date") == told.endswith("GMT")


async def test_a_key_that_is_unknown_or_missing_is_denied(simulator: Any) -> None:
    await simulator.plan(keys={"fal": ("good:key",)})
    url = f"{simulator.at['fal_queue']}/fal-ai/flux-2"
    for headers in (KEY, {}, {"Authorization": "Bearer good:key"}):
        assert (await simulator.http.post(url, headers=headers, json=ARGUMENTS)).status_code == 401
    assert (await simulator.http.post(url, headers={"Authorization": "Key good:key"}, json=ARGUMENTS)).status_code == 200


async def test_a_bucket_of_calls_empties_and_says_when_to_come_back(simulator: Any) -> None:
    await simulator.plan(limits=(Limit(vendor="fal", per_second=0.01, burst=2),))
    answers = [await submit(simulator) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < float(answers[-1].headers["retry-after"]) <= 100


def test_a_bucket_fills_again_with_time() -> None:
    now = 0.0
    limits, limit = Limits(lambda: now), Limit(vendor="fal", per_second=4, burst=2)
    assert [limits.wait("fal", "a", limit) for _ in range(3)] == [0.0, 0.0, 0.25]
    now = 0.25
    assert [limits.wait("fal", "a", limit), limits.wait("fal", "b", limit)] == [0.0, 0.0]


async def test_answers_take_as_long_as_the_plan_says(simulator: Any) -> None:
    await simulator.plan(latencies=(Latency(path="/queue/*", seconds=0.2),))
    before = time.monotonic()
    await submit(simulator)
    assert time.monotonic() - before >= 0.2


async def test_no_key_appears_in_what_the_simulator_tells(simulator: Any) -> None:
    canaries = {"fal": "canary-fal:1", "openai": "canary-openai", "anthropic": "canary-anthropic", "elevenlabs": "canary-eleven"}
    headers = {
        "authorization": f"Key {canaries['fal']}",
        "xi-api-key": canaries["elevenlabs"],
        "x-api-key": canaries["anthropic"],
    }
    await simulator.http.post(f"{simulator.at['fal_queue']}/fal-ai/flux-2", headers=headers, json=ARGUMENTS)
    for vendor in ("openai", "anthropic", "elevenlabs"):
        await simulator.http.post(
            f"{simulator.at['base']}/{vendor}/v1/x", headers={"authorization": f"Bearer {canaries[vendor]}"}
        )
    for part in ("captures", "paid", "counts", "plan", "webhooks"):
        told = (await simulator.http.get(f"{simulator.at['control']}/{part}")).text
        assert "canary" not in told, part


async def test_a_plan_that_makes_no_sense_is_refused_with_the_place(simulator: Any) -> None:
    answer = await simulator.http.put(f"{simulator.at['control']}/plan", json={"rules": [{"fault": "explode"}]})
    assert (answer.status_code, "rules.0.fault" in answer.json()["error"]) == (422, True)


def call(path: str = "/queue/fal-ai/flux-2", body: bytes = b"{}") -> Call:
    return Call("fal", "POST", path, {}, {}, body, "http://x")


def test_the_same_seed_strikes_the_same_calls_and_another_does_not() -> None:
    def struck(seed: int) -> list[bool]:
        dice = Dice(Plan(seed=seed, rules=(Rule(fault="drop_after", probability=0.3),)))
        return [dice.strikes(call()).wire is not None for _ in range(200)]

    assert struck(1) == struck(1) != struck(2)
    assert 30 < sum(struck(1)) < 90


def test_other_calls_do_not_change_what_strikes_a_path() -> None:
    rule = Rule(path="/queue/a*", fault="drop_after", probability=0.5)
    alone, mixed = Dice(Plan(rules=(rule,))), Dice(Plan(rules=(rule,)))
    expected = [alone.strikes(call("/queue/a")).wire is not None for _ in range(50)]
    found: list[bool] = []
    for number in itertools.count():
        if len(found) == 50:
            break
        if number % 3:
            mixed.strikes(call("/queue/b"))
        else:
            found.append(mixed.strikes(call("/queue/a")).wire is not None)
    assert found == expected


def test_latencies_follow_their_distribution() -> None:
    def sample(**told: Any) -> list[float]:
        dice = Dice(Plan(seed=3, latencies=(Latency(**told),)))
        return sorted(dice.seconds("answer", call()) for _ in range(1000))

    assert set(sample(distribution="fixed", seconds=2.0)) == {2.0}
    lognormal = sample(distribution="lognormal", seconds=2.0, sigma=0.5, most=5.0)
    assert lognormal[500] == pytest.approx(2.0, rel=0.1)
    assert lognormal[-1] == 5.0
    uniform = sample(distribution="uniform", seconds=1.0, most=3.0)
    assert (uniform[0] >= 1.0, uniform[-1] <= 3.0) == (True, True)
    exponential = sample(distribution="exponential", seconds=2.0)
    assert sum(exponential) / 1000 == pytest.approx(2.0, rel=0.15)
