"""`python -m vendor_simulator`: serves until it is told to stop; prints one JSON line with the addresses when it is ready."""

import argparse
import asyncio
import contextlib
import json
import signal
import sys
from pathlib import Path

from pydantic import ValidationError

from vendor_simulator.plan import Plan
from vendor_simulator.running import serving


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        prog="vendor_simulator", description="Speaks the HTTP of anthropic, openai, fal and elevenlabs."
    )
    parser.add_argument("--host", default="127.0.0.1", help="where to listen; only this machine by default")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--plan", type=Path, help="a JSON file with faults, latencies and limits")
    parser.add_argument("--seed", type=int, help="instead of the plan's own")
    return parser.parse_args()


async def serve(chosen: argparse.Namespace, plan: Plan) -> None:
    """Serve until a signal comes."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with serving(plan, chosen.host, chosen.port) as addresses:
        print(json.dumps(addresses), flush=True)  # noqa: T201 — who started it reads the addresses from here
        await stopped.wait()


def main() -> int:
    """Read the plan and serve."""
    chosen = arguments()
    try:
        plan = Plan.model_validate_json(chosen.plan.read_text()) if chosen.plan else Plan()
    except (OSError, ValidationError) as error:
        print(f"The plan {chosen.plan} cannot be used: {error}", file=sys.stderr)  # noqa: T201
        return 2
    if chosen.seed is not None:
        plan = plan.model_copy(update={"seed": chosen.seed})
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(chosen, plan))
    return 0


if __name__ == "__main__":
    sys.exit(main())
