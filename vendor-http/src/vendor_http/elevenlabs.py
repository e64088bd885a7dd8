"""elevenlabs by its documented HTTP: one request, one answer, and the history in which lost speech is found again."""

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx

from chassis.admission.ports import OPEN, Gate
from chassis.errors import Busy, JobError, Refused, Unsure
from vendor_http.answers import as_object, busy, denied, exhausted, said, unsent
from vendor_http.asked import Intent
from vendor_http.bounds import MEDIA, Bounds, client
from vendor_http.hosts import REAL
from vendor_http.leaving import LEAVES, soon
from vendor_http.looks import looked_for
from vendor_http.paths import at
from vendor_http.series import Part

SKEW = 120.0
"""Seconds that elevenlabs' clock may differ from ours."""
LATEST = 1e11
"""Seconds since 1970 that can be a time."""
MOST_PAGES = 20
FORMAT = "opus_48000_128"
"""The film's sample rate, on every plan."""
CONTENT = frozenset({"bad_prompt", "content_against_policy", "bad_composition_plan"})
"""With whatever 4xx they come: 403 is no word about the key then."""
GIVEN = {"audio": ("audio/",), "json": ("application/json",), "zip": ("application/zip", "application/octet-stream")}


@dataclass(frozen=True, slots=True)
class Account:
    """A key, the host, and how patient we are, in seconds."""

    key: str = field(repr=False)
    host: str = REAL.elevenlabs
    settles: float = 30.0
    """How long after an intent speech that is not in the history was surely never made."""
    timeout: float = 240.0
    leaves: float = LEAVES
    """How long after its intent a request may still leave us; far less than `settles`."""
    bounds: Bounds = MEDIA


class Api:
    """One account's calls, and the gate that every request passes."""

    def __init__(self, account: Account, gate: Gate = OPEN) -> None:
        self._account = account
        self.gate = gate
        self._http = client(account.bounds, account.timeout)

    async def ask(self, part: Part) -> bytes:
        """Send a request that is paid for; only Unsure leaves open whether it took effect."""
        headers = {**self._headers(), "X-Work": part.label}
        try:
            leaving = soon(part.since, self._account.leaves)
            url = f"{self._account.host}/{part.endpoint}"
            response = await self._http.post(url, headers=headers, extensions=leaving, **_body(part))
        except httpx.HTTPError as error:
            raise unsent("elevenlabs", error) from None
        if response.status_code != 200:
            raise _failed(response, part)
        media = response.headers.get("content-type", "").partition(";")[0]
        if not media.startswith(GIVEN[part.gives]) or (part.gives == "json" and not _holds(response, part)):
            raise Unsure("elevenlabs took a request, and its answer cannot be read.", code="vendor_unsure")
        return response.content

    async def spoken(self, part: Part, intent: Intent) -> bytes | None:
        """Speech whose answer was lost, in the form of the answer; None when it was surely never made.

        Raises Busy while it may still appear, Unsure when the history cannot be read.
        """
        return await looked_for(partial(self._spoken, part, intent), self._account.settles)

    async def _spoken(self, part: Part, intent: Intent) -> bytes | None:
        after = ""
        for _ in range(MOST_PAGES):
            told = await self._read("v1/history", page_size="100", **({"start_after_history_item_id": after} if after else {}))
            items = _listed(told, "history")
            recent = [item for item in items if _made_at(item) >= intent.since - SKEW]
            for item in recent:
                if not _is_told(item, "history_item_id"):
                    raise _unread()
                if _is(item, part):
                    return await self._again(item)
            if len(recent) < len(items) or not told.get("has_more"):
                self._settled(intent)
                return None
            after = str(told.get("last_history_item_id") or "")
            if not after:
                break
        raise Unsure("elevenlabs' history is too long to find out whether it has this speech.", code="vendor_unsure")

    async def cloned(self, part: Part, intent: Intent) -> bytes | None:
        """A voice whose answer was lost, by the name that only this job gives; None when it was surely never made.

        Raises Busy while it may still appear, Unsure when the voices cannot be read.
        """
        return await looked_for(partial(self._cloned, part, intent), self._account.settles)

    async def _cloned(self, part: Part, intent: Intent) -> bytes | None:
        name = str(part.arguments["name"])
        told = await self._read("v2/voices", search=name, page_size="100")
        for voice in _listed(told, "voices"):
            if not _is_told(voice, "voice_id", "name"):
                raise _unread()
            if voice["name"] == name:
                return json.dumps({"voice_id": voice["voice_id"], "requires_verification": False}).encode()
        self._settled(intent)
        return None

    def _settled(self, intent: Intent) -> None:
        rest = intent.since + self._account.settles - time.time()
        if rest > 0:
            sentence = "elevenlabs may have made this already; it is looked for before it is asked again."
            raise Busy(sentence, retry_after=rest + 0.1)

    async def _again(self, item: Mapping[str, Any]) -> bytes:
        id_ = item.get("history_item_id")
        try:
            response = await self._http.get(f"{self._account.host}/v1/history/{id_}/audio", headers=self._headers())
        except httpx.HTTPError:
            raise _unread() from None
        if response.status_code == 429:
            raise busy("elevenlabs", response)
        if response.status_code != 200:
            raise _unread()
        audio = base64.b64encode(response.content).decode()
        return json.dumps({"audio_base64": audio, "alignment": at(item, "alignments.alignment")}).encode()

    async def _read(self, path: str, **query: str) -> dict[str, Any]:
        try:
            response = await self._http.get(f"{self._account.host}/{path}", params=query, headers=self._headers())
        except httpx.HTTPError:
            raise _unread() from None
        if response.status_code == 429:
            raise busy("elevenlabs", response)
        told = as_object(response)
        if response.status_code != 200 or told is None:
            raise _unread()
        return told

    def _headers(self) -> dict[str, str]:
        return {"xi-api-key": self._account.key}


def _listed(told: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """What a list holds. An answer without one proves that something is wrong, not that nothing is there: raises Unsure."""
    if not isinstance(told.get(name), list) or not all(isinstance(item, dict) for item in told[name]):
        raise _unread()
    return list(told[name])


def _is_told(item: Mapping[str, Any], *names: str) -> bool:
    """Whether it can be told what this is: what cannot may be what is looked for."""
    return all(isinstance(item.get(name), str) and item[name] for name in names)


def _holds(response: httpx.Response, part: Part) -> bool:
    told = as_object(response)
    return told is not None and (not part.holds or _is_told(told, part.holds))


def _unread() -> Unsure:
    return Unsure("elevenlabs' history could not be read.", code="vendor_unsure")


def _body(part: Part) -> dict[str, Any]:
    """A request's query and body: JSON, or a form where files go along."""
    query = {} if part.files and part.gives != "audio" else {"output_format": FORMAT}
    if not part.files:
        return {"params": query, "json": dict(part.arguments)}
    fields = {name: value if isinstance(value, str) else json.dumps(value) for name, value in part.arguments.items()}
    files = [(file.name, (file.file_name, file.content, file.media_type)) for file in part.files]
    return {"params": query, "data": fields, "files": files}


def _made_at(item: Mapping[str, Any]) -> float:
    """When it was made; a time that cannot be read counts as just now."""
    made = item.get("date_unix")
    return float(made) if isinstance(made, int | float) and 0 < made < LATEST else time.time()


def _is(item: Mapping[str, Any], part: Part) -> bool:
    if item.get("model_id") != part.arguments["model_id"]:
        return False
    if "inputs" in part.arguments:
        spoken = [(line.get("voice_id"), line.get("text")) for line in item.get("dialogue") or () if isinstance(line, dict)]
        return spoken == [(line["voice_id"], line["text"]) for line in part.arguments["inputs"]]
    return (
        part.endpoint == f"v1/text-to-speech/{item.get('voice_id')}/with-timestamps"
        and item.get("text") == part.arguments["text"]
    )


def _failed(response: httpx.Response, part: Part) -> JobError:
    told = as_object(response) or {}
    status, message = at(told, "detail.status"), said(at(told, "detail.message") or at(told, "detail.0.msg"))
    code = response.status_code
    if code == 429:
        return busy("elevenlabs", response)
    if status == "quota_exceeded" or code == 402:
        return exhausted("elevenlabs")
    if code < 400 or code >= 500 or code == 408:
        return Unsure(f"elevenlabs answers with {code}, which does not tell whether it did its work.", code="vendor_unsure")
    if status in CONTENT:
        who = f"{part.arguments.get('model_id', part.endpoint)} of elevenlabs"
        return Refused(f"{who} refuses {_asked(part)}: {message}", code="content_refused")
    if code in (401, 403):
        return denied("elevenlabs", "ELEVENLABS_API_KEY")
    return Refused(f"elevenlabs does not accept the request: {message}", code="vendor_rejected")


def _asked(part: Part) -> str:
    """What was told, as far as it fits into a sentence."""
    inputs = part.arguments.get("inputs")
    told = " ".join(str(one.get("text")) for one in inputs) if isinstance(inputs, list) else part.arguments.get("text")
    words = str(told or part.arguments.get("prompt") or "")
    return f"the text {words[:80]!r}" if words else "the recording"
