"""What an idea names: who, what they do, with whom or what, where and when; used by writing. Rules, no model."""

import re
from dataclasses import dataclass
from typing import Literal, cast

from script.domain.nouns import STOPS, TABLES, is_place, means, phrase_of, place_of
from script.domain.plain import is_plural, plainly, singular

Told = Literal["advert", "trailer", "explainer", "howto"]
Toned = Literal["horror", "romance", "comedy", "scifi", "bedtime", "history", "nature"]
Shape = Literal["craft", "bond", "contest", "quest", "wonder"] | Told | Toned

_DETERMINER = re.compile(r"\b(an?|the|two|three|one|my|our|his|her|their|some|every|another)\s+", re.IGNORECASE)
_COMPOUNDS = frozenset(TABLES["grammar"]["compounds"].split())
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b([A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?)")
_WITHOUT = re.compile(r"\b(?:without|no|never any)\s+\w+", re.IGNORECASE)
_IS_A = re.compile(r"^(?:an?|the|my|our) ([\w’'-]+) is an? ([\w’'-]+)(?=$|[ .!?])", re.IGNORECASE)
_AND = re.compile(r"^(?:and|&)\s+(?:an?|the|his|her|their|its|my|our)\s+", re.IGNORECASE)
_BELONGS = re.compile(r"^of (?:an?|the|his|her|their|its|my|our) (?:[\w’'-]+ ){0,2}?[\w’'-]+\s+(?=[\w’'-]+s\b)")
"""What a hero belongs to, before what he does: `of the night`."""
_CALLED = re.compile(r"\b(?:named|called)\s+([A-ZÀ-Þ][\w’'-]+)")
_FIRST = re.compile(r"^([A-ZÀ-Þ][\w’'-]+)\s+(?:and|the|is|was|has|must|can|will|wants|\w+s)\b")
_TITLED = re.compile(
    r"^(?:(?:[Oo]ld|[Yy]oung|[Ll]ittle|[Pp]oor) )?"
    r"((?:Mr|Mrs|Ms|Dr|Prof|Professor|Captain|Aunt|Uncle|Sister|Father|Granny) [A-ZÀ-Þ][\w’'-]+)"
)
_OPENERS = frozenset(TABLES["grammar"]["openers"].split())


_NO_BEINGS = frozenset(TABLES["grammar"]["things"].split())
_OBJECTS = frozenset(TABLES["grammar"]["objects"].split())
_NOBODY = frozenset(f"{TABLES['grammar']['forms']} {TABLES['grammar']['events']}".split())
"""What a film may be called in an idea, and what happens in it: nobody whom it is about."""
_OF_THINGS = ("advert", "explainer", "howto", "nature")
"""Shapes that may be about what is nobody."""
_OF_PEOPLE = ("history", "horror", "romance")
"""Shapes whose hero is a person: a press or a ship is the thing in them."""
Pronoun = Literal["she", "he", "it", "they"]
_BY_TITLE: dict[str, Pronoun] = {
    "Mr": "he",
    "Uncle": "he",
    "Father": "he",
    "Mrs": "she",
    "Ms": "she",
    "Aunt": "she",
    "Granny": "she",
    "Sister": "she",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody or something that the idea names: as a cue, as words in a sentence, and as a pronoun."""

    cue: str
    words: str
    pronoun: Pronoun
    described: str = ""


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea, taken apart; empty strings where it does not say."""

    text: str
    shape: Shape
    hero: Figure | None
    other: Figure | None
    thing: str
    deed: str
    place: str
    family: str
    interior: bool
    time: str
    weather: str
    art: str = ""
    """What kind of doing the deed is, an entry of words.toml's arts."""
    goods: str = ""
    """What kind of thing an advert praises."""


def idea_of(text: str) -> Idea:
    """Take an idea apart."""
    clean = " ".join(text.split()).strip("\"'“” ")
    plain = _IS_A.sub(_as, plainly(clean))
    hero, rest = _hero(plain, clean)
    companion, rest = _companion(rest)
    deed = _deed(rest)
    target = _target(deed)
    place, family = place_of(plain, target.cue if target else "")
    hero, pair = _rivals(plain) or (hero, companion or _second(plain, hero))
    other = pair or (target if target and means("beings", target.cue.lower()) else None)
    shape = _shape(clean, deed, other is not None, pair is not None)
    if hero and shape not in _OF_THINGS and not _acts(hero, deed, shape):
        other = None if pair else other
        hero, other, target, deed = (None, other, target or hero, "") if other is None else (other, None, hero, "")
    return Idea(
        text=clean.rstrip(" .!?…"),
        shape=shape,
        hero=hero,
        other=other if other and (hero is None or other.cue != hero.cue) else None,
        thing=f"the {target.described} {target.cue.lower()}".replace("  ", " ") if target and other is not target else "",
        deed=deed,
        place=place,
        family=family,
        interior=bool(means("indoors", place.lower())),
        time=means("times", clean),
        weather=means("weathers", _WITHOUT.sub("", clean)),
        art=means("arts", deed) or means("arts", clean),
        goods=means("goods", clean),
    )


def _as(match: re.Match[str]) -> str:
    """`The mayor is a goat` is a goat who works as the mayor; who is a doctor stays."""
    who, what = match[1].lower(), match[2].lower()
    if not (means("beings", who) and means("beings", what)):
        return match[0]
    return (
        f"A {what} works as the {who}" if means("beings", what) == "it" else f"A {what}" if who in {"man", "woman"} else match[0]
    )


def _shape(text: str, deed: str, has_other: bool, is_pair: bool) -> Shape:
    told = means("kinds", text) or means("tones", text) or _documentary(text)
    if told:
        return cast("Shape", told)
    by_deed = means("deeds", deed) or means("deeds", text)
    if by_deed != "contest" and means("deeds", text) == "contest":
        return "contest"
    if by_deed == "quest" and has_other and not is_pair:
        return "bond"
    return cast("Shape", by_deed or ("bond" if has_other else "wonder"))


def _documentary(text: str) -> str:
    """A documentary is about nature or about what was; an idea that names a year of another century is about what was."""
    if re.search(r"\bdocumentary\b", text, re.IGNORECASE):
        return "nature" if means("beings", text) == "it" or means("families", text) in {"wild", "sea"} else "history"
    return "history" if re.search(r"\b(?:in|of|since|anno) 1[0-9]{3}\b", text, re.IGNORECASE) else ""


def _hero(text: str, whole: str) -> tuple[Figure | None, str]:
    """Who the idea is about, and the words behind it."""
    if titled := _TITLED.match(text):
        return _named(titled[1], whole), text[titled.end() :].strip()
    first = _FIRST.match(text)
    if first and first[1] not in _OPENERS:
        return _named(first[1], whole), text[first.end(1) :].strip()
    for match in _DETERMINER.finditer(text):
        phrase, rest = phrase_of(text[match.end() :], several=match[1].lower() in {"two", "three", "some"})
        if phrase and not is_place(phrase) and phrase[-1].lower() not in _NOBODY:
            return _figure(match[1], phrase, text), rest
    name = _NAME.search(text)
    owner = re.match(r"^([\w-]+)['’]s\b", text)
    if owner and means("beings", owner[1]):
        return _figure("the", [owner[1]], ""), text[owner.end() :].strip()
    return (_named(name[1], whole), text[name.end() :].strip()) if name else (None, text)


def _second(text: str, hero: Figure | None) -> Figure | None:
    """The second of two names that an idea begins with, or of two of a kind."""
    if hero and hero.cue.startswith("FIRST "):
        return Figure(hero.cue.replace("FIRST", "SECOND"), hero.words.replace("first", "second"), hero.pronoun)
    match = re.match(r"^[A-ZÀ-Þ][\w’'-]+ (?:and|&) ([A-ZÀ-Þ][\w’'-]+)", text)
    return Figure(match[1].upper(), match[1], "they") if match else None


def _companion(rest: str) -> tuple[Figure | None, str]:
    """Who does it with the hero, in `a plumber and a ghost repair the pipes`, and the words behind both."""
    match = _AND.match(rest)
    phrase, behind = phrase_of(rest[match.end() :]) if match else ([], "")
    while phrase and not _is_being(figure := _figure("a", phrase, "")):
        behind = f"{phrase.pop()} {behind}"
    return (figure, behind) if phrase else (None, rest)


def _rivals(text: str) -> tuple[Figure, Figure] | None:
    """Who meets in `a match between two villages`, `Ida against Tom`; of places and teams it is their captains."""
    pair = re.search(r"\bbetween (?:the )?([\w’'-]+) and (?:the )?([\w’'-]+)", text)
    pair = pair or re.search(r"\b(?:the )?([\w’'-]+) (?:versus|vs\.?|against) (?:an? |the )?([\w’'-]+)", text)
    if pair and not (re.search(r"[^s]s$", pair[1]) and not means("beings", pair[1])):
        one, other = (_figure("the", [name.lower()], "") if name.islower() else _named(name, "") for name in pair.groups())
        return one, other
    two = re.search(r"\b(?:between|of) two (?:[\w’'-]+ )?([\w’'-]+s)\b", text)
    if two is None or means("times", two[1]):
        return None
    noun = two[1][:-1] if means("beings", two[1][:-1]) else "captain"
    return tuple(Figure(f"{n.upper()} {noun.upper()}", f"the {n} {noun}", _pronoun(noun)) for n in ("first", "second"))  # type: ignore[return-value]


def _is_being(figure: Figure) -> bool:
    """Whether a figure is somebody: called by a name, or by what beings are called, or by what they do."""
    last = figure.cue.lower().split()[-1]
    if figure.words.istitle() or means("beings", last):
        return True
    return bool(re.search(r"(?:er|or|ist|ian|eur|man|woman)$", last)) and last not in _NO_BEINGS


def _acts(figure: Figure, deed: str, shape: Shape) -> bool:
    """Whether a film can be about it: about somebody, or about a thing that does what only somebody does."""
    thing = figure.cue.lower().split()[-1] in _OBJECTS
    return (_is_being(figure) and not (thing and shape == "wonder")) or (shape not in _OF_PEOPLE and bool(means("minds", deed)))


def _named(name: str, text: str) -> Figure:
    pronoun: Pronoun = "she" if re.search(r"\b(?:she|her)\b", text) else "he" if re.search(r"\b(?:he|his)\b", text) else "they"
    pronoun = _BY_TITLE.get(name.split(maxsplit=1)[0], pronoun)
    aged = re.search(rf"\b{re.escape(name)}, (?:aged? )?(\d+)(?: years old)?,", text)
    return Figure(name.upper(), name, pronoun, described=f"{aged[1]} years old" if aged else "")


def _figure(determiner: str, phrase: list[str], text: str) -> Figure:
    called = _CALLED.search(text)
    noun = phrase[-1]
    if called:
        return Figure(called[1].upper(), called[1], _pronoun(noun), described=f"{determiner.lower()} {' '.join(phrase).lower()}")
    if determiner.lower() in {"two", "three"} and is_plural(noun):
        one = " ".join([*(word for word in phrase[-2:-1] if word.lower() in _COMPOUNDS), singular(noun)]).lower()
        return Figure(f"FIRST {one.upper()}", f"the first {one}", _pronoun(one))
    kept = phrase[-2:] if len(phrase) > 1 and phrase[-2].lower() in _COMPOUNDS else phrase[-1:]
    words = " ".join(kept).lower()
    return Figure(words.upper(), f"the {words}", _pronoun(noun), described=" ".join(phrase[: -len(kept)]).lower())


def _pronoun(noun: str) -> Pronoun:
    return cast("Pronoun", means("beings", noun.lower()) or "they")


def _deed(rest: str) -> str:
    """What the hero does: the words behind the hero up to the end of the clause."""
    rest = re.sub(r"^(?:,\s*)?(?:(?:and|&)\s+[A-ZÀ-Þ][\w’'-]+\s+)?(?:(?:who|that|which)\s+)?", "", rest)
    rest = _BELONGS.sub("", rest)
    clause = re.split(r"[.!?;:]|, (?:but|and|until|while)\b", rest)[0]
    words = clause.strip(" ,").split()
    return " ".join(words[:14])


def _target(deed: str) -> Figure | None:
    """Whom or what the deed is about: the first noun phrase in it that is no place."""
    for match in _DETERMINER.finditer(deed):
        phrase, _ = phrase_of(deed[match.end() :])
        before = deed[: match.start()].split()[-1:]
        while means("beings", " ".join(phrase[:-1])) and not means("beings", phrase[-1]):
            phrase.pop()  # `a lonely wolf home`
        if phrase and (means("weathers", phrase[-1]) or means("times", phrase[-1]) or before == ["as"] or phrase[-1] in _NOBODY):
            continue
        if phrase and not (is_place(phrase) and before and before[0] in STOPS):
            return _figure(match[1], phrase, "")
    return None
