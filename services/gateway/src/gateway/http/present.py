"""Films as they are shown: the one representation that GET, lists, streams and the command line share."""

import json
import re
import time
import unicodedata
from typing import Any

import orjson

from contracts.assembly import Film
from contracts.base import MediaRef
from gateway.domain.continuing import hindrance
from gateway.domain.happenings import ENDED, STAGES, ahead_of, stage_of
from gateway.domain.signing import Signer, expiry
from gateway.repository.reads import FilmRow

LINK_LIFETIME = 3600
"""Seconds that a link to a medium is good for, at least."""

TILES = "tiles.jpg"
"""What a film's thumbnails call the picture that they are parts of."""

_COMPLETED = {"completed", "completed_with_stand_ins"}


def shown(row: FilmRow, sign: Signer) -> dict[str, Any]:
    """A film as clients see it."""
    request = json.loads(row.request)
    source = request.get("source", {})
    return {
        "id": row.sequence,
        "state": "cancelling" if row.cancel_asked and row.state not in ENDED else row.state,
        "ended": row.state in ENDED,
        "title": row.title,
        "source": {"kind": source.get("kind"), "url": source.get("url")},
        "request": {k: v for k, v in request.items() if k != "source"},
        "created_at": row.created_at.isoformat(),
        "updated_at": row.updated_at.isoformat(),
        "stages": _stages(row),
        "scenes": {"done": row.scenes if row.state in _COMPLETED else row.scenes_done, "total": row.scenes},
        "frames": row.frames,
        "stand_ins": row.stand_ins,
        "failure": json.loads(row.failure) if row.failure else None,
        "cost_micros": row.cost,
        "stop_at": row.stop_at,
        "continues": row.continues,
        "continuable": hindrance(row.state, row.stop_at, ordered_here=bool(source)) is None,
        "film": _film(row, sign) if row.film else None,
        "preview": None if row.state in ENDED else _preview(row, sign),
        "last_event": row.last_event,
        "links": links(row.sequence),
    }


def links(sequence: str) -> dict[str, str]:
    """Where a film is looked at, followed, stopped and continued, and where its prompts are read."""
    here = f"/v1/sequences/{sequence}"
    more = {name: f"{here}/{name}" for name in ("events", "cancel", "continue", "prompts")}
    return {"self": here, **more}


def ordered(sequence: str, title: str) -> str:
    """The answer to an order, as it is kept for repeated requests."""
    answer = {"id": sequence, "state": "queued", "ended": False, "title": title, "links": links(sequence)}
    return orjson.dumps(answer).decode()


def _stages(row: FilmRow) -> list[dict[str, Any]]:
    """Steps done of each stage; `partial` is how much of one step the running ones have done together."""
    running: dict[int, list[dict[str, Any]]] = {}
    for step in row.running:
        number = stage_of(step["step"])
        if number is not None:
            ahead = ahead_of(step["position"])
            running.setdefault(number, []).append(step if ahead is None else {**step, "position": 0, "ahead": ahead})
    stages = []
    for number, stage in enumerate(STAGES):
        total = row.totals[number]
        done = total if row.state in _COMPLETED else min(row.done[number], total) if row.planned else row.done[number]
        steps = [] if row.state in ENDED else running.get(number, [])
        partial = sum(min(s["position"] / s["total"], 1.0) for s in steps)
        stages.append({"stage": stage, "done": done, "total": max(total, done), "partial": round(partial, 3), "running": steps})
    return stages


def _film(row: FilmRow, sign: Signer) -> dict[str, Any]:
    assert row.film is not None
    film = Film.model_validate_json(row.film, extra="ignore")
    name = file_name(row.title)
    ends = expiry(time.time(), LINK_LIFETIME)

    def link(ref: MediaRef, suffix: str, beside: dict[str, MediaRef] | None = None) -> str:
        return media_link(sign, row.tenant, ref, name + suffix, ends, beside)

    mp4 = link(film.mp4, ".mp4")
    return {
        "mp4": mp4,
        "download": f"{mp4}?download=1",
        "poster": link(film.poster, "-poster" + _extension(film.poster)),
        "srt": link(film.srt, ".srt"),
        "vtt": link(film.vtt, ".vtt"),
        "chapters": link(film.chapters, "-chapters" + _extension(film.chapters)),
        "tiles": link(film.tiles, "-tiles.jpg") if film.tiles else None,
        "thumbnails": link(film.thumbnails, "-thumbnails.vtt", {TILES: film.tiles}) if film.thumbnails and film.tiles else None,
        "frames": film.frames,
        "seconds": film.seconds,
        "bytes": film.mp4.size,
        "sha256": film.mp4.sha256,
        "links_end_at": ends,
    }


def _preview(row: FilmRow, sign: Signer) -> str:
    """Where the film can be watched while it is being made, as soon as something of it can."""
    claims = {"t": row.tenant, "q": row.sequence, "exp": expiry(time.time(), LINK_LIFETIME)}
    return f"/v1/previews/{sign.seal('preview', claims)}/preview.m3u8"


def media_link(sign: Signer, tenant: str, ref: MediaRef, name: str, ends: int, beside: dict[str, MediaRef] | None = None) -> str:
    """A link that shows one medium to whoever holds it, until it ends; and those that the medium names as lying `beside` it."""
    claims = _claims(ref) | {"t": tenant, "exp": ends}
    if beside:
        claims["x"] = {name: _claims(other) for name, other in beside.items()}
    return f"/v1/media/{sign.seal('media', claims)}/{name}"


def _claims(ref: MediaRef) -> dict[str, Any]:
    return {"b": ref.bucket, "k": ref.key, "h": ref.sha256, "s": ref.size, "m": ref.media_type}


def file_name(title: str) -> str:
    """A title as the stem of a file name: letters, digits and hyphens only."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()[:60] or "film"


def _extension(ref: MediaRef) -> str:
    _, dot, extension = ref.key.rpartition(".")
    return dot + extension if extension.isalnum() and len(extension) < 6 else ""
