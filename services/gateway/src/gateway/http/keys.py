"""The keys that a tenant brings for its own accounts at vendors: set, listed without being shown, removed."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from contracts.catalogue.reaching import KEYS
from gateway.house import House, house_of
from gateway.http.bodies import parse_json, read_body
from gateway.http.callers import KeyWriter, Reader
from gateway.http.problems import Problem, json_response
from gateway.ports import KeptKey, VendorKeys

router = APIRouter(prefix="/v1/keys", tags=["keys"])

Parts = Annotated[House, Depends(house_of)]

KEEPS_NONE = Problem(
    409, "keeps_no_keys", "This installation keeps no keys of its tenants. Its operator lets it by setting SAGAREEL_MASTER_KEYS."
)


class NewKey(BaseModel):
    """A key for the tenant's own account at a vendor."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    key: SecretStr = Field(
        description="As the vendor gave it: 8 to 512 printable ASCII characters.", json_schema_extra={"writeOnly": True}
    )


_BODY = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": NewKey.model_json_schema()}}},
}


@router.get("")
async def list_keys(house: Parts, caller: Reader) -> Response:
    """Your own keys, without the keys: vendor, fingerprint, since when; and for which vendors you can set one."""
    kept = await house.keys.of_tenant(caller.tenant) if house.keys else []
    return json_response({"keys": [_shown(key) for key in kept], "vendors": sorted(KEYS) if house.keys else []})


@router.put("/{vendor}", openapi_extra=_BODY)
async def set_key(vendor: str, request: Request, house: Parts, caller: KeyWriter) -> Response:
    """Set the key of your own account at a vendor, or put another in its place. It is never shown again.

    From now on, what your films ask of this vendor is asked and paid with it.
    """
    keys = _kept_by(house, vendor)
    return json_response(_shown(await keys.set(caller.tenant, vendor, await _read(request))))


@router.delete("/{vendor}", status_code=204)
async def remove_key(vendor: str, house: Parts, caller: KeyWriter) -> Response:
    """Remove your key: nothing new is asked with it. What was asked with it before is still waited for."""
    await _kept_by(house, vendor).remove(caller.tenant, vendor)
    return Response(status_code=204)


def _kept_by(house: House, vendor: str) -> VendorKeys:
    if house.keys is None:
        raise KEEPS_NONE
    if vendor not in KEYS:
        raise Problem(404, "unknown_vendor", f"There is no vendor of this name. Keys are set for {', '.join(sorted(KEYS))}.")
    return house.keys


async def _read(request: Request) -> str:
    """The key of a request; nothing that is told of a wrong one shows it."""
    try:
        key = NewKey.model_validate(parse_json(await read_body(request))).key.get_secret_value()
    except ValidationError:  # its own words would show what was sent, also where it was sent as the name of a field
        raise Problem(422, "invalid_request", 'Send {"key": "…"} and nothing else; the key is a text.') from None
    if not (8 <= len(key) <= 512 and key.isascii() and key.isprintable() and " " not in key):
        raise Problem(422, "invalid_key", "A key has 8 to 512 printable ASCII characters and no spaces.")
    return key


def _shown(key: KeptKey) -> dict[str, Any]:
    return {"vendor": key.vendor, "fingerprint": key.fingerprint, "set_at": key.set_at.isoformat()}
