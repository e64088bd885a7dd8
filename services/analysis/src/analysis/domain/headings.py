"""Scene headings: what a slug line says about place, time and weather, in all formats and in several languages."""

import re
from dataclasses import dataclass

from analysis.domain.lexicon.gloss import Gloss
from analysis.domain.lexicon.settings import time_told, weather_in
from contracts.storyboard import TimeOfDay, Weather

ENGLISH = Gloss("en")
_IN = "INT|INTERIOR|INTÉRIEUR|INTERIEUR|INTERNO|INNEN|BINNEN|ИНТ|ИНТЕРЬЕР|ПАВ"
_OUT = "EXT|EXTERIOR|EXTÉRIEUR|EXTERIEUR|ESTERNO|AUSSEN|AUßEN|BUITEN|ЭКСТ|НАТ|НАТУРА"
_INSIDE = re.compile(rf"^(?:{_IN}|I/|И/)")
PREFIX = re.compile(
    rf"^(?P<side>(?:{_IN})\s*\.?\s*/\s*(?:{_OUT})|(?:{_OUT})\s*\.?\s*/\s*(?:{_IN})|I\s*/\s*E|E\s*/\s*I|{_IN}|{_OUT}|EST(?=\s*[.:]))"
    r"(?:\s*[.:]\s*|\s+(?:[-–—]\s+)?)(?=\S)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"^(?P<place>.*?\S)\s*[-–—/,.]\s*(?P<side>{_IN}|{_OUT})\.?\s*[-–—/,. ]\s*"
    r"(?P<when>TAG|NACHT|ABEND|MORGEN|DAY|NIGHT|JOUR|NUIT|SOIR|DÍA|NOCHE|GIORNO|NOTTE|ДЕНЬ|НОЧЬ|ВЕЧЕР|УТРО)\.?$"
)
"""The order of German and French television: place first, then side and time."""
_UNCASED = re.compile(
    r"^(?:[○〇◯]\s*\S|(?:مشهد|المشهد)\s*[\d٠-٩]*\s*[:\-–—/.،]|(?:第?[\d一二三四五六七八九十]+[场場幕]|[\d]+[.、．])\s*\S*.*[内外日夜]"
    r"|(?:内景|外景|室内|室外|屋内|屋外)|(?:داخلي|خارجي)\b)"
)
"""Headings of scripts without capitals: Japanese, Chinese, Arabic."""
_UNCASED_LEAD = re.compile(r"^(?:[○〇◯]|(?:مشهد|المشهد)\s*[\d٠-٩]*|第?[\d一二三四五六七八九十]+[场場幕]|\d+[.、．])\s*")
_UNCASED_BREAK = re.compile(r"[\s/／()（）［］\[\]・\-–—،,:：.　]+")
_UNCASED_SIDES = {
    **dict.fromkeys(("内景", "内", "室内", "屋内", "中", "داخلي", "داخل"), True),
    **dict.fromkeys(("外景", "外", "室外", "屋外", "表", "前", "خارجي", "خارج"), False),
}
_LONGEST_TIME = 5
"""Characters that a word for a time of day has where words are not parted."""
_LONG_SIDE = 5
"""Letters from which on a side is also a word that a sentence may begin with."""
_NUMBER = re.compile(r"\s*#([\w.\-()]{1,20})#\s*$")
_DASH = re.compile(r"\s+[-–—/]+\s+|\s*--+\s*|\s*[–—]\s*")
_STATE = re.compile(
    r"(?:END (?:OF )?)?(?:FLASHBACK|FLASH ?FORWARD|DREAM|FANTASY|MOVING|TRAVELL?ING|DRIVING|PARKED|ESTABLISHING|INTERCUT|MONTAGE)"
    r"(?: SEQUENCE| SHOT)?$",
    re.IGNORECASE,
)
"""Words about how a scene is filmed or where in the story it stands; no part of the place's name."""
_PERIOD = re.compile(r"\b(?:1[0-9]|20|21)\d\d(?:s|'s)?\b|\b\d{1,2}(?:st|nd|rd|th) century\b", re.IGNORECASE)
_SAME = re.compile(
    r"\b(CONTINUOUS|SAME( TIME)?|LATER|MOMENTS? LATER|CONT(INUED|'D)?|SIMULTANEOUS|ESTABLISHING|SPÄTER|PLUS TARD|MÁS TARDE"
    r"|CONTINUO|PIÙ TARDI|ПОЗЖЕ|ПРОДОЛЖЕНИЕ|SUITE|WEITER)\b",
    re.IGNORECASE,
)
_OMITTED = re.compile(
    r"^\W*(?:SCENES?\s+)?(?:[A-Z]{0,2}\d+[A-Z]{0,2}\s*(?:[-–&,]|THRU|TO|AND)?\s*){0,4}\W*"
    r"(?:OMIT(TED)?|ENTFÄLLT|SUPPRIMÉE?|OMITIDA|OMESSA|УДАЛЕНА)(?:\W+[A-Z]{0,2}\d[\w–-]*)?\W*$",
    re.IGNORECASE,
)


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
    bare = line.strip()
    match = PREFIX.match(bare)
    if match:
        side = match["side"]
        return len(side) < _LONG_SIDE or not side.isalpha() or bare[len(side)] in ".:-" or bare == bare.upper()
    return bool(_UNCASED.match(bare) or _TRAILING.match(bare))


def is_omitted(heading: str) -> bool:
    """Whether the heading only keeps the number of a scene that was taken out."""
    return bool(_OMITTED.match(heading))


def split_number(heading: str) -> tuple[str, str]:
    """The heading without its #number#, and the number."""
    if match := _NUMBER.search(heading):
        return heading[: match.start()].strip(), match[1]
    return heading.strip(), ""


def setting_of(heading: str, gloss: Gloss = ENGLISH) -> Setting:
    """Read a heading: `INT. KITCHEN - NIGHT` and what writers make of it."""
    if _UNCASED.match(heading):
        return _uncased(heading, gloss)
    match = PREFIX.match(heading)
    trailing = _TRAILING.match(heading) if match is None else None
    side = re.sub(r"[\s.]", "", (match or trailing or {"side": ""})["side"]).upper()
    rest = heading[match.end() :] if match else f"{trailing['place']} - {trailing['when']}" if trailing else heading
    period = _PERIOD.search(rest)
    rest = _PERIOD.sub("", rest) if period else rest
    parts = [part for raw in _DASH.split(rest) if (part := raw.strip(" .,()"))]
    location = parts[:1] + [part for part in parts[1:] if not _says_when(gloss.english(part))]
    return Setting(
        location=" - ".join(location),
        interior=_interior(side),
        time=next((time for part in reversed(parts) if (time := time_told(gloss.english(part)))), None),
        weather=weather_in(gloss.english(rest)),
        period=period[0] if period else "",
    )


def _uncased(heading: str, gloss: Gloss) -> Setting:
    """A heading in which side and time may stand anywhere between the marks."""
    rest = _UNCASED_LEAD.sub("", heading.strip())
    parts = [part for part in _UNCASED_BREAK.split(rest) if part]
    sides = [_UNCASED_SIDES[part] for part in parts if part in _UNCASED_SIDES]
    times: dict[str, TimeOfDay | None] = {
        part: "day" if part == "日" else time_told(gloss.english(part)) for part in parts if len(part) <= _LONGEST_TIME
    }
    skies = {part for part in times if weather_in(gloss.english(part)) and len(parts) > 1}
    names = [part for part in parts if part not in _UNCASED_SIDES and not times.get(part) and part not in skies]
    return Setting(
        location=" ".join(names),
        interior=sides[0] if sides else None,
        time=next((time for time in times.values() if time), None),
        weather=weather_in(gloss.english(rest)),
    )


def _says_when(part: str) -> bool:
    """Whether a part between dashes is about time or weather only, so that it is no part of the place's name."""
    if len(part.split()) > 3:
        return False
    return (
        bool(_SAME.search(part))
        or bool(_STATE.match(part))
        or time_told(part) is not None
        or (weather_in(part) is not None and len(part.split()) <= 2)
    )


def _interior(side: str) -> bool | None:
    if not side or side == "EST":
        return None
    return bool(_INSIDE.match(side))
