"""Where scenes play: one place per name, with kind, side, look and light from the words; used by board."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.domain.elements import Element
from analysis.domain.headings import setting_of
from analysis.domain.lexicon.gloss import Gloss
from analysis.domain.lexicon.match import Found, table, words
from analysis.domain.lexicon.settings import INDOORS, PLACES, kind_of_place, time_in, weather_in
from analysis.domain.names import shown
from analysis.domain.scenes import SceneText, place_gone_to
from analysis.domain.slugs import unique_slugs
from contracts.storyboard import Place, TimeOfDay, Weather

_WORDS = words("settings")
_LIGHTS, _ARCHITECTURES = table(_WORDS["lights"]), table(_WORDS["architectures"])
_PERIOD = re.compile(
    r"\b(?:1[0-9]|20|21)\d\ds?\b|\b(?:medieval|victorian|prehistoric|ancient|future|futuristic)\b", re.IGNORECASE
)
_CARD = re.compile(r"^\W*(?:SUPER|TITLE|TITLES|CHYRON|CAPTION|CARD|LEGEND|INSERT|OVER BLACK)\b|^[^a-z]+$")
_TODAY = re.compile(r"\b(?:present day|today|nowadays|\w+ years later|back to (?:the )?present)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:the|an?|his|her|their|its|my|our)\s+((?:[a-z][a-z'’-]+\s+){0,2})$", re.IGNORECASE)
"""What stands between an article and the word for a place: `the old` mill."""
_ROOF = re.compile(r"\b(?:indoors|inside|room|ceiling|walls|table|desk|sofa|counter|hearth|fireplace)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SceneSetting:
    """Where and when one scene plays; `place` is a place's id."""

    place: str
    kind: str
    interior: bool
    time: TimeOfDay
    weather: Weather


@dataclass(frozen=True, slots=True)
class _Spot:
    name: str
    kind: str
    interior: bool
    period: str
    time: TimeOfDay
    weather: Weather
    era: str = ""
    """The period that a title card set; it lasts until another card or `present day`."""


def settings_of(scenes: Sequence[SceneText], gloss: Gloss) -> tuple[tuple[Place, ...], list[SceneSetting]]:
    """All places once, and for every scene where and when it plays; what a heading leaves open goes on from the scene before."""
    spots: list[_Spot] = []
    for scene in scenes:
        spot = _spot(scene, spots[-1] if spots else None, gloss)
        spot = spot if scene.heading else replace(spot, name=_same_place(spot, spots))
        spots.append(replace(spot, era=_era(scene, spots[-1].era if spots else "")))
    names = list(dict.fromkeys(_key(spot) for spot in spots))
    ids = dict(zip(names, unique_slugs("place", names), strict=True))
    first = {key: next(n for n, spot in enumerate(spots) if _key(spot) == key) for key in names}
    places = tuple(_place(ids[key], spots[n], scenes[n], gloss) for key, n in first.items())
    by_id = {place.id: place for place in places}
    settings = [
        SceneSetting(ids[_key(spot)], by_id[ids[_key(spot)]].kind, by_id[ids[_key(spot)]].interior, spot.time, spot.weather)
        for spot in spots
    ]
    return places, settings


def _key(spot: _Spot) -> str:
    return spot.name.upper()


def _spot(scene: SceneText, before: _Spot | None, gloss: Gloss) -> _Spot:
    words_of_scene = gloss.english(_action(scene.elements))
    if not scene.heading:
        return _unheaded(words_of_scene, _action(scene.elements), before, gloss)
    setting = setting_of(scene.heading, gloss)
    time = setting.time or (before.time if before else None) or time_in(words_of_scene) or "day"
    weather = setting.weather or weather_in(words_of_scene) or _lasting(before, time)
    name = setting.location or (before.name if before else "Somewhere")
    kind = kind_of_place(gloss.english(name)) or _kind_from(words_of_scene, setting.interior)
    interior = setting.interior if setting.interior is not None else kind in INDOORS
    return _Spot(shown(name), kind, interior, setting.period, time, weather)


def _era(scene: SceneText, before: str) -> str:
    """The period that goes on: of a card in the scene, of none behind `present day`, else the one before."""
    if _TODAY.search(scene.heading):
        return ""
    for element in scene.elements:
        card = element.kind == "centered" or (element.kind in {"action", "shot"} and _CARD.match(element.text))
        if card and (period := _PERIOD.search(element.text)):
            return period[0]
        if card and _TODAY.search(element.text):
            return ""
    return before


def _same_place(spot: _Spot, spots: Sequence[_Spot]) -> str:
    """The name under which prose has been at a place before: `the mill` is the old mill."""
    noun = spot.name.split()[-1].lower()
    known = [other.name for other in spots if other.kind == spot.kind and other.name.split()[-1].lower() == noun]
    return known[0] if known and len(spot.name.split()) == 1 else spot.name


def _own_name(found: Found, text: str, told: str, gloss: Gloss) -> str:
    """A place by the words of the story: with what goes before the noun in English, by its own word in another language."""
    if gloss.exact:
        return gloss.native(found.form, [told])
    named = _NAMED.search(text[max(0, found.start - 40) : found.start])
    name = f"{named[1] if named else ''}{found.form}"
    return " ".join(name.split())


def _unheaded(text: str, told: str, before: _Spot | None, gloss: Gloss) -> _Spot:
    """A scene of prose: the place that it goes to or names, else where the story was."""
    found = place_gone_to(text, started=before is not None) or (None if before else next(PLACES.found(text[:600]), None))
    kind = kind_of_place(found.form) if found else None
    time = time_in(text) or (before.time if before else "day")
    weather = weather_in(text) or (before.weather if before else "clear")
    if kind is None:
        if before:
            return _Spot(before.name, before.kind, before.interior, before.period, time, weather)
        kind = "interior" if _ROOF.search(text) else "exterior"
    name = _own_name(found, text, told, gloss) if found else kind.replace("_", " ")
    return _Spot(f"{name[:1].upper()}{name[1:]}", kind, kind in INDOORS or kind == "interior", "", time, weather)


def _kind_from(text: str, interior: bool | None) -> str:
    """The kind of a place whose name says nothing: from the scene's words, if they fit the side; else the plain one."""
    kind = kind_of_place(text[:300])
    if kind and (interior is None or (kind in INDOORS) == interior):
        return kind
    return "interior" if interior else "exterior"


def _lasting(before: _Spot | None, time: TimeOfDay) -> Weather:
    """Weather goes on from scene to scene while the time of day stays the same; indoors it is what the windows show."""
    return before.weather if before and before.time == time else "clear"


def _place(slug: str, spot: _Spot, scene: SceneText, gloss: Gloss) -> Place:
    told = _action(scene.elements)
    text = f"{spot.name}. {gloss.english(told)}"
    period = _PERIOD.search(text)
    return Place(
        id=slug,
        name=spot.name,
        kind=spot.kind,
        interior=spot.interior,
        description=told[:240].rsplit(" ", 1)[0] if len(told) > 240 else told,
        period=spot.period or spot.era or (period[0] if period else ""),
        architecture=_ARCHITECTURES.first(text) or "",
        light=_LIGHTS.first(text) or "",
    )


def _action(elements: Sequence[Element]) -> str:
    return " ".join(element.text for element in elements if element.kind in {"action", "shot", "synopsis"})
