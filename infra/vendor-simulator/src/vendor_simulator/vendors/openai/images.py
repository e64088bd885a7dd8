"""`POST /v1/images/generations` (JSON) and `/v1/images/edits` (multipart): always base64, never a URL."""

import base64
import re
import time
from collections.abc import Awaitable
from typing import Any

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.dice import Strikes
from vendor_simulator.media.recipes import Picture, PictureForm, hue_of
from vendor_simulator.texts import tokens
from vendor_simulator.vendors.openai.errors import IMAGE_MODELS, error, fault, unknown_model
from vendor_simulator.world import World, new_id

MOST_IMAGES, MOST_INPUTS = 10, 16
FORMS: dict[str, PictureForm] = {"png": "png", "jpeg": "jpeg", "webp": "webp"}


def answer(call: Call, world: World, strikes: Strikes) -> Awaitable[Answer] | None:
    """The answer, or None when the call is not for this module."""
    if call.method == "POST" and call.path == "/v1/images/generations":
        return _generate(call, world, strikes)
    if call.method == "POST" and call.path == "/v1/images/edits":
        return _edit(call, world, strikes)
    return None


async def _generate(call: Call, world: World, strikes: Strikes) -> Answer:
    try:
        body = call.json()
    except ValueError:
        return error(400, "We could not parse the JSON body of your request.")
    return await _made(call, world, strikes, body)


async def _edit(call: Call, world: World, strikes: Strikes) -> Answer:
    form = call.form()
    images = [upload for upload in form.files if upload.field in ("image", "image[]")]
    if not images:
        return error(400, "Missing required parameter: 'image'.", code="missing_required_parameter", param="image")
    if len(images) > MOST_INPUTS:
        return error(400, f"At most {MOST_INPUTS} images can be given.", code="array_above_max_length", param="image")
    for upload in images:
        if not upload.content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"RIFF")):
            return error(400, "Invalid image file or mode.", code="invalid_image_file", param="image")
    body: dict[str, Any] = {name: values[0] for name, values in form.fields.items()}
    if "n" in body:
        body["n"] = int(body["n"])
    return await _made(call, world, strikes, body)


async def _made(call: Call, world: World, strikes: Strikes, body: dict[str, Any]) -> Answer:
    wrong = unknown_model(body.get("model"), IMAGE_MODELS) or _wrong(body)
    if wrong is not None:
        return wrong
    if strikes.wire is not None and strikes.refused:
        return fault(strikes.wire, call)
    count = body.get("n") or 1
    width, height = _size(body.get("size") or "auto")
    form = FORMS[body.get("output_format") or "png"]
    request_id = new_id("req_")
    world.paid.pay(call, request_id, body["model"], {"image": count})
    picture = await world.shelf.bytes_of(Picture(width, height, hue_of(body["prompt"]), form))
    encoded = base64.b64encode(picture).decode()
    told = {"created": int(time.time()), "data": [{"b64_json": encoded} for _ in range(count)], "size": f"{width}x{height}"}
    spent = {"input_tokens": tokens(body["prompt"]), "output_tokens": 1000 * count}
    spent["total_tokens"] = sum(spent.values())
    usage = {**spent, "input_tokens_details": {"image_tokens": 0, "text_tokens": spent["input_tokens"]}}
    quality = body.get("quality") or "auto"
    told |= {"background": "opaque", "output_format": form, "quality": "high" if quality == "auto" else quality, "usage": usage}
    return as_json(told, 200, {"x-request-id": request_id})


def _wrong(body: dict[str, Any]) -> Answer | None:
    if not body.get("prompt"):
        return error(400, "Missing required parameter: 'prompt'.", code="missing_required_parameter", param="prompt")
    if len(body["prompt"]) > 32_000:
        return error(400, "Invalid 'prompt': string too long.", code="string_above_max_length", param="prompt")
    if "response_format" in body:
        return error(400, "Unknown parameter: 'response_format'.", code="unknown_parameter", param="response_format")
    if not 1 <= (body.get("n") or 1) <= MOST_IMAGES:
        return error(400, f"Invalid 'n': must be between 1 and {MOST_IMAGES}.", code="integer_out_of_range", param="n")
    if (body.get("output_format") or "png") not in FORMS:
        return error(400, "Invalid value for 'output_format'.", code="invalid_value", param="output_format")
    try:
        _size(body.get("size") or "auto")
    except ValueError as problem:
        return error(400, f"Invalid size {body['size']!r}: {problem}", code="invalid_value", param="size")
    return None


def _size(told: str) -> tuple[int, int]:
    """Width and height.

    Raises ValueError for a size that no model makes.
    """
    if told == "auto":
        return 1024, 1024
    found = re.fullmatch(r"(\d+)x(\d+)", told)
    if found is None:
        raise ValueError("it must be WIDTHxHEIGHT")
    width, height = int(found[1]), int(found[2])
    if width % 16 or height % 16 or not (width and height):
        raise ValueError("width and height must be multiples of 16")
    if not 1 / 3 <= width / height <= 3:
        raise ValueError("the ratio must lie between 1:3 and 3:1")
    if max(width, height) > 3840 or width * height > 3840 * 2160:
        raise ValueError("it must not be larger than 3840x2160")
    return width, height
