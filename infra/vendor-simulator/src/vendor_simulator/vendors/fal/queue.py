"""fal's queue: submit, status, result, cancel; direct runs; webhooks at the end, spoilt as the plan says."""

import asyncio
import json
import time
import uuid
from typing import Any

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.dice import Strikes
from vendor_simulator.jobs import Job
from vendor_simulator.media.recipes import Clip, Picture, Recipe, Sound, media_type
from vendor_simulator.texts import tokens
from vendor_simulator.vendors.fal.endpoints import Endpoint, endpoints, problems, recipes
from vendor_simulator.vendors.fal.errors import error, fault, refusal
from vendor_simulator.webhooks import Message, as_body
from vendor_simulator.world import World

SPOILT = {"webhook_unsigned": "unsigned", "webhook_wrong_signature": "wrong_signature", "webhook_stale": "stale"}


async def answer(call: Call, world: World, strikes: Strikes, rest: str) -> Answer:
    """What `queue.fal.run` answers."""
    name, found, tail = rest.partition("/requests/")
    if found:
        id_, _, verb = tail.partition("/")
        return _about(call, world, name, id_, verb)
    if call.method != "POST":
        return error(405, "Method Not Allowed")
    return await _submit(call, world, strikes, rest)


async def run(call: Call, world: World, strikes: Strikes, name: str) -> Answer:
    """What `fal.run` answers: the result at once."""
    endpoint, given, wrong = _checked(call, name)
    if endpoint is None:
        return wrong
    job = _job(call, name, given)
    world.jobs.by_id[job.id] = job
    world.paid.pay(call, job.id, name, _units(endpoint, given))
    job.state, job.started = "IN_PROGRESS", time.time()
    await asyncio.sleep(world.dice.seconds("work", call))
    _finish(world, job, endpoint, given, strikes, call.base)
    return _result(job)


async def _submit(call: Call, world: World, strikes: Strikes, name: str) -> Answer:
    endpoint, given, wrong = _checked(call, name)
    if endpoint is None:
        return wrong
    if strikes.refused and strikes.wire is not None:
        return fault(strikes.wire, call)
    job = _job(call, name, given)
    position = world.jobs.submit(job)
    world.paid.pay(call, job.id, name, _units(endpoint, given))
    waits, works = world.dice.seconds("queue", call), world.dice.seconds("work", call)

    async def work(job: Job) -> None:
        await asyncio.sleep(waits)
        job.state, job.started = "IN_PROGRESS", time.time()
        await asyncio.sleep(works)
        if strikes.on_job("job_stuck") is not None:
            await asyncio.Event().wait()
        _finish(world, job, endpoint, given, strikes, call.base)
        _announce(call, world, job, strikes)

    limit = world.plan.limit("fal")
    early = strikes.on_job("webhook_early")
    world.jobs.advance(call.key, limit.at_once if limit else None, work)
    if early is not None:
        await job.done.wait()
        await asyncio.sleep(early.seconds)
    job.lost = strikes.on_job("job_lost") is not None
    owner, app = name.split("/")[:2]
    base = f"{call.base}/fal/queue/{owner}/{app}/requests/{job.id}"
    told = {"status": "IN_QUEUE", "request_id": job.id, "gateway_request_id": job.id, "queue_position": position}
    told |= {"response_url": base, "status_url": f"{base}/status", "cancel_url": f"{base}/cancel"}
    return as_json(told, 200, {"x-fal-request-id": job.id})


def _job(call: Call, name: str, given: Any) -> Job:
    return Job(str(uuid.uuid4()), name, call.key, time.time(), given)


def _checked(call: Call, name: str) -> tuple[Endpoint | None, Any, Answer]:
    """The endpoint and its arguments, or the error."""
    endpoint = endpoints().get(name)
    if endpoint is None:
        return None, None, error(404, f"Application '{'/'.join(name.split('/')[:2])}' not found")
    try:
        given = call.json()
    except ValueError:
        return None, None, error(422, "The body is not valid JSON.")
    wrong = list(problems(endpoint, given))
    if wrong:
        return None, None, as_json({"detail": wrong}, 422, {"X-Fal-Retryable": "false"})
    return endpoint, given, as_json(None)


def _finish(world: World, job: Job, endpoint: Endpoint, given: dict[str, Any], strikes: Strikes, base: str) -> None:
    """The job ends: with media, with the model's error, or refused."""
    job.state, job.ended = "COMPLETED", time.time()
    job.done.set()
    expires = strikes.on_job("result_expires")
    lives = expires.seconds if expires is not None else world.plan.results_live
    job.expires = time.time() + lives
    if strikes.on_job("job_refusal") is not None:
        job.status, job.result = 422, {"detail": refusal(given)}
    elif (failed := strikes.on_job("job_error")) is not None:
        job.status, job.error_type = failed.status, "runner_disconnected"
        job.result = {"detail": "The runner disconnected unexpectedly.", "error_type": job.error_type}
        world.paid.refund(job.id)
    elif endpoint.gives == "text":
        job.result = _text(world, given)
    else:
        made = recipes(endpoint, given)
        files = [_file(world, recipe, lives, base) for recipe in made]
        job.result = _output(endpoint, given, files, marked=strikes.on_job("job_flagged") is not None)


def _file(world: World, recipe: Recipe, lives: float, base: str) -> dict[str, Any]:
    name = world.shelf.put(recipe, lives)
    told: dict[str, Any] = {"url": f"{base}/fal/media/{name}", "content_type": media_type(recipe), "file_name": name}
    if isinstance(recipe, Picture):
        told |= {"width": recipe.width, "height": recipe.height, "file_size": None}
    return told


def _output(endpoint: Endpoint, given: dict[str, Any], made: list[dict[str, Any]], *, marked: bool) -> dict[str, Any]:
    seed = given.get("seed", 4711)
    if endpoint.gives == "images":
        return {
            "images": made,
            "seed": seed,
            "has_nsfw_concepts": [marked for _ in made],
            "prompt": given.get("prompt", ""),
            "description": "",
        }
    return {endpoint.gives: made[0], "seed": seed}


def _text(world: World, given: dict[str, Any]) -> dict[str, Any]:
    """What a language model says that fal reaches for us."""
    asked = json.dumps(given, ensure_ascii=False)
    said = world.speaker.say(asked.encode(), None, world.plan.seed)
    usage = {"prompt_tokens": tokens(asked), "completion_tokens": tokens(said), "total_tokens": tokens(asked) + tokens(said)}
    return {"output": said, "reasoning": None, "partial": False, "error": None, "usage": usage}


def _units(endpoint: Endpoint, given: dict[str, Any]) -> dict[str, float]:
    if endpoint.gives == "text":
        return {"call": 1.0}
    made = recipes(endpoint, given)
    seconds = sum(recipe.seconds for recipe in made if isinstance(recipe, Clip | Sound))
    return {"second": seconds} if seconds else {"image": float(len(made))}


def _about(call: Call, world: World, name: str, id_: str, verb: str) -> Answer:
    """Status, result and cancel; their addresses hold only the owner and the app."""
    job = world.jobs.by_id.get(id_)
    if job is None or job.lost or "/".join(job.endpoint.split("/")[:2]) != name or job.key != call.key:
        return error(404, "Request not found")
    if verb == "cancel" and call.method == "PUT":
        return _cancel(world, job)
    if verb == "status":
        return _status(call, world, job)
    if job.state in ("IN_QUEUE", "IN_PROGRESS"):
        return error(400, "Request is still in progress")
    if job.state == "CANCELLED":
        return error(400, "Request was cancelled", "user_cancelled")
    if job.expires is not None and time.time() >= job.expires:
        return error(404, "The result of this request has expired")
    return _result(job)


def _status(call: Call, world: World, job: Job) -> Answer:
    told: dict[str, Any] = {"status": job.state, "request_id": job.id}
    address = f"{call.base}/fal{call.path.removesuffix('/status')}"
    told |= {"response_url": address, "status_url": f"{address}/status", "cancel_url": f"{address}/cancel"}
    logs = call.query.get("logs") in ("1", "true", "True")
    lines = [{"message": "working", "level": "INFO", "source": "run", "timestamp": "2026-01-01T00:00:00Z"}] if logs else None
    match job.state:
        case "IN_QUEUE":
            return as_json({**told, "queue_position": world.jobs.position(job)}, 202)
        case "IN_PROGRESS":
            return as_json({**told, "logs": lines}, 202)
        case "CANCELLED":
            return as_json({**told, "status": "COMPLETED", "error": "Request was cancelled", "error_type": "user_cancelled"})
    told |= {"logs": lines, "metrics": {"inference_time": round(job.ended - job.started, 3)}}
    if job.status != 200:
        told |= {"error": "Request failed", "error_type": job.error_type or "model_error"}
    return as_json(told)


def _result(job: Job) -> Answer:
    headers = {"x-fal-request-id": job.id, "X-Fal-Retryable": "true" if job.status >= 500 else "false"}
    if job.error_type:
        headers["X-Fal-Error-Type"] = job.error_type
    return as_json(job.result, job.status, headers)


def _cancel(world: World, job: Job) -> Answer:
    if job.state in ("COMPLETED", "CANCELLED"):
        return as_json({"status": "ALREADY_COMPLETED"}, 400)
    if world.jobs.cancel(job):
        world.paid.refund(job.id)
    return as_json({"status": "CANCELLATION_REQUESTED"}, 202)


def _announce(call: Call, world: World, job: Job, strikes: Strikes) -> None:
    """Tell the webhook, as spoilt as the plan wants it."""
    url = call.query.get("fal_webhook")
    if not url or strikes.on_job("webhook_missing") is not None:
        return
    failed = job.status != 200
    told = {"request_id": job.id, "gateway_request_id": job.id, "status": "ERROR" if failed else "OK", "payload": job.result}
    if failed:
        told["error"] = f"Invalid status code: {job.status}"
    spoilt = next((SPOILT[rule.fault] for rule in strikes.job if rule.fault in SPOILT), "")
    late = strikes.on_job("webhook_late")
    delay = world.dice.seconds("webhook", call) + (late.seconds if late else 0.0)
    message = Message(url, job.id, as_body(told), spoilt)
    for _ in range(2 if strikes.on_job("webhook_duplicate") is not None else 1):
        world.postman.later(delay, message, world.signer.headers(message))
