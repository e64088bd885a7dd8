"""The control API: set the plan, read counts and captures, prepare answers, deliver webhooks again, start anew."""

from dataclasses import asdict, dataclass
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from vendor_simulator.plan import Plan, Rule
from vendor_simulator.texts import Prepared
from vendor_simulator.webhooks import Message, as_body
from vendor_simulator.world import Target, World

PREFIX = "/_control"


@dataclass(slots=True)
class Kept:
    """The world that is now; `reset` puts another in its place."""

    world: World


def add_routes(app: web.Application, kept: Kept) -> None:
    """All routes, and the end of the deliveries when the server stops."""
    controls = Controls(kept)
    app.router.add_get("/healthz", controls.health)
    for method, path, handler in (
        ("GET", "plan", controls.plan),
        ("PUT", "plan", controls.follow),
        ("POST", "rules", controls.add_rule),
        ("POST", "reset", controls.reset),
        ("GET", "counts", controls.counts),
        ("GET", "paid", controls.paid),
        ("GET", "captures", controls.captures),
        ("GET", "webhooks", controls.webhooks),
        ("POST", "webhooks/again", controls.deliver_again),
        ("PUT", "webhooks/{vendor}", controls.target),
        ("POST", "answers", controls.prepare),
    ):
        app.router.add_route(method, f"{PREFIX}/{path}", handler)

    async def stop(_: web.Application) -> None:
        await _close(kept.world)

    app.on_cleanup.append(stop)


async def _close(world: World) -> None:
    for task in world.tasks:
        task.cancel()
    await world.jobs.close()
    await world.postman.close()


class Controls:
    """The handlers."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    async def health(self, _: web.Request) -> web.Response:
        """It runs."""
        return web.json_response({"status": "alive"})

    async def plan(self, _: web.Request) -> web.Response:
        """The plan, and how often each rule has struck."""
        world = self._kept.world
        return web.json_response({**world.plan.model_dump(mode="json"), "hits": world.dice.hits()})

    async def follow(self, request: web.Request) -> web.Response:
        """Another plan."""
        try:
            self._kept.world.follow(Plan.model_validate_json(await request.read()))
        except ValidationError as error:
            return _wrong(error)
        return web.json_response({"status": "ok"})

    async def add_rule(self, request: web.Request) -> web.Response:
        """One more rule; what the others have counted starts anew."""
        try:
            rule = Rule.model_validate_json(await request.read())
        except ValidationError as error:
            return _wrong(error)
        world = self._kept.world
        world.follow(world.plan.model_copy(update={"rules": (*world.plan.rules, rule)}))
        return web.json_response({"status": "ok"})

    async def reset(self, request: web.Request) -> web.Response:
        """A new world that follows the plan of the body, or none."""
        try:
            plan = Plan.model_validate_json(await request.read() or b"{}")
        except ValidationError as error:
            return _wrong(error)
        old, self._kept.world = self._kept.world, World.of(plan)
        await _close(old)
        return web.json_response({"status": "ok"})

    async def counts(self, _: web.Request) -> web.Response:
        """What was paid, and what was paid twice."""
        world = self._kept.world
        most = {**world.limits.most_at_once(), "fal jobs": world.jobs.most_at_once, "fal open": world.jobs.most_open}
        states: dict[str, int] = {}
        for job in world.jobs.by_id.values():
            states[job.state] = states.get(job.state, 0) + 1
        return web.json_response({**world.paid.counts(), "most_at_once": most, "fal_jobs": states})

    async def paid(self, request: web.Request) -> web.Response:
        """Every paid job."""
        return web.json_response({"jobs": self._kept.world.paid.jobs(request.query.get("vendor", ""))})

    async def captures(self, request: web.Request) -> web.Response:
        """The requests that came in."""
        told = self._kept.world.captures.told(request.query.get("vendor", ""), request.query.get("path", ""))
        return web.json_response({"captures": told})

    async def webhooks(self, _: web.Request) -> web.Response:
        """Every delivery that was tried."""
        return web.json_response({"deliveries": self._kept.world.postman.told()})

    async def deliver_again(self, request: web.Request) -> web.Response:
        """Deliver the webhook of a finished fal job once more: `url`, `request_id`, and `spoilt` where it should be."""
        asked = await request.json()
        world = self._kept.world
        job = world.jobs.by_id.get(asked["request_id"])
        if job is None:
            return web.json_response({"error": "There is no such job."}, status=404)
        status = "OK" if job.status == 200 else "ERROR"
        told = {"request_id": job.id, "gateway_request_id": job.id, "status": status, "payload": job.result}
        message = Message(asked["url"], job.id, as_body(told), asked.get("spoilt", ""))
        accepted = await world.postman.deliver(message, world.signer.headers(message), again=False)
        return web.json_response({"accepted": accepted})

    async def target(self, request: web.Request) -> web.Response:
        """Where the accounts of openai and elevenlabs send their webhooks: `url` and `secret`."""
        asked = await request.json()
        self._kept.world.targets[request.match_info["vendor"]] = Target(asked["url"], asked["secret"])
        return web.json_response({"status": "ok"})

    async def prepare(self, request: web.Request) -> web.Response:
        """What language models answer to requests that hold the words `contains`: `text`, and for how many `times`."""
        asked: dict[str, Any] = await request.json()
        self._kept.world.speaker.prepared.append(Prepared(asked["contains"], asked["text"], asked.get("times")))
        return web.json_response({"prepared": [asdict(answer) for answer in self._kept.world.speaker.prepared]})


def _wrong(error: ValidationError) -> web.Response:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return web.json_response({"error": f"The plan cannot be read: {where}: {first['msg']}."}, status=422)
