"""Time, weather and kind of place, by the words for them; used for headings and for prose."""

import re
from typing import cast

from analysis.domain.lexicon.match import table, words
from contracts.storyboard import TimeOfDay, Weather

_WORDS = words("settings")
TIMES = table(_WORDS["times"])
WEATHERS = table(_WORDS["weathers"])
PLACES = table(_WORDS["places"])
INDOORS = frozenset(_WORDS["indoors"]["kinds"].split())
SCENERY = frozenset(_WORDS["scenery"]["words"].split())

_NO_TIME = re.compile(
    r"\b(?:good ?night|movie stars?|rock stars?|good (?:day|morning|evening|afternoon)|(?:one|all|every|each|some|first|last) day"
    r"|next day|today|day (?:after|by) day|day(?:-| )?dream\w*|night ?mares?)\b",
    re.IGNORECASE,
)
_LIKENESS = re.compile(
    r"\b(?:like|as if it were) (?:an? |the )?(?:\w+ )?(?:snow|snowflakes|rain|fog|mist|(?:thunder)?storm|thunder|lightning)\b",
    re.IGNORECASE,
)
"""Weather that something is only compared with."""
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.]\d\d)?\s*([ap])\.?\s?m\b|\b([01]?\d|2[0-4])[:.][0-5]\d\b", re.IGNORECASE)
_HOURS: tuple[tuple[int, TimeOfDay], ...] = ((5, "night"), (7, "dawn"), (18, "day"), (20, "dusk"), (25, "night"))
_BESIDE = re.compile(r"\s(?:behind|beside|near|outside|in front of|next to|opposite|overlooking|facing)\s", re.IGNORECASE)
_OWN_ROOMS = INDOORS - {"room", "bedroom", "hallway", "cave"} | {"castle", "ship"}
_PLAIN_ROOMS = frozenset({"room", "hallway"})


def time_in(text: str) -> TimeOfDay | None:
    """The time of day that the text names first."""
    return cast("TimeOfDay | None", TIMES.first(_NO_TIME.sub(" ", text)))


def time_told(part: str) -> TimeOfDay | None:
    """The time of day that a part of a heading tells, by word or by the clock; `NEXT DAY` is a time there."""
    if clock := _CLOCK.search(part):
        hour = int(clock[1]) % 12 + (12 if clock[2].lower() == "p" else 0) if clock[2] else int(clock[3])
        return next(time for until, time in _HOURS if hour < until)
    return cast("TimeOfDay | None", TIMES.first(part))


def weather_in(text: str) -> Weather | None:
    """The weather that the text names; storm and snow outweigh rain, rain outweighs fog."""
    found = WEATHERS.count(_LIKENESS.sub(" ", text))
    return next((w for w in ("storm", "snow", "rain", "fog", "clear") if w in found), None)


def kind_of_place(name: str) -> str | None:
    """The kind of place that a name means: the last word decides (`CASTLE - KITCHEN` is a kitchen), but a plain room in
    a kind of building that has its own look stays that kind (`SPACE STATION - CORRIDOR`)."""
    kinds = [kind for kind, _ in PLACES.all(name)]
    first = _BESIDE.split(name)[0]
    if first != name and (own := [kind for kind, _ in PLACES.all(first)]):
        kinds = own
    if not kinds:
        return None
    if kinds[-1] in _PLAIN_ROOMS:
        return next((kind for kind in reversed(kinds) if kind in _OWN_ROOMS), kinds[-1])
    return kinds[-1]
