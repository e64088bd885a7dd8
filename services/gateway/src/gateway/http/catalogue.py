"""What can be chosen: models and styles, straight from the catalogue that the services work by."""

from fastapi import APIRouter
from fastapi.responses import Response

from contracts import catalogue
from contracts.catalogue import ModelKind
from gateway.http.callers import Reader
from gateway.http.problems import json_response

router = APIRouter(prefix="/v1", tags=["catalogue"])


@router.get("/models")
async def list_models(_: Reader, kind: ModelKind | None = None) -> Response:
    """The models, of one kind of work or all: what they accept, their limits, what they cost, when they retire."""
    shown = [model.model_dump(mode="json", exclude={"public", "routes"}) for model in catalogue.models(kind)]
    return json_response({"models": shown})


@router.get("/styles")
async def list_styles(_: Reader) -> Response:
    """The styles of pictures."""
    return json_response({"styles": [style.model_dump(mode="json") for style in catalogue.styles()]})
