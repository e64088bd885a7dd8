"""Bodies as they are accepted: read within limits, parsed strictly, every fault named at once."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Self, TypeVar, cast

from fastapi import Request
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictInt,
    StrictStr,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from chassis.errors import Invalid
from chassis.urlguard import STRICT, spelled_right
from contracts import catalogue
from contracts.base import Failover
from contracts.catalogue import ModelKind
from contracts.form import Form, Resolution, Subtitles, VideoCodec
from contracts.requests import FilmRequest, Models, Source, Stage
from contracts.storyboard import FrameRate, Ratio, TransitionChoice
from gateway.domain.choosing import Wanted, fitting
from gateway.domain.durations import seconds_of
from gateway.domain.faults import Detail, Unacceptable
from gateway.domain.source import read_text, short_title
from gateway.http.problems import Problem
from gateway.orders import Order
from gateway.settings import Settings

T = TypeVar("T")

PATIENCE = 30
"""Seconds in which a body has to arrive."""

MOST_DIGITS = 100
"""Of a whole number in a body; no field takes one of twenty."""

_BRANCHES = ("int", "str")
"""Parts of an error's place that name a type and not a field."""


def _rule(check: Callable[[Any], object]) -> AfterValidator:
    """A domain rule as a validator, so that its fault is told together with all others."""

    def validate(value: Any) -> Any:
        if value is not None:
            _told(lambda: check(value))
        return value

    return AfterValidator(validate)


def _told(check: Callable[[], T]) -> T:
    try:
        return check()
    except Unacceptable as fault:
        raise PydanticCustomError(fault.code, "{sentence}", {"sentence": fault.message}) from None


def _address(value: str | None, info: ValidationInfo) -> str | None:
    """A first check of the spelling; who fetches it checks again, after DNS and on every redirect."""
    if value is not None:
        try:
            spelled_right(value, info.context.urls if info.context else STRICT)
        except Invalid as fault:
            raise PydanticCustomError("url_not_allowed", "{sentence}", {"sentence": fault.message}) from None
    return value


def _known_style(style: str) -> None:
    if style not in catalogue.all_styles():
        known = ", ".join(catalogue.all_styles())
        raise Unacceptable("unknown_style", f"There is no style of this name. Choose one of: {known}.")


def _fitting_models(chosen: dict[str, str], info: ValidationInfo) -> dict[str, str]:
    """The models' ids, if each can do what the fields before ask for."""
    _told(lambda: _known_kinds(chosen))
    text = info.data.get("text")
    wanted = Wanted(
        on=datetime.now(UTC).date(),
        ratio=info.data.get("ratio"),
        style=info.data.get("style"),
        seconds=seconds_of(info.data.get("duration")),
        characters=len(text) if text else None,
        vendors=info.context.vendors if info.context else None,
    )
    return _told(lambda: {kind: fitting(cast("ModelKind", kind), name, wanted) for kind, name in chosen.items()})


def _known_kinds(chosen: dict[str, str]) -> None:
    if set(chosen) - set(Models.model_fields):
        raise Unacceptable("unknown_kind", f"Models are chosen for {', '.join(Models.model_fields)}.")


def _printable(title: str) -> None:
    if not title.isprintable():
        raise Unacceptable("invalid_title", "The title holds line breaks or control characters.")


Address = Annotated[StrictStr | None, AfterValidator(_address)]


class NewSequence(BaseModel):
    """A film to make: from `text` (an idea in one line, or a screenplay whose words are kept) or from the page at `url`."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[StrictStr | None, _rule(read_text)] = Field(
        default=None, description="An idea in one line, or a screenplay: Fountain, Final Draft FDX or plain prose."
    )
    url: Address = Field(default=None, description="A public https page whose text becomes the material.")
    title: Annotated[StrictStr, _rule(_printable)] = Field(
        default="", max_length=120, description="A name for the film; otherwise the story's own."
    )
    duration: Annotated[StrictInt | StrictStr | None, _rule(seconds_of)] = Field(
        default=None,
        description="Wanted length, 5 to 600 seconds, or `30s`, `1m`, `1m30s`; without it a screenplay keeps its own length.",
    )
    ratio: Ratio = Field(default="16:9", description="Width to height.")
    style: Annotated[StrictStr, _rule(_known_style)] = Field(default="storybook", description="One of `GET /v1/styles`.")
    seed: StrictInt = Field(default=0, ge=0, lt=2**31, description="The same request and seed give the same film.")
    language: StrictStr = Field(
        default="en", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$", description="Language tag of the narration."
    )
    models: Annotated[dict[StrictStr, StrictStr], AfterValidator(_fitting_models)] = Field(
        default={}, description="Model per kind of work: see `GET /v1/models`."
    )
    codec: VideoCodec = Field(default="h264", description="How the picture is encoded; `h264` plays everywhere.")
    resolution: Resolution = Field(
        default="720p", description="The shorter side of a wide film; local pictures are drawn at 720p and enlarged."
    )
    transition: TransitionChoice = Field(
        default="auto", description="Between scenes wherever the script names no transition; `auto` goes by the drama."
    )
    fps: FrameRate = Field(default=24, description="Frames per second.")
    subtitles: Subtitles = Field(
        default="soft",
        description="A track that players show, `burned` into the picture, `both` or `none`; files are always made.",
    )
    failover: Failover = Field(
        default="never",
        description="What may take the place of a model that refuses or is away: `never` anything but a local stand-in, another "
        "`route` to the same model, or also an equivalent `model`. It is always told where it happened.",
    )
    webhook_url: Address = Field(default=None, description="Called (https) when the film has ended.")
    stop_at: Stage = Field(default="film", description="Stop after this stage; the film can be continued later.")

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.text is None) == (self.url is None):
            sentence = "Give either `text` (an idea or a screenplay) or `url` (a page)."
            raise PydanticCustomError("one_source", "{sentence}", {"sentence": sentence})
        return self


_LATER = ("stop_at", "codec", "resolution", "transition", "fps", "subtitles", "failover")
"""Fields that came after the first release."""


def order_of(new: NewSequence, tenant: str, idempotency_key: str | None) -> Order:
    """What a request orders."""
    text = read_text(new.text) if new.text is not None else None
    request = FilmRequest(
        source=Source(kind=text.kind) if text else Source(kind="url", url=new.url),
        duration=seconds_of(new.duration),
        ratio=new.ratio,
        style=new.style,
        seed=new.seed,
        language=new.language,
        models=Models(**new.models),
        webhook_url=new.webhook_url,
        form=Form(codec=new.codec, resolution=new.resolution, subtitles=new.subtitles),
        transition=new.transition,
        fps=new.fps,
        failover=new.failover,
    )
    usual = {name for name in _LATER if getattr(new, name) == NewSequence.model_fields[name].default}
    said = new.model_dump(exclude=usual)  # as releases without these took the fingerprint
    canonical = json.dumps(said, sort_keys=True).encode()
    title = new.title.strip() or (short_title(text.content) if text else "")
    fingerprint = hashlib.sha256(canonical).digest()
    return Order(tenant, request, text, title, fingerprint, idempotency_key, stop_at=new.stop_at)


async def read_new_sequence(request: Request, settings: Settings) -> NewSequence:
    """The body of a request for a film.

    Raises Problem when it is no JSON, Unacceptable with every fault when it is no film.
    """
    members = parse_json(await read_body(request))
    try:
        return NewSequence.model_validate(members, context=settings)
    except ValidationError as error:
        raise faults(error, NewSequence) from None


def parse_json(body: bytes) -> Any:
    """JSON as the standard has it: no repeated names, no NaN, not nested without end.

    Raises Problem with a sentence.
    """
    try:
        return json.loads(body.decode(), object_pairs_hook=_unrepeated, parse_constant=_no_constant, parse_int=_whole_number)
    except UnicodeDecodeError as error:
        raise Problem(400, "invalid_json", f"The body is not UTF-8 text (byte {error.start}).") from None
    except RecursionError:
        raise Problem(400, "invalid_json", "The JSON is nested too deeply.") from None
    except ValueError as error:
        raise Problem(400, "invalid_json", f"The body is not valid JSON: {str(error)[:200]}.") from None


async def read_body(request: Request) -> bytes:
    """The bytes of a JSON body.

    Raises Problem when they are said to be something else or do not arrive.
    """
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem(415, "unsupported_media_type", "Send the request as application/json; a screenplay goes into its `text`.")
    try:
        async with asyncio.timeout(PATIENCE):
            return await request.body()
    except TimeoutError:
        raise Problem(408, "too_slow", f"The body did not arrive within {PATIENCE} seconds.") from None


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name is given twice in one object")
    return members


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


def _whole_number(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"a number has more than {MOST_DIGITS} digits")
    return int(digits)


def faults(error: ValidationError, body: type[BaseModel]) -> Unacceptable:
    """Everything that is wrong with a body."""
    errors = error.errors(include_url=False, include_input=False)[:50]
    details = [Detail(_field(e), _sentence(e, body)) for e in errors]
    if len(errors) > 1:
        return Unacceptable("invalid_request", "Several fields of the request are not valid.", *details)
    own = "sentence" in errors[0].get("ctx", {})
    code = str(errors[0]["type"]) if own else "invalid_request"
    prefix = f"{details[0].field}: " if details[0].field and not own else ""
    return Unacceptable(code, prefix + details[0].message, *details)


def _field(error: ErrorDetails) -> str:
    return ".".join(str(part) for part in error["loc"] if part not in _BRANCHES)


def _sentence(error: ErrorDetails, body: type[BaseModel]) -> str:
    if error["type"] == "extra_forbidden":
        return f"There is no such field. The fields are: {', '.join(body.model_fields)}."
    if error["type"] == "model_type":
        return f"The body is one JSON object with these fields: {', '.join(body.model_fields)}."
    return error["msg"]
