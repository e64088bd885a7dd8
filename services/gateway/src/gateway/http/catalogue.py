"""What can be chosen: models and styles, straight from the catalogue that the services work by."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from contracts import catalogue
from contracts.catalogue import Model, ModelKind
from contracts.catalogue.reaching import missing_keys
from gateway.domain.choosing import unavailable
from gateway.house import House, house_of
from gateway.http.callers import Reader
from gateway.http.problems import json_response

router = APIRouter(prefix="/v1", tags=["catalogue"])


@router.get("/models")
async def list_models(caller: Reader, house: Annotated[House, Depends(house_of)], kind: ModelKind | None = None) -> Response:
    """The models, of one kind of work or all: what they accept, their limits, what they cost, when they retire, and whether they
    can be chosen here."""
    vendors = (await house.settings_of(caller.tenant)).vendors
    return json_response({"models": [_shown(model, vendors) for model in catalogue.models(kind)]})


def _shown(model: Model, vendors: frozenset[str]) -> dict[str, Any]:
    lacking = unavailable(model, datetime.now(UTC).date(), vendors)
    told = model.model_dump(mode="json", exclude={"public", "routes", "dialect"})
    keys = list(missing_keys(model, model.kind, vendors))
    return {**told, "available": lacking is None, "lacks": lacking or "", "missing_keys": keys}


@router.get("/styles")
async def list_styles(_: Reader) -> Response:
    """The styles of pictures."""
    return json_response({"styles": [style.model_dump(mode="json") for style in catalogue.styles()]})
