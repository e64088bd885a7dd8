"""/healthz, /readyz and /metrics of a process, and the apps that its services mount. Started by `chassis.run`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from chassis.service import Service


def health_app(services: Sequence[Service]) -> Starlette:
    """Liveness says that the event loop turns; readiness that every service of the process takes messages."""

    async def healthz(_: Request) -> Response:
        return JSONResponse({"status": "alive"})

    async def readyz(_: Request) -> Response:
        waiting = [s.name for s in services if not s.ready]
        return JSONResponse(
            {"status": "waiting" if waiting else "ready", "waiting_for": waiting}, status_code=503 if waiting else 200
        )

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    routes: list[BaseRoute] = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
    routes += [Mount(path, app) for service in services for path, app in service.mounted]
    return Starlette(routes=routes)


class QuietServer(uvicorn.Server):
    """Leaves signals to `chassis.run`."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing."""
        yield


def http_server(app: Starlette, host: str, port: int) -> uvicorn.Server:
    """A server that closes long streams after 2 s when it is told to stop."""
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=2, lifespan="off"
    )
    return QuietServer(config)
