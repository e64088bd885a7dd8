"""The services that pay vendors, as a process that can be killed and is back at once: imported here once, forked for each life.

`chaos_vendors.py` and the tests beside it start it with `SIMULATOR`, the addresses of the vendor simulator. Each line of its
input starts one life; it prints the pid, `ready` once messages are taken, and `ended`. Everything but the vendors' hosts and our
patience is what runs in production: the same composition roots, gates, notes and limits.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ParamSpec, TypeVar, cast

import uvloop

import analysis.app
import audio.app
import imagery.app
import motion.app
import script.app
import vendor_http.text.anthropic
import vendor_http.text.openai
from chassis.compute import Compute, die_with_parent
from chassis.environment import Environment
from chassis.http import health_app, http_server
from chassis.run import build, calm_the_collector, log_to_stderr, running
from imagery.vendors.openai import Account as OpenAiAccount
from vendor_http import elevenlabs
from vendor_http.testing import fal_at

P = ParamSpec("P")
T = TypeVar("T")
SERVICES = ("script", "analysis", "imagery", "motion", "audio")
SETTLES = 3.0
"""Seconds after which the simulator has surely shown what it took; its slowest answer is far below that."""


class Threads:
    """Computes in this process: a pool of others would have to be started anew in each life, for seconds."""

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The function's result."""
        return await asyncio.to_thread(function, *args, **kwargs)

    def close(self) -> None:
        """Threads end with their process."""


def reach(at: Mapping[str, str]) -> None:
    """Let every account's hosts be the simulator's."""
    fal = partial(fal_at, at, settles=SETTLES)
    pictures = partial(OpenAiAccount, base=at["openai"], timeout=20.0)
    sounds = partial(elevenlabs.Account, host=at["elevenlabs"], settles=SETTLES, timeout=20.0)
    claude = partial(vendor_http.text.anthropic.Account, host=at["anthropic"], silence=10.0, keeps=0.05)
    gpt = partial(vendor_http.text.openai.Account, host=at["openai"], silence=10.0, interval=0.1, settles=SETTLES)
    places: list[tuple[Any, str, Any]] = [
        (script.app, "Account", fal),
        (analysis.app, "Account", fal),
        (imagery.app, "Account", fal),
        (imagery.app, "OpenAiAccount", pictures),
        (motion.app, "Account", fal),
        (audio.app, "FalAccount", fal),
        (audio.app, "Account", sounds),
        (vendor_http.text.anthropic, "Account", claude),
        (vendor_http.text.openai, "Account", gpt),
    ]
    for module, name, account in places:
        setattr(module, name, account)


async def live() -> None:
    """Serve until killed."""
    environment = Environment.from_env()
    services = [build(name, environment) for name in SERVICES]
    async with running(services, compute=cast("Compute", Threads())):
        server = http_server(health_app(services), environment.http_host, environment.http_port)
        serving = asyncio.create_task(server.serve())
        say("ready")
        await serving


def say(word: object) -> None:
    """One line to whoever started us."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main() -> None:
    """One life after another."""
    die_with_parent()
    log_to_stderr()
    reach(json.loads(os.environ["SIMULATOR"]))
    calm_the_collector()
    while sys.stdin.readline():
        child = os.fork()
        if not child:
            die_with_parent()
            uvloop.run(live())
            os._exit(0)
        say(child)
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
