"""Runs the simulator inside a program: tests and load generators use it, and `python -m vendor_simulator`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from vendor_simulator.plan import Plan
from vendor_simulator.server import make_app


def addresses(base: str) -> dict[str, str]:
    """Where each vendor's hosts are, by the names that settings use."""
    return {
        "base": base,
        "control": f"{base}/_control",
        "anthropic": f"{base}/anthropic",
        "openai": f"{base}/openai/v1",
        "elevenlabs": f"{base}/elevenlabs",
        "fal_queue": f"{base}/fal/queue",
        "fal_run": f"{base}/fal/run",
        "fal_rest": f"{base}/fal/rest",
        "fal_cdn": f"{base}/fal/cdn",
        "fal_api": f"{base}/fal/api/v1",
    }


@asynccontextmanager
async def serving(plan: Plan | None = None, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[dict[str, str]]:
    """A server on a free port, or on this one; gives its addresses."""
    runner = web.AppRunner(make_app(plan or Plan()), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        bound = runner.addresses[0]
        yield addresses(f"http://{bound[0]}:{bound[1]}")
    finally:
        await runner.cleanup()
