"""What fal's models take and give, as data; a new model is a line in `endpoints.json`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from vendor_simulator.media.recipes import Clip, Codec, Picture, PictureForm, Recipe, Sound, hue_of

SIZES = {
    "square_hd": (1024, 1024), "square": (512, 512), "portrait_4_3": (768, 1024), "portrait_16_9": (576, 1024),
    "landscape_4_3": (1024, 768), "landscape_16_9": (1024, 576),
}  # fmt: skip
LONGEST_PROMPT = 50_000
EDGE = {"0.5K": 512, "1K": 1024, "2K": 2048, "4K": 4096}
Problem = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model's endpoint."""

    name: str
    gives: str
    needs: tuple[str, ...]
    takes: dict[str, Any]
    seconds: float
    codec: Codec


@cache
def endpoints() -> dict[str, Endpoint]:
    """All endpoints by name."""
    data = json.loads((files("vendor_simulator.vendors.fal") / "endpoints.json").read_text())
    ratios = data["ratios"]
    return {
        name: Endpoint(
            name,
            told["gives"],
            tuple(told["needs"]),
            {field: ratios if values == "ratios" else values for field, values in told.get("takes", {}).items()},
            told.get("seconds", 10.0),
            told.get("codec", "mp3"),
        )
        for name, told in data["endpoints"].items()
    }


def problems(endpoint: Endpoint, given: Any) -> Iterator[Problem]:
    """What is wrong with the arguments, in the form of fal's errors. Unknown arguments are ignored, as fal does."""
    if not isinstance(given, dict):
        yield _problem((), "Input should be a valid dictionary", "model_attributes_type", given)
        return
    for name in endpoint.needs:
        if given.get(name) in (None, "", []):
            yield _problem((name,), "Field required", "missing", given)
    for name, value in given.items():
        if value is None:
            continue
        if name == "prompt" and (not isinstance(value, str) or len(value) > LONGEST_PROMPT):
            yield _problem((name,), f"String should have at most {LONGEST_PROMPT} characters", "string_too_long", value)
        if name.endswith("_url") and not _is_url(value):
            yield _problem((name,), "Input should be a valid URL", "file_download_error", value)
        if name.endswith("_urls"):
            yield from _list_problems(name, value, endpoint.takes.get(name, 1))
        elif name in endpoint.takes:
            yield from _value_problems(name, value, endpoint.takes[name])


def _list_problems(name: str, value: Any, most: int) -> Iterator[Problem]:
    if not isinstance(value, list) or not all(_is_url(url) for url in value):
        yield _problem((name,), "Input should be a list of valid URLs", "file_download_error", value)
    elif len(value) > most:
        yield _problem((name,), f"List should have at most {most} items after validation", "too_long", value)


def _value_problems(name: str, value: Any, allowed: Any) -> Iterator[Problem]:
    if allowed == "size":
        if not _is_size(value):
            yield _problem((name,), "Input should be a preset or a width and height up to 4096", "value_error", value)
    elif allowed == "flag":
        if not isinstance(value, bool):
            yield _problem((name,), "Input should be a valid boolean", "bool_parsing", value)
    elif isinstance(allowed, str) and allowed[0].isdigit():
        if value not in [int(choice) for choice in allowed.split("|")]:
            yield _problem((name,), f"Input should be {allowed.replace('|', ', ')}", "literal_error", value)
    elif isinstance(allowed, list) and isinstance(allowed[0], str):
        if value not in allowed:
            yield _problem((name,), f"Input should be {', '.join(repr(choice) for choice in allowed)}", "literal_error", value)
    elif isinstance(allowed, list) and not _is_between(value, allowed):
        yield _problem((name,), f"Input should be between {allowed[0]} and {allowed[1]}", "less_than_equal", value)


def _problem(place: tuple[str, ...], message: str, type_: str, value: Any) -> Problem:
    told = value if not isinstance(value, str) or len(value) < 200 else value[:200]
    return {"loc": ["body", *place], "msg": message, "type": type_, "url": f"https://docs.fal.ai/errors#{type_}", "input": told}


def _is_size(value: Any) -> bool:
    if isinstance(value, dict):
        return min(_sides(value)) >= 64 and max(_sides(value)) <= 4096
    return isinstance(value, str) and value in SIZES


def _is_between(value: Any, allowed: list[float]) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and allowed[0] <= value <= allowed[1]


def _is_url(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://", "data:"))


def _sides(size: dict[str, Any]) -> tuple[int, int]:
    return int(size.get("width", 0)), int(size.get("height", 0))


def picture_size(given: dict[str, Any]) -> tuple[int, int]:
    """Width and height of a picture."""
    told = given.get("image_size")
    if isinstance(told, dict):
        return _sides(told)
    if isinstance(told, str):
        return SIZES[told]
    edge = EDGE.get(str(given.get("resolution", "1K")).upper(), 1024)
    across, down = _ratio(given.get("aspect_ratio"), "1:1")
    scale = edge / max(across, down)
    return round(across * scale / 16) * 16, round(down * scale / 16) * 16


def _ratio(told: Any, otherwise: str) -> tuple[int, int]:
    across, _, down = (otherwise if told in (None, "auto") else str(told)).partition(":")
    return int(across), int(down)


def recipes(endpoint: Endpoint, given: dict[str, Any]) -> list[Recipe]:
    """The media that an endpoint makes of its arguments."""
    hue = hue_of(f"{given.get('prompt', '')}{given.get('seed', '')}")
    if endpoint.gives == "images":
        width, height = picture_size(given)
        form: PictureForm = given.get("output_format") or "png"
        return [Picture(width, height, (hue + number) % 6, form) for number in range(given.get("num_images") or 1)]
    seconds = _seconds(endpoint, given)
    if endpoint.gives == "video":
        across, down = _ratio(given.get("aspect_ratio"), "16:9")
        return [Clip(640 * across // max(across, down), 640 * down // max(across, down), seconds, hue)]
    return [Sound(seconds, hue, given.get("output_format") or endpoint.codec, 44100, 128, 2)]


def _seconds(endpoint: Endpoint, given: dict[str, Any]) -> float:
    if given.get("music_length_ms"):
        return float(given["music_length_ms"]) / 1000
    told = given.get("duration") or given.get("seconds_total")
    if told in (None, "auto"):
        return 5.0 if endpoint.gives == "video" else endpoint.seconds
    return float(str(told).removesuffix("s"))
