"""People, animals, robots and crowds that the script shows without giving them a name; used by cast."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from analysis.domain.names import ROLES, SEXES, SPECIES
from analysis.domain.text import LOWER, UPPER, literal

_INDEFINITE = (
    r"an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|several|many|few|another|dozens of|hundreds of"
    r"|his|her|their|its|my|our|a few|a group of|a crowd of|a pair of"
)
_DEFINITE = r"the|that|this|these|those|both|all|other|old|young|little|tiny|small|lone|stray|first|second"
_BEFORE = re.compile(
    rf"(?:^|[^\w'’-])(?:(?P<indefinite>{_INDEFINITE})|{_DEFINITE})\s+(?:(?!(?:an?|the|his|her|their)\s)[a-zß-öø-ÿ][\w'’-]*,?\s+){{0,3}}$",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"(?:^|[.!?…:;]\s+|,\s+|\band\s+)$")
_OF_BOTH = re.compile(r"\btwo\s+(?:[a-z-]+\s+)?$", re.IGNORECASE)
_ONLY_THEM = frozenset(["PEOPLE", "MEN", "WOMEN", "FIGURES", "FRIENDS", "STRANGERS", "GUESTS", "PASSENGERS", "KIDS", "CHILDREN"])
_APPOSITION = re.compile(r"(?:,|\)|\bis|\bwas|\bas|[-–—])\s*$")
_NO_SIGHT = re.compile(
    r"^['’]s\b|^\s+(?:store|shop|station|office|house|room|costume|uniform|hat|food|toy|statue|sculpture|mask|bed|seat)s?\b"
)
_NO_BEING = re.compile(
    r"\b(?:teddy|toy|stuffed|rocking|plush|paper|carved|bronze|marble|wooden|clay|chocolate)[- ]$", re.IGNORECASE
)
"""Before a noun that then is a thing: a teddy bear."""
_WORKS = re.compile(r"(?:^|[.!?…]\s+)The $")
_DONE_TO = re.compile(
    r"\b(?:points? (?:at|to)|looks? at|stares? at|nods? (?:at|to)|turns? to|walks? to|bows? to|waves? (?:at|to)|shouts? at"
    r"|smiles? at|faces?|slaps?|hugs?|kisses|greets?|follows?|interrupts?|watches|pushes|shows|hands|tells|asks)"
    r" the (?:old |young )?$",
    re.IGNORECASE,
)
"""`Mara points at the lawyer`: whom one does that to is there."""
_DOES = re.compile(r"^ (?!and\b|with\b|of\b|in\b)[a-z]+s\b")
"""`The priest smiles`: somebody whom the scene has though nobody has said so."""
_SINGULARS = {"MEN": "MAN", "WOMEN": "WOMAN", "PEOPLE": "PERSON", "CHILDREN": "CHILD", "POLICEMEN": "POLICEMAN", "WOLVES": "WOLF"}
_SINGULAR_CROWDS = frozenset(["crowd", "audience", "army", "family", "mob"])
_ANYBODY = frozenset(["STRANGER", "NARRATOR", "HERO", "HEROINE", "GHOST", "BOSS", "TRAVELER", "TRAVELLER"])
_NAME_NEAR = 90
"""Characters before a noun in which a name makes it that person's description."""


@dataclass(frozen=True, slots=True)
class Extra:
    """Somebody without a name: the noun, and how many of them the script counts."""

    noun: str
    count: int = 1


def extras_in(action: Sequence[str], known: Collection[str], *, articles: bool = True) -> list[Extra]:
    """Everybody without a name, in order; one that describes somebody with a name is none. Without articles any noun counts."""
    taken = {word for name in known for word in name.split()} | set(known)
    name = re.compile(r"\b(?:" + "|".join(map(re.escape, known)) + r")\b", re.IGNORECASE) if known else None
    working = _working(action, name)
    found: dict[str, int] = {}
    for raw in action:
        text = literal(raw)
        for table in (ROLES, SPECIES):
            for hit in table.found(text):
                noun = hit.form.upper()
                before, after = text[: hit.start], text[hit.end :]
                if noun in taken or _NO_SIGHT.match(after) or _NO_BEING.search(before) or _is_title(hit.form, after):
                    continue
                crowd = hit.meaning == "crowd"
                shown = _is_shown(hit.form, before, crowd=crowd, animal=table is SPECIES, first=not known)
                if (
                    articles
                    and not shown
                    and not (noun in working and ((_WORKS.search(before) and _DOES.match(after)) or _DONE_TO.search(before)))
                ):
                    continue
                if name and (_describes(name, before) or (len(known) > 1 and _OF_BOTH.search(before) and noun in _ONLY_THEM)):
                    continue
                found.setdefault(noun, 2 if crowd and _OF_BOTH.search(before) else 1)
    return [Extra(noun, count) for noun, count in found.items() if not (noun.endswith("S") and noun[:-1] in found)]


def _working(action: Sequence[str], name: re.Pattern[str] | None) -> frozenset[str]:
    """The callings that nobody with a name has: `the priest` is somebody else."""
    told = [(literal(text), hit) for text in action for hit in ROLES.found(literal(text))]
    named = {hit.form.upper() for text, hit in told if name and _describes(name, text[: hit.start])}
    callings = {hit.form.upper() for _, hit in told if hit.meaning == "person" and not SEXES.first(hit.form)}
    return frozenset(callings - named - _ANYBODY)


def singular(noun: str) -> str:
    """One of several: MEN is MAN."""
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    return noun[:-3] + "Y" if noun.endswith("IES") else noun.removesuffix("S")


def _is_title(form: str, after: str) -> bool:
    """Whether a noun belongs to the name behind it: `Captain Vole`."""
    return form[0].isupper() and bool(re.match(rf"\.?\s+[{UPPER}][{LOWER}]", after)) and not form.isupper()


def _is_shown(form: str, before: str, *, crowd: bool, animal: bool, first: bool) -> bool:
    """A person needs an indefinite word unless there is nobody else, an animal any determiner, a crowd none at all."""
    match = _BEFORE.search(before)
    if crowd and (form.lower() not in _SINGULAR_CROWDS or match):
        return True
    if match is None:
        return first and bool(_FIRST_WORD.search(before))
    return animal or first or bool(match["indefinite"])


def _describes(name: re.Pattern[str], before: str) -> bool:
    """Whether the noun only says what somebody with a name is: `CARL, a bearded man`, `Ida is a doctor`."""
    match = _BEFORE.search(before)
    lead = before[: match.start() + 1] if match else before
    sentence = re.split(r"[.!?…]\s", lead)[-1][-_NAME_NEAR:]
    return bool(_APPOSITION.search(lead) and name.search(sentence)) or bool(
        re.search(r"\b(?:he|she|who|name) (?:is|was)\s*$", lead)
    )
