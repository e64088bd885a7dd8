"""fal's storage: upload tokens, files, uploads in parts, and the media that models made."""

import json
from typing import Any

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.media.recipes import Bytes, media_type
from vendor_simulator.vendors.fal.errors import error
from vendor_simulator.world import World, new_id

FAR_AWAY = "2099-01-01T00:00:00Z"


def answer(call: Call, world: World, host: str, rest: str) -> Answer:
    """What `rest.fal.ai` and the CDN answer."""
    if host == "rest":
        return _rest(call, rest)
    if not call.headers.get("authorization", "").startswith("Bearer "):
        return error(401, "The upload needs a token.")
    if call.method == "POST" and rest == "files/upload":
        return as_json({"access_url": _stored(call, world)})
    if call.method == "POST" and rest == "files/upload/multipart":
        name = new_id("up")
        world.parts[name] = (call.headers.get("content-type", ""), {})
        return as_json({"access_url": f"{call.base}/fal/cdn/files/{name}", "uploadId": name})
    parts = rest.split("/")
    if len(parts) >= 4 and parts[0] == "files" and parts[2] == "multipart" and parts[1] in world.parts:
        return _part(call, world, parts)
    return error(404, "Not found")


def _rest(call: Call, rest: str) -> Answer:
    if call.method == "POST" and rest == "storage/auth/token":
        base = f"{call.base}/fal/cdn"
        return as_json({"token": new_id("tok_"), "token_type": "Bearer", "base_url": base, "expires_at": FAR_AWAY})
    return error(404, "Not found")


def _stored(call: Call, world: World) -> str:
    """Keep an upload for as long as it asks to live."""
    lifecycle = json.loads(call.headers.get("x-fal-object-lifecycle") or "{}") or {}
    lives = lifecycle.get("expiration_duration_seconds") or 10 * 365 * 86_400
    kind = call.headers.get("content-type", "application/octet-stream")
    return f"{call.base}/fal/media/{world.shelf.put(Bytes(call.body, kind), float(lives))}"


def _part(call: Call, world: World, parts: list[str]) -> Answer:
    name = parts[1]
    kind, received = world.parts[name]
    if parts[-1] == "complete":
        content = b"".join(received[number] for number in sorted(received))
        stored = world.shelf.put(Bytes(content, kind), 10 * 365 * 86_400)
        del world.parts[name]
        return as_json({"access_url": f"{call.base}/fal/media/{stored}"})
    received[int(parts[-1])] = call.body
    return Answer(200, b"{}", headers={"ETag": f'"{len(call.body)}"'})


async def media(call: Call, world: World, name: str) -> Answer:
    """A file, while it lives; parts of it when a range is asked for."""
    recipe = world.shelf.get(name)
    if recipe is None:
        return error(404, "File not found")
    content = await world.shelf.bytes_of(recipe)
    headers: dict[str, Any] = {"Cache-Control": "public, max-age=31536000", "Accept-Ranges": "bytes"}
    return Answer(200, b"" if call.method == "HEAD" else content, media_type(recipe), headers)
