"""Names: which cues and mentions are one person, and what kind of being a name means; used by cast."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.domain.lexicon.match import table, words
from contracts.storyboard import CastKind

_PEOPLE = words("people")
SEXES = table(_PEOPLE["sexes"])
AGES = table(_PEOPLE["ages"])
ROLES = table(_PEOPLE["roles"])
SPECIES = table(_PEOPLE["species"])
FIRST_NAMES = table(_PEOPLE["names"])

_EXTENSION = re.compile(r"\s*\([^()]*\)?")
_POSSESSIVE = re.compile(r"['’]S (?:VOICE|VOICEOVER|V\.O\.|GHOST)$", re.IGNORECASE)
_TITLES = frozenset(
    [
        *(
            "MR",
            "MRS",
            "MS",
            "MISS",
            "DR",
            "DOCTOR",
            "PROF",
            "PROFESSOR",
            "CAPTAIN",
            "CAPT",
            "SGT",
            "SERGEANT",
            "LT",
            "LIEUTENANT",
        ),
        *("SIR", "LADY", "LORD", "DETECTIVE", "INSPECTOR", "OFFICER"),
    ]
)
_APART = re.compile(r"\b(?:YOUNG|YOUNGER|OLD|OLDER|LITTLE|TEEN|TEENAGE|FIRST|SECOND|THIRD|ANOTHER|OTHER)\b|#?\d")
_EVERYBODY = frozenset({"ALL", "EVERYONE", "EVERYBODY", "BOTH", "OTHERS", "VOICES", "CHORUS"})
NARRATORS = frozenset(
    {
        "NARRATOR",
        "NARRATION",
        "VOICE OVER",
        "VOICEOVER",
        "VOICE-OVER",
        "V.O.",
        "VO",
        "ANNOUNCER",
        "ERZÄHLER",
        "NARRATEUR",
        "NARRADOR",
        "SPEAKER",
    }
)


@dataclass(frozen=True, slots=True)
class Name:
    """One cast member's names: the fullest first."""

    full: str
    forms: tuple[str, ...]


def cue_name(cue: str) -> str:
    """The name in a cue, without (V.O.), (CONT'D) and their like, in upper case."""
    bare = _POSSESSIVE.sub("", _EXTENSION.sub("", cue).strip(" ^:"))
    return " ".join(bare.split()).upper()


def merged(names: Sequence[str]) -> list[Name]:
    """Names of one person put together: a single name joins the one longer name that begins or ends with it."""
    near: dict[str, list[str]] = {}
    for name in names:
        for edge in {*_tokens(name)[:1], *_tokens(name)[-1:]}:
            near.setdefault(edge, []).append(name)
    owner = {name: _fuller(name, [o for edge in {*_tokens(name)[:1], *_tokens(name)[-1:]} for o in near[edge]]) for name in names}
    groups: dict[str, list[str]] = {}
    for name in names:
        root = name
        while owner[root] != root:
            root = owner[root]
        groups.setdefault(root, []).append(name)
    return [Name(root, tuple(sorted(set(forms), key=lambda f: (-len(f), f)))) for root, forms in groups.items()]


def _fuller(name: str, names: Sequence[str]) -> str:
    """The longer name of the same person, or the name itself."""
    tokens = _tokens(name)
    if not tokens or _APART.search(name) or name in _EVERYBODY or (len(tokens) == 1 and ROLES.first(tokens[0])):
        return name
    longer = [
        other for other in names
        if other != name and len(other) > len(name) and not _APART.search(other) and _is_part(tokens, _tokens(other))
    ]  # fmt: skip
    full = {_tokens(other) for other in longer if not any(_is_part(_tokens(other), _tokens(o)) and o != other for o in longer)}
    return max(longer, key=lambda other: (len(other), other)) if len(full) == 1 else name


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name without its titles begins or ends another."""
    if short == long:
        return True
    return len(short) < len(long) and (long[: len(short)] == short or long[-len(short) :] == short)


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(token for raw in name.split() if (token := raw.strip(".,'’\"")) not in _TITLES and token)


def kind_of(name: str, described: str = "") -> tuple[CastKind, str | None]:
    """What kind of being a name means, and the species of an animal."""
    if name.upper() in _EVERYBODY:
        return "crowd", None
    found = ROLES.all(name)
    role = found[-1][0] if found else None
    species = SPECIES.all(name)
    if species and not role:
        return "animal", species[-1][0]
    if role == "crowd" and not re.search(r"\d", name):
        return "crowd", None
    if role == "robot":
        return "robot", "robot"
    return _told_kind(name, described) or (("child" if role == "child" else "person"), None)


def _told_kind(name: str, described: str) -> tuple[CastKind, str | None] | None:
    """What the script calls somebody when it names them: `REX, an old dog`, `Unit 7 is a robot`."""
    is_a = rf"\b{re.escape(name)}\b(?: \([^)]*\))?,? (?:is )?(?:an?|the|her|his|their) (?:[\w-]+ ){{0,3}}?"
    match = re.search(rf"{is_a}({SPECIES.pattern}|robot|android|droid)\b", described, re.IGNORECASE)
    if not match:
        return None
    species = SPECIES.first(match[1])
    return ("animal", species) if species else ("robot", "robot")


def shown(name: str) -> str:
    """A name as it is written on screen: capitals only where names have them."""
    if name != name.upper():
        return name
    capital = re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda m: m[0][0] + m[0][1:].lower() if len(m[0]) > 1 else m[0], name)
    return re.sub(r"\bMc[a-z]", lambda m: m[0][:2] + m[0][2].upper(), capital)
