"""What the blanks of a story are filled with, from the idea, else by the seed: hero, companion, thing, places. For writing."""

import random
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import cast

from script.domain.ideas import Figure, Idea, Pronoun
from script.domain.nouns import means, place_family
from script.domain.plain import PLAIN
from script.domain.verbs import Deed, deed_of

_SETTINGS: dict[str, dict[str, str]] = tomllib.loads(
    resources.files(__package__).joinpath("settings.toml").read_text(encoding="utf-8")
)
HEADINGS = ("INT. LIBRARY", "EXT. CITY STREET", "INT. LABORATORY", "EXT. PARK")
"""Where a narrated page plays when its words name no place."""
_NATURES = ("small and stubborn", "tired but curious", "patient", "a little too proud", "careful", "quick and shy")
_GARMENTS = ("coat", "sweater", "jacket", "scarf", "hat")
_COLOURS = ("red", "yellow", "blue", "green", "orange", "purple")
_POSSESSIVE = {"she": ("her", "her"), "he": ("his", "him"), "it": ("its", "it"), "they": ("their", "them")}
_SEXES: dict[str, str] = {"GIRL": "she", "SISTER": "she", "GRANDMOTHER": "she", "BOY": "he", "PRINCESS": "she", "FISHERMAN": "he"}
_TEACHERS = (("TEACHER", "she"), ("GIRL", "she"), ("PROFESSOR", "he"))
SHOWN = frozenset({"advert", "explainer", "howto"})
"""Shapes whose hero is whoever shows the thing."""
_BUYERS = (("WOMAN", "she"), ("MAN", "he"))
_TOPIC = re.compile(
    r"^(?:(?:how|why|what|where|when) (?:do|does|did|is|are|was|were|can|to)(?: you| we| people)?|how|why|what)\s+|\?$",
    re.IGNORECASE,
)
_HOW = re.compile(r"^(?:an? )?(?:tutorial|guide|instructions|step by step|lesson)\s+(?:on|about|for|to|how to)\s+", re.IGNORECASE)
_AWAITED = re.compile(r"(?:miss|wait|catch|chase|expect)(?:e?s)?\b")
_FIRST_OF_KIND = re.compile(r"^(?:last|only|first|lost|stolen|same|right|missing|world)\b")


@dataclass(frozen=True, slots=True)
class Slots:
    """Everything that a scene's text may name."""

    hero: Figure
    other: Figure
    thing: str
    deed: Deed
    family: str
    places: tuple[str, ...]
    product: str
    values: dict[str, str]


def slots_of(idea: Idea, chooser: random.Random) -> Slots:
    """Fill every blank; what the idea names comes first."""
    place, family = _setting(idea)
    setting = _SETTINGS[family]
    hero = _hero(idea, family, chooser)
    other = idea.other or _common(chooser.choice([n for n in setting["other"].split("|") if n != hero.cue]))
    thing, product = _thing(idea, family, chooser), _product(idea, family)
    several = idea.hero is not None and idea.other is not None
    several = several and (" and " in idea.text[:40] or idea.deed.split(" ", 1)[0] in PLAIN)
    deed = deed_of(idea.deed, idea.place, several=several)
    topic = _topic(idea)
    spoken_place = _spoken_place(place, setting["places"])
    values = {
        **_figure("", hero), **_figure("other_", other),
        "thing": f"the {thing}", "a_thing": with_article(thing), "place": spoken_place,
        "described": _described(hero, chooser), "deed": deed.third or "does what nobody else could",
        "doing": f"{_upper(hero.words)} and {other.words} {deed.plain}" if several else f"{_upper(hero.words)} {deed.third}",
        "verb": deed.plain, "my_verb": deed.mine, "topic": topic,
        "idea": idea.text, "Idea": _question(idea) if idea.shape in {"explainer", "howto"} else _upper(idea.text),
        "product": product, "other": other.words, "hero": hero.words,
    }  # fmt: skip
    values |= {_upper(name): _upper(values[name]) for name in ("thing", "a_thing", "place", "topic", "product", "other", "hero")}
    return Slots(hero, other, thing, deed, family, _places(place, setting["places"].split("|")), product, values)


def _setting(idea: Idea) -> tuple[str, str]:
    """The story's place and its family: the idea's, else where its hero is at home, else the town."""
    if idea.place:
        return idea.place, idea.family or "town"
    if (
        (named := idea.thing.removeprefix("the "))
        and idea.shape not in SHOWN
        and (family := place_family(named)) not in {"", "space"}
    ):
        return _stop(named) if _AWAITED.match(idea.deed) else (named, family)
    if idea.shape == "howto":
        return _SETTINGS["lessons"].get(idea.art, "workshop"), "home"
    if idea.shape == "contest" and (ground := _ground(idea.text)):
        return ground, means("families", ground) or "town"
    cues = [figure.cue.lower() for figure in (idea.hero, idea.other) if figure and idea.shape not in SHOWN]
    kind = cues[0].rsplit(" ", maxsplit=1)[-1] if cues else ""
    if works := re.search(r"\bworks? as (?:an?|the) ([\w ]+)", idea.deed):
        cues.insert(0, works[1])
    for cue in cues:
        for place, who in _SETTINGS["workplaces"].items():
            if {cue.replace(" ", "_"), cue.rsplit(" ", maxsplit=1)[-1]} & set(who.split()):
                return place, means("families", place) or "town"
    if idea.shape == "nature":
        return next(
            ((place, means("families", place)) for place, who in _SETTINGS["habitats"].items() if kind in who.split()),
            ("forest", "wild"),
        )
    return "", "home" if idea.shape == "advert" and idea.goods in {"home", "drink", "food", "clean"} else "town"


def _stop(vehicle: str) -> tuple[str, str]:
    """Where one waits for a vehicle that one is not in."""
    stop = next(
        (where for where, which in _SETTINGS["stops"].items() if vehicle.rsplit(maxsplit=1)[-1] in which.split()), "street"
    )
    return stop, means("families", stop)


def _ground(text: str) -> str:
    """Where a contest is held, by what it is about."""
    words = set(re.findall(r"[\w-]+", text.lower()))
    return next((ground for ground, about in _SETTINGS["grounds"].items() if words & set(about.split())), "")


def _spoken_place(place: str, near: str) -> str:
    if not place:
        return f"the {near.split('|', maxsplit=1)[0].split('. ', 1)[1].lower()}"
    return f"the {place}" if place.islower() else place


def _figure(prefix: str, figure: Figure) -> dict[str, str]:
    her, him = _POSSESSIVE[figure.pronoun]
    return {f"{prefix}her": her, f"{prefix}him": him}


def _hero(idea: Idea, family: str, chooser: random.Random) -> Figure:
    if idea.shape in SHOWN:
        cue, pronoun = chooser.choice(_BUYERS if idea.shape == "advert" else _TEACHERS)
        return Figure(cue, f"the {cue.lower()}", cast("Pronoun", pronoun))
    return idea.hero or _common(_SETTINGS["heroes"][family])


def _common(noun: str) -> Figure:
    return Figure(noun, f"the {noun.lower()}", cast("Pronoun", _SEXES.get(noun) or means("beings", noun.lower()) or "they"))


def _thing(idea: Idea, family: str, chooser: random.Random) -> str:
    if idea.shape == "advert" and idea.hero:
        told = re.sub(r"^(?:an?|the) ", "", idea.hero.described)
        return told if idea.hero.words.istitle() else f"{told} {idea.hero.words.removeprefix('the ')}".strip()
    named = idea.thing.removeprefix("the ")
    if named and place_family(named) in {"", "space"}:
        return named
    inside = bool(means("indoors", _setting(idea)[0].lower()))
    return chooser.choice([thing for thing in _SETTINGS[family]["things"].split("|") if not (inside and thing == "bicycle")])


def _product(idea: Idea, family: str) -> str:
    """The name of what is advertised: a quoted or capital name, else the thing itself."""
    if quoted := re.search(r"[\"“']([^\"”']{2,30})[\"”']", idea.text):
        return quoted[1]
    if named := re.search(r"(?:called|named|brand)\s+([A-Z][\w-]*(?: [A-Z][\w-]*)*)", idea.text):
        return named[1]
    return f"the {_thing(idea, family, random.Random(0))}"  # noqa: S311


def _described(hero: Figure, chooser: random.Random) -> str:
    """What the hero is like, and something to recognise them by."""
    nature = hero.described or chooser.choice(_NATURES)
    if hero.pronoun == "it":
        return nature
    kinds = {hero.cue.lower().rsplit(maxsplit=1)[-1], hero.described.rsplit(maxsplit=1)[-1] if hero.described else ""}
    usual = next((clothes for clothes, who in _SETTINGS["clothes"].items() if kinds & set(who.split())), "")
    colour, garment = chooser.choice(_COLOURS), chooser.choice(_GARMENTS)
    if usual in {"armor", "overalls"}:
        return f"{nature}, in {usual}"
    return f"{nature}, in {with_article(usual or f'{colour} {garment}')}"


def _question(idea: Idea) -> str:
    bare = re.sub(
        r"^(?:(?:please )?explain(?:er)?(?: about| to me)?|a tutorial (?:on|about)|an explainer (?:on|about))[:,]?\s+",
        "",
        idea.text,
        flags=re.IGNORECASE,
    )
    return _upper(bare)


def _topic(idea: Idea) -> str:
    """What a question asks about: `How do rainbows form?` asks about rainbows."""
    if idea.shape == "howto":
        return _gerund(_TOPIC.sub("", _HOW.sub("", _question(idea))).strip(" ?.,").lower()) or "it"
    words = _TOPIC.sub("", _question(idea)).split()
    ends = next(
        (n for n, w in enumerate(words) if n and re.fullmatch(r"form|work|works|fly|grow|happen|made|is|are|do|of|so", w)), 3
    )
    return " ".join(words[:ends]).strip(" ?.,").lower() or "it"


def _gerund(words: str) -> str:
    """`bake bread` is baking bread; what is no verb stays."""
    verb, _, rest = words.removeprefix("to ").removeprefix("how to ").partition(" ")
    if not re.fullmatch(r"[a-z]{2,}", verb) or verb.endswith(("ing", "s")) or not rest:
        return words
    stem = verb[:-1] if re.search(r"[^aeioy]e$", verb) else verb
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", stem) and stem == verb:
        stem += stem[-1]
    return f"{stem}ing {rest}"


def _places(place: str, near: list[str]) -> tuple[str, ...]:
    """Five headings: the idea's own place, beside it, and three near it."""
    if not place:
        return tuple(near)
    inside = bool(means("indoors", place.lower()))
    if not place.islower() and not means("families", place):
        near = [heading.replace(". ", f". {place.upper()} ", 1) for heading in near]
    beside = f"EXT. OUTSIDE THE {place.upper()}" if inside else near[0]
    main = f"{'INT' if inside else 'EXT'}. {place.upper()}"
    return tuple(dict.fromkeys((main, beside, *(heading for heading in near if heading != main))))[:5]


def with_article(noun: str) -> str:
    """`a lamp`, `an apple`, but `the last flower`."""
    if _FIRST_OF_KIND.match(noun):
        return f"the {noun}"
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
