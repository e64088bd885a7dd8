"""Webhooks: signed as the vendors sign them, and late, doubled, early, stale or wrongly signed when the plan says so."""

import asyncio
import base64
import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import openai
import pytest
from aiohttp import web
from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa
from elevenlabs.client import AsyncElevenLabs, ElevenLabs

from vendor_simulator.plan import Latency, Rule
from vendor_simulator.webhooks import FIRST_PAUSE

KEY = {"Authorization": "Key test:secret"}


@dataclass
class Endpoint:
    """Receives; answers 500 as often as it is told."""

    url: str = ""
    failures: int = 0
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.received.append((dict(request.headers), await request.read()))
        self.failures -= 1
        return web.Response(status=500 if self.failures >= 0 else 200)

    async def wait(self, count: int = 1) -> None:
        for _ in range(1500):
            if len(self.received) >= count:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"{len(self.received)} webhooks came, {count} were expected.")


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    found = Endpoint()
    app = web.Application()
    app.router.add_post("/hook", found.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield found
    await runner.cleanup()


async def submit(simulator: Any, url: str, prompt: str = "A tower") -> dict[str, Any]:
    target = f"{simulator.at['fal_queue']}/fal-ai/flux-2"
    answer = await simulator.http.post(target, headers=KEY, params={"fal_webhook": url}, json={"prompt": prompt})
    return dict(answer.json())


async def verified(simulator: Any, headers: dict[str, str], body: bytes) -> bool:
    """As fal's documentation says it is done."""
    if "X-Fal-Webhook-Signature" not in headers:
        return False
    keys = (await simulator.http.get(f"{simulator.at['fal_rest']}/.well-known/jwks.json")).json()["keys"]
    names = ("Request-Id", "User-Id", "Timestamp")
    text = "\n".join([*(headers[f"X-Fal-Webhook-{name}"] for name in names), hashlib.sha256(body).hexdigest()])
    for key in keys:
        raw = base64.urlsafe_b64decode(key["x"] + "=" * (-len(key["x"]) % 4))
        verifier = eddsa.new(eddsa.import_public_key(raw), "rfc8032")
        try:
            verifier.verify(text.encode(), bytes.fromhex(headers["X-Fal-Webhook-Signature"]))
        except ValueError:
            continue
        return True
    return False


async def test_a_finished_job_is_told_and_signed(simulator: Any, endpoint: Endpoint) -> None:
    told = await submit(simulator, endpoint.url)
    await endpoint.wait()
    headers, body = endpoint.received[0]
    assert await verified(simulator, headers, body)
    assert not await verified(simulator, headers, body + b" ")
    message = json.loads(body)
    assert (message["request_id"], message["status"]) == (told["request_id"], "OK")
    assert message["payload"]["images"][0]["url"].startswith(simulator.at["base"])


async def test_a_failed_job_is_told_as_an_error(simulator: Any, endpoint: Endpoint) -> None:
    await simulator.plan(Rule(fault="job_refusal"))
    await submit(simulator, endpoint.url)
    await endpoint.wait()
    message = json.loads(endpoint.received[0][1])
    assert (message["status"], message["payload"]["detail"][0]["type"]) == ("ERROR", "content_policy_violation")


@pytest.mark.parametrize("fault", ["webhook_unsigned", "webhook_wrong_signature"])
async def test_a_webhook_can_be_wrongly_signed(simulator: Any, endpoint: Endpoint, fault: Any) -> None:
    await simulator.plan(Rule(fault=fault))
    await submit(simulator, endpoint.url)
    await endpoint.wait()
    assert not await verified(simulator, *endpoint.received[0])


async def test_a_webhook_can_come_twice_late_stale_or_never(simulator: Any, endpoint: Endpoint) -> None:
    await simulator.plan(
        Rule(fault="webhook_duplicate", contains="twice"),
        Rule(fault="webhook_late", contains="late", seconds=2),
        Rule(fault="webhook_stale", contains="stale"),
        Rule(fault="webhook_missing", contains="never"),
    )
    await submit(simulator, endpoint.url, "never")
    await submit(simulator, endpoint.url, "twice")
    await endpoint.wait(2)
    assert endpoint.received[0] == endpoint.received[1] or endpoint.received[0][1] == endpoint.received[1][1]
    late = await submit(simulator, endpoint.url, "late")
    stale = await submit(simulator, endpoint.url, "stale")
    await endpoint.wait(4)
    assert [json.loads(body)["request_id"] for _, body in endpoint.received[2:]] == [stale["request_id"], late["request_id"]]
    headers, body = endpoint.received[2]
    assert await verified(simulator, headers, body)
    assert int(headers["X-Fal-Webhook-Timestamp"]) < int(endpoint.received[3][0]["X-Fal-Webhook-Timestamp"]) - 300


async def test_a_webhook_can_come_before_the_answer_to_the_submit(simulator: Any, endpoint: Endpoint) -> None:
    await simulator.plan(Rule(fault="webhook_early", seconds=1))
    submitted = asyncio.create_task(submit(simulator, endpoint.url))
    await endpoint.wait()
    assert not submitted.done()
    assert (await submitted)["request_id"] == json.loads(endpoint.received[0][1])["request_id"]


async def test_a_webhook_that_is_not_accepted_comes_again_and_can_be_asked_for(simulator: Any, endpoint: Endpoint) -> None:
    endpoint.failures = 1
    told = await submit(simulator, endpoint.url)
    await endpoint.wait(2)
    assert FIRST_PAUSE < 1
    asked = {"url": endpoint.url, "request_id": told["request_id"], "spoilt": "wrong_signature"}
    again = await simulator.http.post(f"{simulator.at['control']}/webhooks/again", json=asked)
    assert again.json() == {"accepted": True}
    log = (await simulator.http.get(f"{simulator.at['control']}/webhooks")).json()["deliveries"]
    assert [(entry["variant"], entry["status"]) for entry in log] == [("right", 500), ("right", 200), ("wrong_signature", 200)]


async def test_the_sdks_of_openai_and_elevenlabs_accept_their_webhooks(simulator: Any, endpoint: Endpoint) -> None:
    secret = "whsec_" + base64.b64encode(b"a secret of the test").decode()
    await simulator.plan(latencies=(Latency(what="work", seconds=0.05),))
    for vendor in ("openai", "elevenlabs"):
        target = {"url": endpoint.url, "secret": secret}
        await simulator.http.put(f"{simulator.at['control']}/webhooks/{vendor}", json=target)
    api = openai.AsyncOpenAI(base_url=simulator.at["openai"], api_key="k", max_retries=0)
    response = await api.responses.create(model="gpt-6-luna", input="A scene.", background=True)
    await endpoint.wait(1)
    headers, body = endpoint.received[0]
    event: Any = api.webhooks.unwrap(body, headers, secret=secret)
    assert event.data.id == response.id
    voice = AsyncElevenLabs(base_url=simulator.at["elevenlabs"], api_key="k")
    once: Any = {"max_retries": 0}
    await voice.speech_to_text.convert(model_id="scribe_v2", file=("a.wav", b"RIFF"), webhook=True, request_options=once)
    await endpoint.wait(2)
    headers, body = endpoint.received[1]
    told = ElevenLabs(api_key="k").webhooks.construct_event(
        rawBody=body.decode(), sig_header=headers["ElevenLabs-Signature"], secret=secret
    )
    assert told["type"] == "speech_to_text_transcription"


def test_the_key_set_holds_only_the_public_key() -> None:
    from vendor_simulator.webhooks import FalSigner

    (key,) = FalSigner(1).key_set()["keys"]
    assert "d" not in key
    assert isinstance(eddsa.import_public_key(base64.urlsafe_b64decode(key["x"] + "=")), ECC.EccKey)
