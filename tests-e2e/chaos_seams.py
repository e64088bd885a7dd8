"""Where a life ends by itself: right before, right after or in the midst of the n-th pass of a named seam. SIGKILL, as always.

Armed in a fork of `vendor_worker.py`, before its services are built. Nothing is replaced in a life that has no seam.
"""

import asyncio
import functools
import inspect
import os
import random
import signal
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import httpx2

import chassis.store
import vendor_http.fetched
from chassis.admission.gate import Gate
from chassis.answers import Letterbox
from chassis.jobs import JobRunner
from chassis.media import Media
from chassis.publisher import Publisher

AMID = 0.08
"""Seconds within which whoever dies in the midst dies."""
SENDS = ((httpx.AsyncClient, "send"), (httpx2.AsyncClient, "send"))
Place = tuple[Any, str]
Counts = Callable[..., bool]


def _pays(_: Any, request: Any, *__: Any, **___: Any) -> bool:
    return bool(request.method in ("POST", "PUT"))


def _asks(_: Any, request: Any, *__: Any, **___: Any) -> bool:
    return bool(request.method == "GET")


def _writes(_: Any, __: Any, batch: Any) -> bool:
    return bool(batch)


def _always(*_: Any, **__: Any) -> bool:
    return True


POINTS: Mapping[str, tuple[tuple[Place, ...], Counts]] = {
    "call": (SENDS, _pays),  # a request that the vendor may be paid for, or told of
    "poll": (SENDS, _asks),  # how a request fares, its result, a list in which it may stand
    "fetch": (((vendor_http.fetched, "fetch"),), _always),  # what a vendor made
    "note": (((JobRunner, "_store_request"),), _always),  # the intent, and then the request's id
    "commit": (((chassis.store, "execute"),), _writes),
    "publish": (((Publisher, "_deliver"),), _always),
    "store": (((Media, "_upload"),), _always),
    "claim": (((JobRunner, "_claimed"),), _always),
    "finish": (((JobRunner, "_finish"),), _always),
    "admit": (((Gate, "_round"),), _always),
    "letter": (((Letterbox, "keep"),), _always),
}
SEAMS = tuple(f"{when} {point}" for point in POINTS for when in ("before", "after", "amid"))


def die() -> None:
    """Now, and without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


def arm(seam: str, passes: int) -> None:
    """Die at the `passes`-th pass of this seam."""
    when, _, point = seam.partition(" ")
    places, counts = POINTS[point]
    left = [passes]

    def is_now(*args: Any, **kwargs: Any) -> bool:
        if counts(*args, **kwargs):
            left[0] -= 1
            return left[0] == 0
        return False

    for owner, name in places:
        original = getattr(owner, name)
        wrapped = (
            _asynchronous(original, when, is_now) if inspect.iscoroutinefunction(original) else _plain(original, when, is_now)
        )
        setattr(owner, name, functools.wraps(original)(wrapped))


def _asynchronous(original: Any, when: str, is_now: Counts) -> Any:
    async def passed(*args: Any, **kwargs: Any) -> Any:
        if not is_now(*args, **kwargs):
            return await original(*args, **kwargs)
        if when == "before":
            die()
        if when == "amid":
            asyncio.get_running_loop().call_later(random.uniform(0, AMID), die)
        try:
            return await original(*args, **kwargs)
        finally:
            if when == "after":
                die()

    return passed


def _plain(original: Any, when: str, is_now: Counts) -> Any:
    def passed(*args: Any, **kwargs: Any) -> Any:
        now = is_now(*args, **kwargs)
        if now and when == "before":
            die()
        try:
            return original(*args, **kwargs)
        finally:
            if now:
                die()

    return passed
