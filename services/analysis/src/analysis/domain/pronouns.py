"""Whom pronouns and words such as `the woman`, `both`, `everybody` mean: the latest who fit; used by cast."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.domain.names import SEXES
from contracts.storyboard import CastKind

_SUBJECT = re.compile(
    r"^\W*(?:she|he|they|it)\b|[,;:] (?:she|he|they)\b|\b(?:and|then|as|while|when|until|but|that|where|what) (?:she|he|they)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:him|them|each other|one another)\b"
    r"|\bher\b(?=\s*[.,;:!?…]|\s*$|\s(?:in|on|to|the|an?|and|with|by|from|at|into|away|up|down|back|off|over|out|as|for|again)\b)",
    re.IGNORECASE,
)
_TENDED = re.compile(
    r"\b(?:pet|strok|brush|feed|hug|rid|lead|call|follow|wash|saddl|scratch|cuddl|kiss|groom|milk|train|chas)"
    r"(?:s|es|ed|ing)? it\b",
    re.IGNORECASE,
)
"""What one does to an animal: then `it` is one."""
_TOUCHED = re.compile(
    r"\b(?:on|in|around|at|into|over|by|from|to|takes|holds|kisses|grabs|touches) (her|his) (?:\w+ )?(?:finger|hand"
    r"|hands|shoulders?|face|cheek|hair|arms?|neck|eyes|lips|forehead|wrist)\b",
    re.IGNORECASE,
)
"""A part of somebody who is of another sex than who acts."""
_OWNED = re.compile(r"^\W*(?:his|her|their)\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:eyes?|face|hands?|fingers?|lips|mouth|head|hair|voice|smile|tears?|feet|arms?|shoulders?|breath)\b", re.IGNORECASE
)
_SOMEBODY = re.compile(r"\bthe (woman|man|girl|boy|lady|gentleman|kid|child)\b", re.IGNORECASE)
_PAIR = re.compile(
    r"\b(?:both|(?:the )?two (?:people|men|women|figures|friends|strangers|of them|shadows)|the (?:two|pair|couple)|together"
    r"|side by side)\b",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(
    r"\b(?:everybody|everyone|all of them|they all|all)\b(?! (?:the|of|over|around|day|night|at|alone|in)\b)", re.IGNORECASE
)
_SEXES = {"she": "female", "her": "female", "he": "male", "him": "male"}
_MOST = 4


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody seen before, as far as a pronoun cares."""

    id: str
    kind: CastKind
    sex: str


def meant_in(text: str, named: Sequence[str], recent: Sequence[Meant], leads: Sequence[Meant] = ()) -> list[str]:
    """Whom the words mean besides those they name; the latest seen come first in `recent`."""
    found: list[str] = []
    left = [m for m in recent if m.id not in named]
    subject = _SUBJECT.search(text)
    if subject:
        found += _behind(re.findall(r"\w+", subject[0])[-1].lower(), left, alone=not named)
    elif not named and _OWNED.search(text) and _PART.search(text):
        owner = re.findall(r"\w+", text)[0].lower()
        found += _behind({"his": "he", "her": "she"}.get(owner, "they"), left, alone=True)
    if not named and not found and (somebody := _SOMEBODY.search(text)):
        found += _of_sex(SEXES.first(somebody[1]), left)
    if _TENDED.search(text):
        found += _behind("it", [m for m in left if m.id not in found], alone=False)
    if (touched := _TOUCHED.search(text)) and _of_other_sex(touched[1].lower(), [*named, *found], recent):
        found += _of_sex(_SEXES[{"his": "he"}.get(touched[1].lower(), "she")], [m for m in left if m.id not in found])
    if other := _OBJECT.search(text):
        rest = [m for m in left if m.id not in found]
        found += _object(other[0].lower(), len(named) + len(found), rest)
    return found + _several(text, [*named, *found], [m for m in left if m.id not in found], leads)


def _of_other_sex(owner: str, acting: Sequence[str], recent: Sequence[Meant]) -> bool:
    sexes = {m.sex for m in recent if m.id in acting}
    return len(acting) == 1 and sexes == {"female" if owner == "his" else "male"}


def _object(word: str, shown: int, left: Sequence[Meant]) -> list[str]:
    """Whom `him`, `her`, `them`, `each other` mean besides those who already are in the picture."""
    if word in _SEXES:
        return _behind(word, left, alone=False)
    if word == "them":
        return _behind("they", left, alone=True)
    return [m.id for m in left if m.kind != "crowd"][: max(0, 2 - shown)]


def _several(text: str, shown: Sequence[str], left: Sequence[Meant], leads: Sequence[Meant]) -> list[str]:
    pair = _PAIR.search(text)
    if pair and len(shown) < 2:
        sex = "male" if pair[0].lower().endswith(" men") else "female" if pair[0].lower().endswith("women") else None
        fits = _people(left, sex)
        both = _people(leads, sex) if len(fits) + len(shown) < 2 else []
        return both if len(both) == 2 and not shown else fits[: 2 - len(shown)]
    if _EVERYBODY.search(text):
        return [m.id for m in left if m.kind != "animal"][: _MOST - len(shown)]
    return []


def _people(members: Sequence[Meant], sex: str | None) -> list[str]:
    return [m.id for m in members if m.kind in {"person", "child", "robot"} and (sex is None or m.sex in {sex, "unknown"})]


def _behind(pronoun: str, recent: Sequence[Meant], *, alone: bool) -> list[str]:
    """The latest that a pronoun can mean; `they` are two, or one more than those already named."""
    if pronoun == "they":
        crowd = [m.id for m in recent[:1] if m.kind == "crowd"]
        return crowd or [m.id for m in recent if m.kind != "crowd"][: 2 if alone else 1]
    if pronoun == "it":
        return [m.id for m in recent if m.kind not in {"person", "child", "crowd"}][:1]
    return _of_sex(_SEXES[pronoun], recent)


def _of_sex(sex: str | None, recent: Sequence[Meant]) -> list[str]:
    fits = [m for m in recent if m.kind not in {"crowd", "robot"} and m.sex in {sex, "unknown"}]
    return [m.id for m in sorted(fits, key=lambda m: (m.kind == "animal", m.sex != sex))][:1]
