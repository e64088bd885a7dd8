"""Scene headings: what a slug line says about place, time and weather, in Fountain, FDX and pasted text alike."""

import re
from dataclasses import dataclass

from analysis.domain.lexicon.settings import time_in, weather_in
from contracts.storyboard import TimeOfDay, Weather

PREFIX = re.compile(
    r"^(?P<side>INT\s*\.?\s*/\s*EXT|EXT\s*\.?\s*/\s*INT|I\s*/\s*E|E\s*/\s*I|INT|EXT|EST|INNEN\s*/\s*AUSSEN|INNEN|AUSSEN|AUßEN)(?:\s*[.:]\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*#([\w.\-()]{1,20})#\s*$")
_DASH = re.compile(r"\s+[-–—]+\s+|\s*--+\s*|\s*[–—]\s*")
_PERIOD = re.compile(r"\b(?:1[0-9]|20|21)\d\d(?:s|'s)?\b|\b\d{1,2}(?:st|nd|rd|th) century\b", re.IGNORECASE)
_SAME = re.compile(r"\b(CONTINUOUS|SAME( TIME)?|LATER|MOMENTS? LATER|CONT(INUED|'D)?|SIMULTANEOUS|ESTABLISHING)\b", re.IGNORECASE)
_OMITTED = re.compile(r"^\W*OMIT(TED)?\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a heading sets its scene; None where it does not say."""

    location: str
    interior: bool | None
    time: TimeOfDay | None
    weather: Weather | None
    period: str = ""


def is_heading(line: str) -> bool:
    """Whether a line reads like INT. or EXT. something."""
    return bool(PREFIX.match(line.strip()))


def is_omitted(heading: str) -> bool:
    """Whether the heading only keeps the number of a scene that was taken out."""
    return bool(_OMITTED.match(heading))


def split_number(heading: str) -> tuple[str, str]:
    """The heading without its #number#, and the number."""
    if match := _NUMBER.search(heading):
        return heading[: match.start()].strip(), match[1]
    return heading.strip(), ""


def setting_of(heading: str) -> Setting:
    """Read a heading: `INT. KITCHEN - NIGHT` and what writers make of it."""
    match = PREFIX.match(heading)
    side = re.sub(r"[\s.]", "", match["side"]).upper() if match else ""
    rest = heading[match.end() :] if match else heading
    period = _PERIOD.search(rest)
    rest = _PERIOD.sub("", rest) if period else rest
    parts = [part for raw in _DASH.split(rest) if (part := raw.strip(" .,()"))]
    location = parts[:1] + [part for part in parts[1:] if not _says_when(part)]
    return Setting(
        location=" - ".join(location),
        interior=_interior(side),
        time=next((time for part in reversed(parts) if (time := time_in(part))), None),
        weather=weather_in(rest),
        period=period[0] if period else "",
    )


def _says_when(part: str) -> bool:
    """Whether a part between dashes is about time or weather only, so that it is no part of the place's name."""
    if len(part.split()) > 3:
        return False
    return bool(_SAME.search(part)) or time_in(part) is not None or (weather_in(part) is not None and len(part.split()) <= 2)


def _interior(side: str) -> bool | None:
    if not side or side == "EST":
        return None
    return side.startswith(("INT", "I/", "INNEN"))
