"""What cast members look like: from the script's words about them, completed from a hash of the name so that it never changes."""

import hashlib
import re
from collections.abc import Callable, Sequence

from analysis.domain.lexicon.match import Table, table, words
from analysis.domain.names import AGES, SEXES, shown
from analysis.domain.roster import Member, Roster
from analysis.domain.text import sentences_of
from contracts.storyboard import CastMember, Garment, Look

_LOOKS = words("looks")
COLOURS, GARMENTS = table(_LOOKS["colours"]), table(_LOOKS["garments"])
_HAIR_COLOURS, _HAIR_STYLES = table(_LOOKS["hair_colours"]), table(_LOOKS["hair_styles"])
_BUILDS, _HEIGHTS, _SKINS = table(_LOOKS["builds"]), table(_LOOKS["heights"]), table(_LOOKS["skins"])
_OCCUPATIONS = table(_LOOKS["occupations"])

_YEARS = re.compile(
    r"\((?:mid|late|early)?[- ]?(\d{1,2})(?:'?s|\)|,| (?:ans|años|anos|anni|jaar|jahre|лет|год|سنة)_?\b)"
    r"|\b(?:mid|late|early)[- ](\d0)'?s\b|\b(\d{1,2})[- ]years?[- ]old"
    r"|, (\d{1,2})(?:'?s)?,|\b(\d0)'?s\b"
)
_WRITTEN_AGE = re.compile(
    r"\b(?:was|is|aged|turned|barely|only) (?:four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?! o'clock)"
)
_HAIR = re.compile(
    r"((?:[\w-]+,? (?:and )?){0,3})\b(?:hair|curls|braids?|ponytail|bun|pigtails|locks|haired)\b"
    r"(?: (?:in|tied|pulled) (?:\w+ ){0,3}(?:bun|ponytail|braids?))?",
    re.IGNORECASE,
)
_HAIRED = re.compile(r"\b([a-z]+)-haired\b", re.IGNORECASE)
_LONG = re.compile(r"\b(?:long|floor-length|flowing|wedding|evening)[ -](?:[\w-]+ ){0,3}$", re.IGNORECASE)
_IN_HAND = re.compile(
    r"\b(?:holds?|holding|carr(?:y|ies|ying)|takes? off|removes?|waves?|throws?|drops?|hands?|folds?|hangs?(?: up)?"
    r"|covers? \w+ with) (?:an?|the|his|her|their) (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
"""Before a garment that nobody wears."""
_BALD = re.compile(r"\b(?:bald|shaven-headed|shaved head)\b", re.IGNORECASE)
_BEARD = re.compile(r"\b(?:beard|bearded|moustache|mustache|stubble|whiskers)\b", re.IGNORECASE)
_GLASSES = re.compile(r"\b(?:glasses|spectacles|bespectacled|eyeglasses)\b(?! of)", re.IGNORECASE)
_SHE, _HE = re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE), re.compile(r"\b(?:he|his|himself)\b", re.IGNORECASE)
_PRONOUN_START = re.compile(r"^\W*(?:he|she|his|her|it|its|they)\b", re.IGNORECASE)
_SHIRTS = ("blue", "red", "green", "yellow", "purple", "orange", "white", "turquoise", "grey", "brown")
_LEGS = ("blue", "black", "brown", "grey")
_ACCESSORIES = frozenset(["hat", "cap", "scarf", "gloves", "boots", "tie", "sunglasses", "helmet", "hood", "crown", "headscarf"])
_MOST_WORDS = 400
"""Characters of description that a look is read from; a name in every sentence does not cost time."""


def dressed(roster: Roster, action: Sequence[str]) -> tuple[CastMember, ...]:
    """The cast with looks; clothes that are not described differ between the members as far as colours last."""
    told = _descriptions(roster, action)
    taken: list[str] = []
    members: list[CastMember] = []
    for member in roster.members:
        look = _look(member, told.get(member.id, ""), taken)
        taken += [garment.colour for garment in look.clothes[:1] if garment.colour]
        aliases = tuple(shown(form) for form in member.name.forms if form != member.name.full)
        kind = "child" if member.kind == "person" and look.age == "child" else member.kind
        members.append(CastMember(id=member.id, name=shown(member.name.full), aliases=aliases, kind=kind, look=look))
    return tuple(members)


def _descriptions(roster: Roster, action: Sequence[str]) -> dict[str, str]:
    """For each member the words from its name to the next one's, and following sentences that go on with a pronoun."""
    told: dict[str, str] = {}
    for paragraph in action:
        last: str | None = None
        for sentence in sentences_of(paragraph):
            named = roster.mentioned(sentence)
            bounds = [position for _, position in named[1:]] + [len(sentence)]
            if not named and last and _PRONOUN_START.match(sentence):
                told[last] = _more(told.get(last, ""), sentence)
            for number, (member, position) in enumerate(named):
                start = 0 if number == 0 else position
                told[member] = _more(told.get(member, ""), sentence[start : bounds[number]])
            last = named[0][0] if named else None
    return told


def _more(text: str, addition: str) -> str:
    return f"{text} {addition}".strip() if len(text) < _MOST_WORDS else text


def _look(member: Member, told: str, taken: Sequence[str]) -> Look:
    described = f"{shown(member.name.full)} {told}"
    choose = _chooser(member.name.full)
    if member.kind == "animal":
        return Look(
            description=told,
            species=member.species,
            hair_colour=_HAIR_COLOURS.first(told) or choose("fur", ("brown", "grey", "black", "white")),
        )
    sex = _sex(member, told) or choose("sex", ("female", "male"))
    age = _age(member, described)
    style, colour = _hair(told)
    return Look(
        description=told,
        sex=sex,  # type: ignore[arg-type]
        age=age,  # type: ignore[arg-type]
        build=_BUILDS.first(told[:90])
        or choose("build", ("average", "slim", "average", "average", "average", "slim", "average", "average", "heavy")),  # type: ignore[arg-type]
        height=_HEIGHTS.first(told[:90]) or choose("height", ("average", "tall", "average", "short")),  # type: ignore[arg-type]
        skin=_SKINS.first(told) or choose("skin", ("light", "tan", "brown", "light", "dark", "olive")),
        hair_colour=colour or ("white" if age == "old" else choose("hair", ("black", "brown", "blond", "brown", "red", "black"))),
        hair_style=style
        or choose(
            "style",
            ("long", "bun", "curly", "short", "ponytail")
            if sex == "female"
            else ("short", "short", "curly", "messy", "balding" if age == "old" else "wavy"),
        ),
        beard=bool(_BEARD.search(told)),
        glasses=bool(_GLASSES.search(told)),
        clothes=_clothes(member, told, choose, taken),
        species="robot" if member.kind == "robot" else None,
    )


def _chooser(name: str) -> Callable[[str, Sequence[str]], str]:
    """A choice that depends on the name and the question only."""

    def choose(question: str, options: Sequence[str]) -> str:
        digest = hashlib.sha256(f"{name}\n{question}".encode()).digest()
        return options[digest[0] % len(options)]

    return choose


def _sex(member: Member, told: str) -> str | None:
    """From the words: a noun of the description, then pronouns, then a known first name."""
    name = member.name.full
    by_name = member.sex if member.sex != "unknown" else None
    after_name = told[told.upper().find(name) + len(name) :][:80] if name in told.upper() else told[:80]
    behind = told[max(0, told.upper().find(name)) :]
    she, he = len(_SHE.findall(behind)), len(_HE.findall(behind))
    by_pronoun = None if she == he else "female" if she > he else "male"
    return by_name or SEXES.first(after_name) or ("male" if _BEARD.search(after_name) else by_pronoun)


def _age(member: Member, told: str) -> str:
    if member.kind == "child":
        return "child"
    if _WRITTEN_AGE.search(told[:200]):
        return "child"
    if match := _YEARS.search(told[:200]):
        years = int(next(group for group in match.groups() if group))
        return "child" if years < 13 else "young" if years < 30 else "adult" if years < 60 else "old"
    return AGES.first(told[:160]) or "adult"


def _hair(told: str) -> tuple[str | None, str | None]:
    """Style and colour of the hair, from the words right before it."""
    if _BALD.search(told):
        return "bald", None
    match = _HAIR.search(told)
    haired = _HAIRED.search(told)
    around = (match[0] if match else "") + " " + (haired[1] if haired else "")
    return _HAIR_STYLES.first(around), _HAIR_COLOURS.first(around)


def _clothes(member: Member, told: str, choose: Callable[[str, Sequence[str]], str], taken: Sequence[str]) -> tuple[Garment, ...]:
    """Garments that the words name, each with the colour right before it; otherwise what the role or the hash gives."""
    worn = [(item, position) for item, position in GARMENTS.all(told) if not _IN_HAND.search(told[:position])]
    worn = [("gown" if item == "dress" and _LONG.search(told[:position]) else item, position) for item, position in worn]
    named = {item: _colour_before(told, position) for item, position in reversed(worn)}
    if named:
        described = tuple(Garment(item=item, colour=colour) for item, colour in reversed(named.items()))[:4]
        if not _ACCESSORIES.issuperset(named):
            return described
        return (*described, _plain_garment(member, told, choose, taken))
    if uniform := _OCCUPATIONS.first(f"{member.name.full} {told[:120]}"):
        return (Garment(item=uniform),)
    return (_plain_garment(member, told, choose, taken), Garment(item="trousers", colour=choose("legs", _LEGS)))


def _plain_garment(member: Member, told: str, choose: Callable[[str, Sequence[str]], str], taken: Sequence[str]) -> Garment:
    free = [colour for colour in _SHIRTS if colour not in taken] or list(_SHIRTS)
    worn = ("dress", "sweater", "shirt", "jacket") if _sex(member, told) == "female" else ("shirt", "jacket", "sweater", "hoodie")
    return Garment(item=choose("garment", worn), colour=choose("colour", free))


def _colour_before(told: str, position: int) -> str | None:
    """The colour among the three words before a garment, behind the last comma or `and`."""
    before = re.split(r",| and | with ", told[max(0, position - 40) : position])[-1]
    found = _colours(COLOURS, before)
    return found[-1] if found else None


def _colours(colours: Table, text: str) -> list[str]:
    return [colour for colour, _ in colours.all(text)]
