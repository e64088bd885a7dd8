"""The cast: everybody whom the script names or shows, each once, and who is meant in a sentence; used by shots and looks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.domain.elements import Script
from analysis.domain.names import FIRST_NAMES, NARRATORS, ROLES, SEXES, SPECIES, Name, cue_name, kind_of, merged, shown
from analysis.domain.slugs import unique_slugs
from contracts.storyboard import CastKind

_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+(?: [A-ZÀ-Þ#\d][A-ZÀ-Þ'’.\-\d]*){0,3}"
_DESCRIBES = r"\s*\((?:\d|mid|late|early|teen|[a-z])|, (?:\d|an? |the |mid|late|early|in (?:his|her))"
_INTRODUCED = re.compile(rf"(?<![\w'’])({_CAPS})(?={_DESCRIBES})")
_ADJECTIVE = re.compile(r"^(?:OLD|YOUNG|LITTLE|SMALL|TINY|POOR|BIG) ")
_ARTICLE = r"\b(?:an?|the|two|three|some|several|his|her|their|one|old|young|little|tiny|small|lone|stray)\s+(?:[a-z-]+\s+){0,2}?"
_SHOWN = re.compile(f"{_ARTICLE}({ROLES.pattern}|{SPECIES.pattern})", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<![.!?…:\"“”'’]\s)(?<!^)(?<![\w'’\-])([A-ZÀ-Þ][a-zß-ÿ]{2,}(?:\s[A-ZÀ-Þ][a-zß-ÿ]{2,})?)(?![\w\-])")
_NO_NAME = re.compile(
    r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Christmas|English|French|German|Spanish|Chinese|Earth|Internet|God|Chapter)\b"
)
_ALSO_WORDS = frozenset("MAY WILL ROSE ROSES GRACE IRIS LILY DAWN MARK RUTH IVY JUNE VERA ROY RAY AVA PAT".split())  # noqa: SIM905
_PLACE_BEFORE = re.compile(r"\b(?:in|at|of|to|from|near|the|on|across|over)\s+$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^\W*(?:she|he|they|it)\b|[,;] (?:she|he|they)\b|\b(?:and|then|as|while|when) (?:she|he|they)\b", re.IGNORECASE
)
_NAMED = re.compile(rf"\b({ROLES.pattern}|{SPECIES.pattern}),? (?:named|called) ([A-ZÀ-Þ][\w'’-]+)")
_NAME_IS = re.compile(r"\b(?:Her|His|Its|her|his|its) name (?:is|was) ([A-ZÀ-Þ][\w'’-]+)")
_PRONOUNS = {"she": "female", "he": "male"}


@dataclass(frozen=True, slots=True)
class Member:
    """A cast member before it has a look."""

    id: str
    name: Name
    kind: CastKind
    species: str | None
    sex: str
    speaks: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """All members in order of appearance, by cue, and a search for their names."""

    members: tuple[Member, ...]
    by_id: dict[str, Member]
    by_form: dict[str, str]
    pattern: re.Pattern[str] | None

    def speakers(self, cue: str) -> tuple[str, ...]:
        """Who speaks under a cue; nobody for a narrator."""
        name = cue_name(cue)
        parts = [name] if name in self.by_form else re.split(r"\s*(?:/|&|,|\bAND\b)\s*", name)
        return tuple(dict.fromkeys(self.by_form[part] for part in parts if part in self.by_form))

    def mentioned(self, text: str) -> list[tuple[str, int]]:
        """Members named in a text, with positions."""
        if self.pattern is None:
            return []
        found = ((self.by_form.get(" ".join(m[0].upper().split())), m.start()) for m in self.pattern.finditer(text))
        return [(member, position) for member, position in found if member]

    def meant(self, text: str, recent: Iterable[str]) -> tuple[str, ...]:
        """Members that a sentence shows: those named, and the latest one that a pronoun can mean."""
        named = list(dict.fromkeys(member for member, _ in self.mentioned(text)))
        match = _SUBJECT.search(text)
        if match:
            pronoun = match[0].split()[-1].lower()
            named += [m for m in self._behind(pronoun, list(recent)) if m not in named]
        return tuple(named)

    def _behind(self, pronoun: str, recent: list[str]) -> list[str]:
        by_id = self.by_id
        if pronoun == "they":
            return recent[:2]
        wanted = _PRONOUNS.get(pronoun)
        if wanted is None:
            return [m for m in recent if by_id[m].kind not in {"person", "child"}][:1]
        people = [m for m in recent if by_id[m].kind not in {"crowd", "robot"} and by_id[m].sex in {wanted, "unknown"}]
        return sorted(people, key=lambda m: (by_id[m].kind == "animal", by_id[m].sex != wanted))[:1]


def cast_of(script: Script) -> Roster:
    """Everybody in the script, under one id each."""
    spoken = _cues(script)
    action = [element.text for element in script.elements if element.kind in {"action", "shot", "centered"}]
    seen = _introduced(action, set(spoken)) if script.format != "prose" else _capitalised(action)
    described = "\n".join(action)
    called = _called(described) if script.format == "prose" else {}
    names = [_with_nouns(name, called) for name in merged([*dict.fromkeys([*spoken, *seen])])]
    known = {form for name in names for form in name.forms}
    extras = [Name(noun, (noun,)) for noun in _nouns(action, known, people=script.format == "prose" or not known)]
    everybody = [*names, *extras]
    slugs = unique_slugs("cast", [name.full for name in everybody])
    members = tuple(_member(slug, name, described, set(spoken)) for slug, name in zip(slugs, everybody, strict=True))
    return _roster(members, described)


def _cues(script: Script) -> list[str]:
    found = (cue_name(element.text) for element in script.elements if element.kind == "character")
    cues = list(dict.fromkeys(name for name in found if name and name not in NARRATORS))
    parts = {cue: re.split(r"\s*(?:/|&|\bAND\b)\s*", cue) for cue in cues}
    return [cue for cue in cues if len(parts[cue]) == 1 or not all(part in cues for part in parts[cue])]


def _introduced(action: list[str], spoken: set[str]) -> list[str]:
    """Names in capitals with an age or a description behind them, as screenplays introduce people; `OLD TOBIAS` is
    TOBIAS where only one of the two speaks."""
    names = (" ".join(match[1].split()) for text in action for match in _INTRODUCED.finditer(text))
    found = (_ADJECTIVE.sub("", name) if _ADJECTIVE.sub("", name) in spoken and name not in spoken else name for name in names)
    return list(dict.fromkeys(name for name in found if 1 < len(name) <= 40))


def _capitalised(action: list[str]) -> list[str]:
    """Names in prose: capitals inside a sentence that no preposition of place goes before, or known first names."""
    found: dict[str, int] = {}
    for text in action:
        for match in _CAPITAL.finditer(text):
            if not _NO_NAME.match(match[1]) and not _PLACE_BEFORE.search(text[: match.start()][-12:]):
                found[match[1].upper()] = found.get(match[1].upper(), 0) + 1
        for name in FIRST_NAMES.found(text):
            if name.form[0].isupper() and name.form.upper() not in _ALSO_WORDS:
                found.setdefault(name.form.upper(), 1)
    return list(found)


def _nouns(action: list[str], known: set[str], *, people: bool) -> list[str]:
    """Animals, robots, crowds and children that the action shows, and people without a name where `people` are wanted."""
    found: dict[str, None] = {}
    taken = {word for name in known for word in name.split()}
    name = re.compile(r"\b(?:" + "|".join(map(re.escape, known)) + r")\b", re.IGNORECASE) if known else None
    for text in action:
        for match in _SHOWN.finditer(text):
            noun = match[1].upper()
            role = ROLES.first(noun)
            described = name is not None and bool(name.search(text[max(0, match.start() - 60) : match.start()]))
            if (
                noun in taken | known
                or (role in {"person", "child"} and (not people or described))
                or (role and described and role != "crowd")
            ):
                continue
            found[noun] = None
    return _without_plurals(list(found))


def _called(text: str) -> dict[str, str]:
    """Nouns that stand for a name: `a clockmaker named Anselm`, `A girl came in. Her name was Pia.`"""
    found = {match[1].upper(): match[2].upper() for match in _NAMED.finditer(text)}
    for match in _NAME_IS.finditer(text):
        if before := ROLES.all(text[max(0, match.start() - 300) : match.start()]):
            start = max(0, match.start() - 300) + before[-1][1]
            noun = next(ROLES.found(text[start : match.start()]))
            found[noun.form.upper()] = match[1].upper()
    return found


def _with_nouns(name: Name, called: dict[str, str]) -> Name:
    nouns = tuple(noun for noun, owner in called.items() if owner in name.forms)
    return Name(name.full, (*name.forms, *nouns))


def _without_plurals(nouns: list[str]) -> list[str]:
    return [noun for noun in nouns if not (noun.endswith("S") and noun[:-1] in nouns)]


def _member(slug: str, name: Name, described: str, spoken: set[str]) -> Member:
    kind, species = kind_of(shown(name.full), described)
    return Member(slug, name, kind, species, _sex(name), bool(spoken.intersection(name.forms)))


def _sex(name: Name) -> str:
    for form in name.forms:
        by_role = SEXES.first(form)
        by_name = FIRST_NAMES.first(form.split()[0]) if not by_role else None
        if by_role or by_name:
            return by_role or by_name or "unknown"
    return _by_ending(name)


def _by_ending(name: Name) -> str:
    """The sex that a first name's ending makes likely."""
    first = name.full.split()[0]
    if _is_common(name.full) or len(first) < 4 or not first.isalpha():
        return "unknown"
    return "female" if first.endswith(("A", "ETTE", "ELLE", "LYN")) else "male" if first.endswith(("O", "US")) else "unknown"


def _roster(members: tuple[Member, ...], described: str) -> Roster:
    by_form: dict[str, str] = {}
    for member in members:
        for form in member.name.forms:
            by_form[form] = member.id
    for member in members:
        for token in _single_names(member):
            by_form.setdefault(token, member.id)
    forms = sorted(by_form, key=lambda form: (-len(form), form))
    nouns = _nouns_among(by_form, described)
    pattern = "|".join(
        r"\s+".join(_token_pattern(t, common=_is_common(form) or form.lower() in nouns) for t in form.split()) for form in forms
    )
    return Roster(
        members,
        {member.id: member for member in members},
        by_form,
        re.compile(rf"(?<![\w])(?:{pattern})(?![\w])") if forms else None,
    )


def _single_names(member: Member) -> list[str]:
    """First and last name alone, where they are no common word."""
    tokens = [
        t
        for t in member.name.full.split()
        if len(t) > 2 and t.isalpha() and not ROLES.first(t) and t.lower() not in {"the", "old", "young", "little"}
    ]
    return tokens if len(member.name.full.split()) > 1 else []


def _nouns_among(forms: Iterable[str], described: str) -> set[str]:
    """Names that the script also writes as common nouns: BEEKEEPER is `the beekeeper`."""
    wanted = {form.lower() for form in forms}
    return {m[1] for m in re.finditer(r"\b(?:the|an?) ((?:[a-z]+ )?[a-z]+)\b", described) if m[1] in wanted}


def _is_common(form: str) -> bool:
    return bool(ROLES.first(form) or SPECIES.first(form))


def _token_pattern(token: str, *, common: bool) -> str:
    """A name in capitals or as names are written; a common noun in small letters too."""
    variants = {token, shown(token)} | ({token.lower()} if common else set())
    return "(?:" + "|".join(sorted(map(re.escape, variants))) + ")"
