"""The HTTP server: finds the vendor by the first part of the path, applies the plan's faults and limits, captures all."""

import asyncio
import contextlib
import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from types import ModuleType

from aiohttp import web

from vendor_simulator import control
from vendor_simulator.calls import Answer, Call
from vendor_simulator.dice import Strikes
from vendor_simulator.plan import Plan, Rule
from vendor_simulator.vendors import anthropic, elevenlabs, fal, openai
from vendor_simulator.world import World

VENDORS: Mapping[str, ModuleType] = {"anthropic": anthropic, "openai": openai, "fal": fal, "elevenlabs": elevenlabs}
LARGEST_BODY = 256 * 1024**2
OPEN_PATHS = ("/rest/.well-known/", "/media/", "/cdn/")
"""Of fal: what needs no key (the CDN asks for a token of its own)."""
BEFORE = frozenset({"status", "busy", "overloaded", "quota", "unauthorized", "drop_before"})
ENDLESS = 2_000_000_000
PROXY_PAGE = b"<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>"


class DroppedError(Exception):
    """The connection ends here."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where every vendor's calls come in."""

    world: Callable[[], World]

    async def open(self, request: web.Request) -> web.StreamResponse:
        """One exchange."""
        world = self.world()
        try:
            call = await _call(request)
        except ConnectionError:  # whoever asked has gone before all was sent
            return _dropped(request)
        strikes = world.dice.strikes(call)
        fault = strikes.wire.fault if strikes.wire else ""
        try:
            answer = await _answered(call, world, strikes)
        except DroppedError:
            world.captures.add(call, 0, fault)
            return _dropped(request)
        world.captures.add(call, answer.status, fault)
        return await _sent(request, call, world, answer, strikes.wire)


async def _call(request: web.Request) -> Call:
    vendor = request.match_info["vendor"]
    headers = {name.lower(): value for name, value in request.headers.items()}
    base = f"{request.scheme}://{request.host}"
    path = "/" + request.match_info["path"]
    return Call(vendor, request.method, path, dict(request.query), headers, await request.read(), base)


async def _answered(call: Call, world: World, strikes: Strikes) -> Answer:
    """The answer of the vendor, or of what is in its way.

    Raises DroppedError when there is none.
    """
    module, rule = VENDORS[call.vendor], strikes.wire
    if rule is not None and rule.fault in BEFORE and not rule.taken:
        if rule.fault == "drop_before":
            raise DroppedError
        return _failed(module, rule, call)
    denied = _denied(module, call, world)
    if denied is not None:
        return denied
    limit = world.plan.limit(call.vendor)
    counted = not (call.vendor == "fal" and not call.path.startswith("/run/"))
    if counted and world.limits.is_full(call.vendor, call.key, limit):
        return _failed(module, Rule(fault="busy"), call)
    wait = world.limits.wait(call.vendor, call.key, limit) if call.method == "POST" else 0.0
    if wait:
        return _failed(module, Rule(fault="busy", retry_after=wait), call)
    world.limits.begin(call.vendor, call.key)
    try:
        answer: Answer = await module.answer(call, world, strikes)
        await asyncio.sleep(world.dice.seconds("answer", call))
    finally:
        world.limits.end(call.vendor, call.key)
    if rule is not None and rule.fault == "drop_after":
        raise DroppedError
    return _failed(module, rule, call) if rule is not None and rule.fault == "status" else answer


def _denied(module: ModuleType, call: Call, world: World) -> Answer | None:
    """The error for a key that is not there or not known."""
    if call.vendor == "fal" and call.path.startswith(OPEN_PATHS):
        return None
    known = world.plan.keys.get(call.vendor)  # type: ignore[call-overload]  # the route lets only the four vendors in
    scheme = {"fal": "Key ", "anthropic": "Bearer ", "openai": "Bearer "}.get(call.vendor, "")
    wrong_scheme = scheme and not call.headers.get("authorization", scheme).startswith(scheme)
    if call.key and not wrong_scheme and (known is None or call.key in known):
        return None
    denied: Answer = module.fault(Rule(fault="unauthorized"), call)
    return denied


def _failed(module: ModuleType, rule: Rule, call: Call) -> Answer:
    """A fault in the vendor's form, a proxy's, or none; with the time to wait where the plan says one."""
    if rule.fault == "status" and rule.form == "proxy":
        return Answer(rule.status, PROXY_PAGE, "text/html")
    if rule.fault == "status" and rule.form == "empty":
        return Answer(rule.status, b"", "text/plain")
    answer: Answer = module.fault(rule, call)
    if rule.retry_after is None:
        return answer
    headers = {**answer.headers, **_retry_after(rule.retry_after, rule.retry_after_as)}
    return Answer(answer.status, answer.body, answer.media_type, headers)


def _retry_after(seconds: float, form: str) -> dict[str, str]:
    if form == "milliseconds":
        return {"retry-after-ms": str(round(1000 * seconds))}
    if form == "date":
        moment = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)
        return {"retry-after": format_datetime(moment, usegmt=True)}
    return {"retry-after": f"{seconds:g}"}


async def _sent(request: web.Request, call: Call, world: World, answer: Answer, rule: Rule | None) -> web.StreamResponse:
    """The answer on the wire, spoilt as the plan says."""
    fault = rule.fault if rule else ""
    if rule is not None and fault == "slow_headers":
        await asyncio.sleep(rule.seconds)
    if fault == "wrong_type":
        answer = Answer(answer.status, PROXY_PAGE, "text/html", answer.headers)
    if fault == "wrong_body":
        answer = Answer(answer.status, b'{"unexpected": [', answer.media_type, answer.headers)
    if rule is not None and fault == "other_body":
        told = json.dumps(rule.told).encode()
        body = told if answer.chunks is None else b"data: %b\n\n" % told
        answer = Answer(answer.status, body, answer.media_type, answer.headers)
    if rule is not None and fault in ("endless", "drip"):
        return await _on_and_on(request, answer, rule)
    if answer.chunks is not None:
        return await _streamed(request, call, world, answer, rule)
    headers = {**answer.headers, "Content-Type": answer.media_type}
    if fault != "truncate":
        return web.Response(body=answer.body, status=answer.status, headers=headers)
    response = web.StreamResponse(status=answer.status, headers={**headers, "Content-Length": str(len(answer.body))})
    await response.prepare(request)
    await response.write(answer.body[: len(answer.body) // 2])
    return _dropped(request)


async def _on_and_on(request: web.Request, answer: Answer, rule: Rule) -> web.StreamResponse:
    """An answer that is well-formed as far as it has come and never ends."""
    response = web.StreamResponse(status=answer.status, headers={**answer.headers, "Content-Type": answer.media_type})
    chunk, pause = (b" " * 65_536, 0.0) if rule.fault == "endless" else (b" ", rule.seconds)
    with contextlib.suppress(ConnectionError):
        await response.prepare(request)
        for _ in range(ENDLESS // len(chunk)):
            await response.write(chunk)
            await asyncio.sleep(pause)
    return _dropped(request)


async def _streamed(request: web.Request, call: Call, world: World, answer: Answer, rule: Rule | None) -> web.StreamResponse:
    headers = {**answer.headers, "Content-Type": answer.media_type, "Cache-Control": "no-cache"}
    response = web.StreamResponse(status=answer.status, headers=headers)
    breaks = rule.after if rule is not None and rule.fault in ("stream_error", "stream_drop", "truncate") else None
    with contextlib.suppress(ConnectionError):
        await response.prepare(request)
        for number, chunk in enumerate(answer.chunks or ()):
            if number == breaks and rule is not None:
                if rule.fault != "stream_error":
                    return _dropped(request)
                await response.write(answer.broken_off)
                break
            await response.write(chunk)
            pause = world.dice.seconds("chunk", call)
            if pause:
                await asyncio.sleep(pause)
        await response.write_eof()
    return response


def _dropped(request: web.Request) -> web.StreamResponse:
    """Cuts the connection; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)


def make_app(plan: Plan) -> web.Application:
    """The application: four vendors and the control API."""
    app = web.Application(client_max_size=LARGEST_BODY)
    kept = control.Kept(World.of(plan))
    door = Door(lambda: kept.world)
    control.add_routes(app, kept)
    app.router.add_route("*", "/{vendor:anthropic|openai|fal|elevenlabs}/{path:.*}", door.open)
    return app
