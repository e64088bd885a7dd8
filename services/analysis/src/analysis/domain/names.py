"""Names: which cues and mentions are one person, and what kind of being a name means; used by cast."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.domain.lexicon.match import table, words
from contracts.storyboard import CastKind


def _plurals(nouns: str) -> list[str]:
    """The plurals of people's nouns: several of them are a crowd."""
    several: list[str] = []
    for noun in nouns.split():
        if noun.endswith(("man", "person")):
            several.append(noun[:-3] + "men" if noun.endswith("man") else noun[:-6] + "people")
        elif not noun.endswith(("s", "lady")):
            several.append(f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}{'es' if noun.endswith(('ch', 'ss')) else 's'}")
    return several


_PEOPLE = words("people")
SEXES = table(_PEOPLE["sexes"])
AGES = table(_PEOPLE["ages"])
ROLES = table(_PEOPLE["roles"] | {"crowd": f"{_PEOPLE['roles']['crowd']} {' '.join(_plurals(_PEOPLE['roles']['person']))}"})
SPECIES = table(_PEOPLE["species"])
FIRST_NAMES = table(_PEOPLE["names"])

_EXTENSION = re.compile(
    r"\s*[(（][^()（）]*[)）]?|\s+(?:ON (?:THE )?(?:PHONE|RADIO|TV|SCREEN|VIDEO|INTERCOM)|V\.?O\.?|O\.?S\.?)$"
)
_VOICE_OF = re.compile(r"^(?:THE )?VOICE OF (?:THE )?|^THE ")
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
        *(
            "SIR",
            "LADY",
            "LORD",
            "DETECTIVE",
            "INSPECTOR",
            "OFFICER",
            "HERR",
            "FRAU",
            "MONSIEUR",
            "MADAME",
            "SEÑOR",
            "SEÑORA",
            "DON",
            "DOÑA",
        ),
    ]
)
_TITLE_SEX = {"MR": "male", "SIR": "male", "HERR": "male", "MRS": "female", "MS": "female", "MISS": "female", "FRAU": "female"}
_APART = re.compile(r"\b(?:YOUNG|YOUNGER|OLD|OLDER|LITTLE|TEEN|TEENAGE|FIRST|SECOND|THIRD|ANOTHER|OTHER)\b|#?\d")
_TOGETHER = re.compile(r"\s*(?:/|&|,|\+|\b(?:AND|UND|ET|Y|И)\b)\s*")
_EVERYBODY = frozenset({"ALLE", "TOUS", "TODOS", "ВСЕ", "ALL", "EVERYONE", "EVERYBODY", "BOTH", "OTHERS", "VOICES", "CHORUS"})
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
        "NARRATORE",
        "ERZÄHLERIN",
        "NARRADORA",
        "RECITANT",
        "VERTELLER",
        "РАССКАЗЧИК",
        "ГОЛОС ЗА КАДРОМ",
        "ナレーション",
        "ナレーター",
        "الراوي",
        "旁白",
        "SPEAKER",
    }
)


@dataclass(frozen=True, slots=True)
class Name:
    """One cast member's names: the fullest first."""

    full: str
    forms: tuple[str, ...]
    meaning: tuple[str, ...] = ()
    """What the name says in English where it is a noun of another language: by it sentences are searched."""


def cue_name(cue: str) -> str:
    """The name in a cue, without (V.O.), (CONT'D) and their like, in upper case."""
    bare = _POSSESSIVE.sub("", _EXTENSION.sub("", cue).strip(" ^:"))
    return _VOICE_OF.sub("", " ".join(bare.split()).upper())


def cue_names(cue: str) -> list[str]:
    """The names in a cue: `JOHN AND MARY` and `JOHN/MARY` are two."""
    return [name for part in _TOGETHER.split(cue_name(cue)) if (name := part.strip())]


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
    """The longer name of the same person, or the name itself; MR. and MRS. tell namesakes apart."""
    tokens = _tokens(name)
    if not tokens or _APART.search(name) or name in _EVERYBODY or (len(tokens) == 1 and ROLES.first(tokens[0])):
        return name
    sex = _told_sex(name)
    longer = [
        other for other in names
        if _rank(other) > _rank(name) and not _APART.search(other) and _is_part(tokens, _tokens(other))
        and not (sex and _told_sex(other) not in {None, sex})
    ]  # fmt: skip
    full = {_tokens(other) for other in longer if not any(_is_part(_tokens(other), _tokens(o)) and o != other for o in longer)}
    return max(longer, key=lambda other: (len(other), other)) if len(full) == 1 else name


def _rank(name: str) -> tuple[int, int, str]:
    return len(_tokens(name)), len(name), name


def _told_sex(name: str) -> str | None:
    """The sex that a title or a known first name tells."""
    by_title = _TITLE_SEX.get(name.split(maxsplit=1)[0].strip("."))
    return by_title or FIRST_NAMES.first(" ".join(_tokens(name)[:1]))


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name without its titles begins or ends another."""
    if short == long:
        return True
    return len(short) < len(long) and (long[: len(short)] == short or long[-len(short) :] == short)


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(token for raw in _plain(name).split() if (token := raw.strip(".,'’\"")) not in _TITLES and token)


def _plain(name: str) -> str:
    """The name without accents, so that ZOË and ZOE are one."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def kind_of(name: str, described: str = "") -> tuple[CastKind, str | None]:
    """What kind of being a name means, and the species of an animal."""
    if name.upper() in _EVERYBODY:
        return "crowd", None
    found = ROLES.all(name.split(",", maxsplit=1)[0])
    role = found[-1][0] if found else None
    species = [] if has_first_name(name) else SPECIES.all(name)
    if species and not role:
        return "animal", species[-1][0]
    if role == "crowd" and not re.search(r"\d", name):
        return "crowd", None
    if role == "robot":
        return "robot", "robot"
    return _told_kind(name, described) or (("child" if role == "child" else "person"), None)


_NO_ADJECTIVE = (
    r"(?:and|with|or|to|at|beside|but|of|on|in|from|by|for|off|over|into|onto|under|near|behind|like|as|an?|the|his|her|their|its)\b"
    r"|\w+(?:ing|s)\b"
)
"""Words that do not stand between somebody and what they are: `HARKER (50) sits on his horse` is no horse."""


def has_first_name(name: str) -> bool:
    """Whether a name begins with a first name and goes on: Janet Fox is no fox."""
    parts = name.split()
    return len(parts) > 1 and bool(FIRST_NAMES.first(parts[0]))


def _told_kind(name: str, described: str) -> tuple[CastKind, str | None] | None:
    """What the script calls somebody when it names them: `REX, an old dog`, `Unit 7 is a robot`."""
    marker = r"(?: \([^)]*\),?|,| \((?:[^)]*, ?)?| is| was) (?:(?:an?|the|her|his|their) )?"
    adjectives = rf"(?:(?!{_NO_ADJECTIVE})[\w-]+ ){{0,3}}?"
    is_a = rf"\b{re.escape(name)}\b(?:{marker}{adjectives}| (?:an?|the) {adjectives}| )"
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
