"""What the blanks of a story are filled with, from the idea, else by the seed: hero, companion, thing, places. For writing."""

import random
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

from script.domain.ideas import Figure, Idea

_SETTINGS: dict[str, dict[str, str]] = tomllib.loads(
    resources.files(__package__).joinpath("settings.toml").read_text(encoding="utf-8")
)
HEADINGS = ("INT. LIBRARY", "EXT. CITY STREET", "INT. LABORATORY", "EXT. PARK")
"""Where a narrated page plays when its words name no place."""
_NATURES = ("small and stubborn", "tired but curious", "patient", "a little too proud", "careful", "quick and shy")
_GARMENTS = ("coat", "sweater", "jacket", "apron", "scarf", "hat")
_COLOURS = ("red", "yellow", "blue", "green", "orange", "purple")
_WISHES = re.compile(r"^(?:learns?|wants?|tries|hopes|decides|dreams|has|must|needs|longs) to (\w+)(.*)$")
_POSSESSIVE = {"she": ("her", "her"), "he": ("his", "him"), "it": ("its", "it"), "they": ("their", "them")}
_SEXES: dict[str, str] = {"GIRL": "she", "SISTER": "she", "GRANDMOTHER": "she", "BOY": "he", "PRINCESS": "she", "FISHERMAN": "he"}


@dataclass(frozen=True, slots=True)
class Slots:
    """Everything that a scene's text may name."""

    hero: Figure
    other: Figure
    thing: str
    places: tuple[str, ...]
    product: str
    values: dict[str, str]


def slots_of(idea: Idea, chooser: random.Random) -> Slots:
    """Fill every blank; what the idea names comes first."""
    setting = _SETTINGS[idea.family]
    hero = _hero(idea, chooser)
    other = idea.other or _common(chooser.choice([n for n in setting["other"].split("|") if n != hero.cue]))
    thing = _thing(idea, chooser)
    product = _product(idea)
    values = {
        **_figure("", hero), **_figure("other_", other),
        "thing": f"the {thing}", "Thing": f"The {thing}", "a_thing": _with_article(thing),
        "place": _place(idea, setting["places"]),
        "described": _described(hero, chooser), "deed": _deed(idea),
        "idea": idea.text, "Idea": _question(idea) if idea.shape == "explainer" else idea.text[:1].upper() + idea.text[1:],
        "product": product, "Product": product[:1].upper() + product[1:],
    }  # fmt: skip
    values |= {"other": other.words, "Other": _upper(other.words), "hero": hero.words, "Hero": _upper(hero.words)}
    return Slots(hero, other, thing, _places(idea, setting["places"].split("|")), product, values)


def _place(idea: Idea, near: str) -> str:
    if not idea.place:
        return _spoken(near.split("|", maxsplit=1)[0])
    return f"the {idea.place}" if idea.place.islower() else idea.place


def _figure(prefix: str, figure: Figure) -> dict[str, str]:
    her, him = _POSSESSIVE[figure.pronoun]
    return {f"{prefix}her": her, f"{prefix}him": him}


def _hero(idea: Idea, chooser: random.Random) -> Figure:
    if idea.shape == "advert":
        return chooser.choice((Figure("WOMAN", "the woman", "she"), Figure("MAN", "the man", "he")))
    if idea.shape == "explainer":
        return chooser.choice(
            (
                Figure("TEACHER", "the teacher", "she"),
                Figure("GIRL", "the girl", "she"),
                Figure("PROFESSOR", "the professor", "he"),
            )
        )
    return idea.hero or _common(_SETTINGS["heroes"][idea.family])


def _common(noun: str) -> Figure:
    pronoun = _SEXES.get(noun, "they")
    return Figure(noun, f"the {noun.lower()}", pronoun)  # type: ignore[arg-type]


def _thing(idea: Idea, chooser: random.Random) -> str:
    if idea.shape == "advert" and idea.hero:
        return f"{idea.hero.described} {idea.hero.words.removeprefix('the ')}".strip()
    if idea.thing:
        return idea.thing.removeprefix("the ")
    return chooser.choice(_SETTINGS[idea.family]["things"].split("|"))


def _product(idea: Idea) -> str:
    """The name of what is advertised: a quoted or capital name, else the thing itself."""
    quoted = re.search(r"[\"“']([^\"”']{2,30})[\"”']", idea.text)
    if quoted:
        return quoted[1]
    named = re.search(r"(?:called|named|brand)\s+([A-Z][\w-]*(?: [A-Z][\w-]*)*)", idea.text)
    if named:
        return named[1]
    return f"the {_thing(idea, random.Random(0))}"  # noqa: S311


def _described(hero: Figure, chooser: random.Random) -> str:
    """What the hero is like, and something to recognise them by."""
    nature = hero.described or chooser.choice(_NATURES)
    if hero.pronoun == "it":
        return nature
    return f"{nature}, in a {chooser.choice(_COLOURS)} {chooser.choice(_GARMENTS)}"


def _deed(idea: Idea) -> str:
    """What the hero finally does, as a verb of the third person."""
    match = _WISHES.match(idea.deed)
    if match:
        return f"{_third_person(match[1])}{match[2]}"
    first = idea.deed.split(" ")[0] if idea.deed else ""
    return idea.deed if re.match(r"^[a-z]+[^s]s$", first) else "does what nobody else could"


def _third_person(verb: str) -> str:
    if re.search(r"(?:s|sh|ch|x|z|o)$", verb):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else f"{verb}s"


def _question(idea: Idea) -> str:
    bare = re.sub(
        r"^(?:(?:please )?explain(?:er)?(?: about| to me)?|a tutorial (?:on|about)|an explainer (?:on|about))[:,]?\s+",
        "",
        idea.text,
        flags=re.IGNORECASE,
    )
    return bare[:1].upper() + bare[1:]


def _places(idea: Idea, near: list[str]) -> tuple[str, ...]:
    """Five headings: the idea's own place, and four near it."""
    main = f"{'INT' if idea.interior else 'EXT'}. {idea.place.upper()}" if idea.place else near[0]
    return (main, *(place for place in near if place != main), near[0])[:5]


def _spoken(heading: str) -> str:
    return f"the {heading.split('. ', 1)[1].lower()}"


def _with_article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
