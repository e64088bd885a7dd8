"""The fal SDK and fal's documented HTTP, queue and all."""

import asyncio
from typing import Any

import fal_client
import httpx
import pytest
from fal_client import client as internals

from vendor_simulator.plan import Latency, Limit, Rule

PICTURES, CLIPS = "fal-ai/nano-banana-2", "fal-ai/kling-video/v3/pro/image-to-video"
KEY = {"Authorization": "Key test:secret"}


@pytest.fixture
def sdk(simulator: Any, monkeypatch: pytest.MonkeyPatch) -> fal_client.AsyncClient:
    monkeypatch.setattr(internals, "QUEUE_URL_FORMAT", simulator.at["fal_queue"] + "/")
    monkeypatch.setattr(internals, "RUN_URL_FORMAT", simulator.at["fal_run"] + "/")
    monkeypatch.setattr(internals, "REST_URL", simulator.at["fal_rest"])
    monkeypatch.setattr(internals, "CDN_URL", simulator.at["fal_cdn"])
    monkeypatch.setattr(internals, "MAX_ATTEMPTS", 1)
    return fal_client.AsyncClient(key="test:secret")


async def submit(simulator: Any, endpoint: str = PICTURES, key: Any = KEY, **arguments: Any) -> httpx.Response:
    found: httpx.Response = await simulator.http.post(f"{simulator.at['fal_queue']}/{endpoint}", headers=key, json=arguments)
    return found


async def finished(simulator: Any, told: dict[str, Any], key: Any = KEY) -> dict[str, Any]:
    for _ in range(600):
        status = await simulator.http.get(told["status_url"], headers=key)
        if status.json()["status"] == "COMPLETED":
            assert status.status_code == 200
            return dict(status.json())
        assert status.status_code == 202
        await asyncio.sleep(0.05)
    raise AssertionError("The job did not end.")


async def test_the_sdk_submits_waits_and_fetches(simulator: Any, sdk: fal_client.AsyncClient) -> None:
    await simulator.plan(latencies=(Latency(what="work", seconds=0.05),))
    handle = await sdk.submit(PICTURES, {"prompt": "A tower", "aspect_ratio": "16:9", "num_images": 2})
    statuses = [type(event) async for event in handle.iter_events(interval=0.01, with_logs=True)]
    assert statuses[-1] is fal_client.Completed
    result = await handle.get()
    assert [(image["width"], image["height"]) for image in result["images"]] == [(1024, 576)] * 2
    picture = await simulator.http.get(result["images"][0]["url"])
    assert (picture.headers["content-type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert (await simulator.counts())["by_vendor"] == {"fal": 1}


async def test_the_sdk_runs_directly_and_uploads(simulator: Any, sdk: fal_client.AsyncClient) -> None:
    url = await sdk.upload(b"\x89PNG picture", "image/png")
    result = await sdk.run(CLIPS, {"prompt": "She turns", "start_image_url": url, "duration": "5"})
    assert (await simulator.http.get(url)).content == b"\x89PNG picture"
    clip = await simulator.http.get(result["video"]["url"])
    assert clip.content[4:8] == b"ftyp"


async def test_a_key_has_so_many_jobs_at_work_and_the_others_wait_in_line(simulator: Any) -> None:
    await simulator.plan(limits=(Limit(vendor="fal", at_once=2),), latencies=(Latency(what="work", seconds=0.8),))
    told = [(await submit(simulator, prompt=f"Tower {number}")).json() for number in range(5)]
    assert [one["queue_position"] for one in told][-1] >= 2
    await asyncio.gather(*(finished(simulator, one) for one in told))
    assert (await simulator.counts())["most_at_once"]["fal jobs"] == 2


async def test_a_waiting_job_can_be_cancelled_and_is_not_paid(simulator: Any, sdk: fal_client.AsyncClient) -> None:
    await simulator.plan(limits=(Limit(vendor="fal", at_once=1),), latencies=(Latency(what="work", seconds=1.5),))
    first, second = await sdk.submit(PICTURES, {"prompt": "One"}), await sdk.submit(PICTURES, {"prompt": "Two"})
    await second.cancel()
    counts = await simulator.counts()
    assert (counts["paid"], counts["refunded"], counts["fal_jobs"].get("CANCELLED")) == (1, 1, 1)
    await first.get()
    with pytest.raises(fal_client.FalClientHTTPError):
        await first.cancel()


@pytest.mark.parametrize(
    ("endpoint", "arguments", "place"),
    [
        (PICTURES, {}, ["body", "prompt"]),
        (PICTURES, {"prompt": "A", "aspect_ratio": "7:3"}, ["body", "aspect_ratio"]),
        (PICTURES, {"prompt": "A", "num_images": 9}, ["body", "num_images"]),
        ("fal-ai/flux-2", {"prompt": "A", "image_size": {"width": 9000, "height": 64}}, ["body", "image_size"]),
        ("fal-ai/flux-2/edit", {"prompt": "A", "image_urls": ["https://x/a.png"] * 5}, ["body", "image_urls"]),
        (CLIPS, {"prompt": "A"}, ["body", "start_image_url"]),
        (CLIPS, {"prompt": "A", "start_image_url": "https://x/a.png", "duration": "2"}, ["body", "duration"]),
        ("fal-ai/ltx-2.3/image-to-video", {"prompt": "A", "image_url": "https://x/a.png", "duration": 7}, ["body", "duration"]),
    ],
)
async def test_arguments_that_a_model_does_not_take_are_refused(
    simulator: Any, endpoint: str, arguments: dict[str, Any], place: list[str]
) -> None:
    answer = await submit(simulator, endpoint, **arguments)
    assert answer.status_code == 422
    assert [problem["loc"] for problem in answer.json()["detail"]] == [place]
    assert (await simulator.counts())["paid"] == 0


async def test_an_unknown_application_is_not_found(simulator: Any, sdk: fal_client.AsyncClient) -> None:
    with pytest.raises(fal_client.FalClientHTTPError) as caught:
        await sdk.submit("fal-ai/no-such-model", {"prompt": "A"})
    assert caught.value.status_code == 404


async def test_a_job_fails_is_refused_or_lost_as_the_plan_says(simulator: Any) -> None:
    await simulator.plan(
        Rule(fault="job_error", contains="error", status=500),
        Rule(fault="job_refusal", contains="refuse"),
        Rule(fault="job_lost", contains="lose"),
        Rule(fault="result_expires", contains="expire", seconds=1.5),
    )
    failed, refused, lost, expired = [
        (await submit(simulator, prompt=word)).json() for word in ("error", "refuse", "lose", "expire")
    ]
    assert (await finished(simulator, failed))["error_type"] == "runner_disconnected"
    assert (await simulator.http.get(failed["response_url"], headers=KEY)).status_code == 500
    await finished(simulator, refused)
    told = await simulator.http.get(refused["response_url"], headers=KEY)
    assert (told.status_code, told.json()["detail"][0]["type"]) == (422, "content_policy_violation")
    assert (await simulator.http.get(lost["status_url"], headers=KEY)).status_code == 404
    await finished(simulator, expired)
    made = (await simulator.http.get(expired["response_url"], headers=KEY)).json()
    await asyncio.sleep(1.6)
    assert (await simulator.http.get(expired["response_url"], headers=KEY)).status_code == 404
    assert (await simulator.http.get(made["images"][0]["url"])).status_code == 404
    assert (await simulator.counts())["refunded"] == 1


async def test_what_was_submitted_is_found_when_the_answer_was_lost(simulator: Any) -> None:
    await simulator.plan(Rule(fault="drop_after", path="/queue/*", times=1))
    with pytest.raises(httpx.TransportError):
        await submit(simulator, prompt="Find me")
    query = {"endpoint_id": PICTURES, "expand": "payloads"}
    listed = await simulator.http.get(f"{simulator.at['fal_api']}/models/requests/by-endpoint", params=query, headers=KEY)
    (item,) = listed.json()["items"]
    assert item["json_input"] == {"prompt": "Find me"}
    owned = f"{simulator.at['fal_queue']}/fal-ai/nano-banana-2/requests/{item['request_id']}"
    assert "images" in (await simulator.http.get(owned, headers=KEY)).json()
    stranger = await simulator.http.get(owned, headers={"Authorization": "Key somebody:else"})
    assert stranger.status_code == 404


async def test_the_sdk_pays_twice_when_a_connection_drops(
    simulator: Any, sdk: fal_client.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why our adapter speaks HTTP itself: the SDK's own retry submits the paid job again."""
    monkeypatch.setattr(internals, "MAX_ATTEMPTS", 10)
    monkeypatch.setattr(internals, "_fallback_url", lambda _url: None)
    await simulator.plan(Rule(fault="drop_after", path="/queue/*", times=1))
    await sdk.submit(PICTURES, {"prompt": "Once, please"}, headers={"X-Work": "job-1"})
    assert (await simulator.counts())["paid_twice"] == {"job-1": 2}
