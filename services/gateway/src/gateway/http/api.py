"""Puts the HTTP face together. Called by `gateway.app`."""

from fastapi import FastAPI

from gateway.house import House
from gateway.http import catalogue, keys, media, pages, previews, problems, prompts, sequences
from gateway.http.boundary import Boundary

TAGS = [
    {"name": "films", "description": "Order, list, look at, follow and cancel films."},
    {"name": "catalogue", "description": "Models and styles to choose from."},
    {"name": "keys", "description": "Keys for your own accounts at vendors of models."},
    {"name": "media", "description": "The bytes of films, posters and subtitles."},
]


def create(house: House) -> Boundary:
    """The ASGI app over the parts of one gateway; the boundary is outermost, so that also unexpected errors pass it."""
    app = FastAPI(
        title="Sagareel",
        version="1",
        summary="A script becomes a film.",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        openapi_tags=TAGS,
    )
    app.state.house = house
    problems.install(app)
    for router in (sequences.router, prompts.router, catalogue.router, keys.router, media.router, previews.router, pages.router):
        app.include_router(router)
    return Boundary(app)
