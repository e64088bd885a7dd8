"""The prompts of a film: what models were told for its steps, and what had to be tried where one refused."""

import re
import time
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from contracts.base import MediaRef
from gateway.domain.happenings import STAGES, stage_of
from gateway.domain.signing import Signer, expiry
from gateway.house import House, house_of
from gateway.http.callers import Reader
from gateway.http.films import film_of
from gateway.http.present import LINK_LIFETIME, file_name, media_link
from gateway.http.problems import json_response
from gateway.repository import climbs, prompts

router = APIRouter(prefix="/v1/sequences", tags=["films"])


@router.get("/{sequence}/prompts")
async def list_prompts(sequence: str, house: Annotated[House, Depends(house_of)], caller: Reader) -> Response:
    """What models were told for a film, in the order of its making; `text` is a link to the words, and null where there are none.

    `rungs` tells what was tried after a refusal. Empty for local models.
    """
    film, pool = await film_of(house, caller, sequence), house.host.pool()
    found = await prompts.of_film(pool, caller.tenant, sequence)
    climbed = await climbs.of_film(pool, caller.tenant, sequence)
    steps = sorted({*found, *climbed}, key=_order)
    sign = house.keeper.sign
    told = [{**_shown(step, found.get(step), caller.tenant, sign), "rungs": climbed.get(step, [])} for step in steps]
    return json_response({"id": sequence, "title": film.title, "prompts": told})


def _order(step: str) -> tuple[int, list[str | int]]:
    """By stage, then by name with its numbers as numbers."""
    stage = stage_of(step)
    parts: list[str | int] = [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", step)]
    return (len(STAGES) if stage is None else stage, parts)


def _shown(step: str, ref: MediaRef | None, tenant: str, sign: Signer) -> dict[str, Any]:
    stage = stage_of(step)
    if ref is None:
        return {"step": step, "stage": None if stage is None else STAGES[stage], "text": None, "bytes": 0}
    link = media_link(sign, tenant, ref, f"{file_name(step)}-prompt.txt", expiry(time.time(), LINK_LIFETIME))
    return {"step": step, "stage": None if stage is None else STAGES[stage], "text": link, "bytes": ref.size}
