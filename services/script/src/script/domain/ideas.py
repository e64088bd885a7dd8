"""What an idea names: who, what they do, with whom or what, where and when; used by writing. Rules, no model."""

import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Literal, cast

Told = Literal["advert", "trailer", "explainer", "howto"]
Toned = Literal["horror", "romance", "comedy", "scifi", "bedtime", "history", "nature"]
Shape = Literal["craft", "bond", "contest", "quest", "wonder"] | Told | Toned

_TABLES: dict[str, dict[str, str]] = tomllib.loads(
    resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
)
_DETERMINER = re.compile(r"\b(an?|the|two|three|one|my|our|his|her|their|some|every|another)\s+", re.IGNORECASE)
_COMPOUNDS = frozenset(_TABLES["grammar"]["compounds"].split())
_STOPS = frozenset(_TABLES["grammar"]["stops"].split())
_FOLLOWS = re.compile(
    r"^(?:an?|the|to|his|her|its|their|my|our|one|two|in|on|at|from|into|with|for|that|what|how|every|each|up|out|back|away|over"
    r"|everything|everyone|someone|something|him|them|asleep|awake|alone|apart|against|about|behind|under|near|across"
    r"|through|around|off|down|by|after|before|without|together|\w+ly)$"
)
_PLACE = re.compile(
    r"\b(?:in|on|at|inside|under|above|near|by|aboard|across|through|along|of|from|to)\s+((?:the|an?|his|her|their|its|my|our)\s+)?",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b([A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?)")
_AND = re.compile(r"^(?:and|&)\s+(?:an?|the|his|her|their|its|my|our)\s+", re.IGNORECASE)
_BELONGS = re.compile(r"^of (?:an?|the|his|her|their|its|my|our) (?:[\w’'-]+ ){0,2}?[\w’'-]+\s+(?=[\w’'-]+s\b)")
"""What a hero belongs to, before what he does: `of the night`."""
_CALLED = re.compile(r"\b(?:named|called)\s+([A-ZÀ-Þ][\w’'-]+)")
_FIRST = re.compile(r"^([A-ZÀ-Þ][\w’'-]+)\s+(?:and|the|is|was|has|must|can|will|wants|\w+s)\b")
_OPENERS = frozenset(_TABLES["grammar"]["openers"].split())


_NOBODY = frozenset(f"{_TABLES['grammar']['forms']} {_TABLES['grammar']['events']}".split())
"""What a film may be called in an idea, and what happens in it: nobody whom it is about."""
_OF_PEOPLE = ("history", "horror", "romance")
"""Shapes whose hero is a person: a press or a ship is the thing in them."""
Pronoun = Literal["she", "he", "it", "they"]


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
    hero, rest = _hero(clean)
    companion, rest = _companion(rest)
    deed = _deed(rest)
    target = _target(deed)
    place, family = _place(clean, target)
    hero, pair = _rivals(clean) or (hero, companion or _second(clean, hero))
    other = pair or (target if target and _means("beings", target.cue.lower()) else None)
    shape = _shape(clean, deed, other is not None, pair is not None)
    if hero and shape in _OF_PEOPLE and not _is_being(hero):
        hero, target = None, target or hero
    return Idea(
        text=clean.rstrip(" .!?…"),
        shape=shape,
        hero=hero,
        other=other if other and (hero is None or other.cue != hero.cue) else None,
        thing=f"the {target.described} {target.cue.lower()}".replace("  ", " ") if target and other is not target else "",
        deed=deed,
        place=place,
        family=family,
        interior=bool(_means("indoors", place.lower())),
        time=_means("times", clean) or "",
        weather=_means("weathers", clean) or "",
        art=_means("arts", deed) or _means("arts", clean) or "",
        goods=_means("goods", clean) or "",
    )


def _means(table: str, text: str) -> str | None:
    """The entry of a table whose word comes first in the text."""
    found: tuple[int, str] | None = None
    for meaning, line in _TABLES[table].items():
        forms = "|".join(re.escape(form.replace("_", " ")) for form in line.split())
        match = re.search(rf"(?<!\w)(?:{forms})(?!\w)", text, re.IGNORECASE)
        if match and (found is None or match.start() < found[0]):
            found = (match.start(), meaning)
    return found[1] if found else None


def _shape(text: str, deed: str, has_other: bool, is_pair: bool) -> Shape:
    told = _means("kinds", text) or _means("tones", text) or _documentary(text)
    if told:
        return cast("Shape", told)
    by_deed = _means("deeds", deed) or _means("deeds", text)
    if by_deed != "contest" and _means("deeds", text) == "contest":
        return "contest"
    if by_deed == "quest" and has_other and not is_pair:
        return "bond"
    return cast("Shape", by_deed or ("bond" if has_other else "wonder"))


def _documentary(text: str) -> str:
    """A documentary is about nature or about what was; an idea that names a year of another century is about what was."""
    if re.search(r"\bdocumentary\b", text, re.IGNORECASE):
        return "nature" if _means("beings", text) == "it" or _means("families", text) in {"wild", "sea"} else "history"
    return "history" if re.search(r"\b(?:in|of|since|anno) 1[0-9]{3}\b", text, re.IGNORECASE) else ""


def _hero(text: str) -> tuple[Figure | None, str]:
    """Who the idea is about, and the words behind it."""
    first = _FIRST.match(text)
    if first and first[1] not in _OPENERS:
        return _named(first[1], text), text[first.end(1) :].strip()
    for match in _DETERMINER.finditer(text):
        phrase, rest = _phrase(text[match.end() :], several=match[1].lower() in {"two", "three", "some"})
        if phrase and not _is_place(phrase) and phrase[-1].lower() not in _NOBODY:
            return _figure(match[1], phrase, text), rest
    name = _NAME.search(text)
    return (_named(name[1], text), text[name.end() :].strip()) if name else (None, text)


def _second(text: str, hero: Figure | None) -> Figure | None:
    """The second of two names that an idea begins with, or of two of a kind."""
    if hero and hero.cue.startswith("FIRST "):
        return Figure(hero.cue.replace("FIRST", "SECOND"), hero.words.replace("first", "second"), hero.pronoun)
    match = re.match(r"^[A-ZÀ-Þ][\w’'-]+ (?:and|&) ([A-ZÀ-Þ][\w’'-]+)", text)
    return Figure(match[1].upper(), match[1], "they") if match else None


def _companion(rest: str) -> tuple[Figure | None, str]:
    """Who does it with the hero, in `a plumber and a ghost repair the pipes`, and the words behind both."""
    match = _AND.match(rest)
    phrase, behind = _phrase(rest[match.end() :]) if match else ([], "")
    while phrase and not _is_being(figure := _figure("a", phrase, "")):
        behind = f"{phrase.pop()} {behind}"
    return (figure, behind) if phrase else (None, rest)


def _rivals(text: str) -> tuple[Figure, Figure] | None:
    """Who meets in `a match between two villages`, `Ida against Tom`; of places and teams it is their captains."""
    pair = re.search(r"\bbetween (?:the )?([\w’'-]+) and (?:the )?([\w’'-]+)", text)
    pair = pair or re.search(r"\b(?:the )?([\w’'-]+) (?:versus|vs\.?|against) (?:an? |the )?([\w’'-]+)", text)
    if pair and not (re.search(r"[^s]s$", pair[1]) and not _means("beings", pair[1])):
        one, other = (_figure("the", [name.lower()], "") if name.islower() else _named(name, "") for name in pair.groups())
        return one, other
    two = re.search(r"\b(?:between|of) two (?:[\w’'-]+ )?([\w’'-]+s)\b", text)
    if two is None or _means("times", two[1]):
        return None
    noun = two[1][:-1] if _means("beings", two[1][:-1]) else "captain"
    return tuple(Figure(f"{n.upper()} {noun.upper()}", f"the {n} {noun}", _pronoun(noun)) for n in ("first", "second"))  # type: ignore[return-value]


def _is_being(figure: Figure) -> bool:
    """Whether a figure is somebody: called by a name, or by what beings are called, or by what they do."""
    last = figure.cue.lower().split()[-1]
    return figure.words.istitle() or bool(_means("beings", last)) or bool(re.search(r"(?:er|or|ist|ian|eur|man|woman)s?$", last))


def _named(name: str, text: str) -> Figure:
    pronoun: Pronoun = "she" if re.search(r"\b(?:she|her)\b", text) else "he" if re.search(r"\b(?:he|his)\b", text) else "they"
    return Figure(name.upper(), name, pronoun)


def _phrase(text: str, *, several: bool = False) -> tuple[list[str], str]:
    """The words of a noun phrase up to its verb or preposition, and the rest; `several` ends with the plural."""
    tokens = re.findall(r"[\w’'-]+|[^\w\s]", text)
    taken: list[str] = []
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else ""
        does = taken and not several and re.search(r"(?:[^s]s|ed)$", token)
        verb = does and (_FOLLOWS.match(following.lower()) or _means("beings", taken[-1]))
        if not re.match(r"\w", token) or token.lower() in _STOPS or verb or len(taken) == 4:
            break
        taken.append(token)
        if several and re.search(r"[^s]s$", token):
            break
    at = 0
    for token in taken:
        at = text.index(token, at) + len(token)
    return taken, text[at:].strip()


def _is_place(phrase: list[str]) -> bool:
    return bool(_means("families", phrase[-1])) and not _means("beings", phrase[-1])


def _figure(determiner: str, phrase: list[str], text: str) -> Figure:
    called = _CALLED.search(text)
    noun = phrase[-1]
    if called:
        return Figure(called[1].upper(), called[1], _pronoun(noun), described=f"{determiner.lower()} {' '.join(phrase).lower()}")
    if determiner.lower() in {"two", "three"} and noun.endswith("s"):
        one = noun[:-1]
        return Figure(f"FIRST {one.upper()}", f"the first {one}", _pronoun(one))
    kept = phrase[-2:] if len(phrase) > 1 and phrase[-2].lower() in _COMPOUNDS else phrase[-1:]
    words = " ".join(kept).lower()
    return Figure(words.upper(), f"the {words}", _pronoun(noun), described=" ".join(phrase[: -len(kept)]).lower())


def _pronoun(noun: str) -> Pronoun:
    return cast("Pronoun", _means("beings", noun.lower()) or "they")


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
        phrase, _ = _phrase(deed[match.end() :])
        before = deed[: match.start()].split()[-1:]
        while _means("beings", " ".join(phrase[:-1])) and not _means("beings", phrase[-1]):
            phrase.pop()  # `a lonely wolf home`
        if phrase and (_means("weathers", phrase[-1]) or _means("times", phrase[-1])):
            continue
        if phrase and not (_is_place(phrase) and before and before[0] in _STOPS):
            return _figure(match[1], phrase, "")
    return None


def means(table: str, text: str) -> str:
    """The entry of a table of words.toml that the text names first, or nothing."""
    return _means(table, text) or ""


def _place(text: str, target: Figure | None) -> tuple[str, str]:
    """Where it happens: a phrase with a word of place, or a name behind `in`; what the deed is done to is no place."""
    for match in _PLACE.finditer(text):
        phrase, _ = _phrase(text[match.end() :])
        if phrase and (family := _means("families", phrase[-1])):
            return " ".join(phrase[-3:]), family
        if phrase and phrase[0][0].isupper() and match[0].lower().startswith(("in", "at", "from")):
            return " ".join(token for token in phrase if token[0].isupper()), "town"
    words = re.findall(r"[\w’'-]+", text)
    aim = target.cue.lower().split() if target else []
    found = next((word for word in words if _means("families", word) and word.lower() not in aim), "")
    return found, _means("families", found) or ""
