"""What people wear: another colour, a garment put on or taken off, hair, beard and glasses."""

from dataclasses import replace

from animatic.chance import Chance
from animatic.colour import WORDS, darker, lighter
from animatic.edits.faults import UnknownEditError
from animatic.edits.naming import PRONOUNS, things, who
from animatic.edits.words import Words, singular
from animatic.graph import Dress, Figure, SceneGraph
from animatic.looks import BOTTOM, CLOTH, HAIR_WORDS, HAT, OUTER, STYLE_SAME, STYLE_WORDS, TOP

TABLES = {"outer": OUTER, "top": TOP, "bottom": BOTTOM, "hat": HAT}
NECK = {"scarf": "scarf", "shawl": "scarf", "tie": "tie", "necktie": "tie"}
SHOES = {"shoe": "shoes", "boot": "boots"}
COATS = ("coat", "raincoat", "lab_coat", "jacket")
SHADES = ("dark", "deep", "light", "bright", "pale")
PUT_ON = ("give", "gives", "put", "puts", "add", "wear", "wears", "wearing", "dress", "dressed", "get")
TAKE_OFF = ("remove", "without", "off", "no", "delete", "lose", "loses", "shave", "rid")
CLOTHES_VERBS = (
    *PUT_ON,
    *TAKE_OFF,
    "paint",
    "dye",
    "recolour",
    "recolor",
    "take",
    "takes",
    "longer",
    "one",
    "another",
    "wool",
    "one's",
)


def dressed(graph: SceneGraph, words: Words) -> SceneGraph | None:
    """ "Change her coat to red", "give him a blue scarf", "take off the hat", "his hair is short"; None: not about clothes."""
    given = words.said[:1] == ("dress",)
    rest = Words(words.said, frozenset({0})) if given else words
    garments = [word for word in rest.open() if slot_of(word)[0]]
    if not garments and not given:
        return None
    people, rest = who(graph, rest.take(garments))
    colour, rest = colour_in(rest, hair=garments == ["hair"])
    styles = [word for word in rest.open() if word in STYLE_WORDS] if "hair" in garments else []
    if rest.take((*CLOTHES_VERBS, *PRONOUNS, *styles)).left():
        return None
    worn = any(wears(figure.dress, garment) for figure in graph.figures for garment in garments)
    if rest.has(*TAKE_OFF) and not worn and things(graph, words)[0]:
        return None
    for garment in garments or ["clothes"]:
        graph = _one(graph, people, garment, colour, (rest, styles, given))
    return graph


def colour_in(words: Words, *, hair: bool = False) -> tuple[str, Words]:
    """The colour that something gets: the last that is named, or the one before "instead"; with dark or light."""
    table = {**WORDS, **HAIR_WORDS} if hair else WORDS
    known = [word for word in words.open() if word in table and word not in SHADES]
    if not known:
        alone = [word for word in words.open() if word in table]
        return (table[alone[-1]], words.take(alone)) if alone else ("", words)
    goal = known[0] if words.has("instead") and not words.has("to") else known[-1]
    shades = [word for word in words.open() if word in SHADES]
    value = table[goal]
    if words.has("dark", "deep"):
        value = darker(value, 0.28)
    elif words.has("light", "pale"):
        value = lighter(value, 0.35)
    return value, words.take((*known, *shades))


def slot_of(word: str) -> tuple[str, str]:
    """Where a garment is worn and what it is; two empty words for what is no garment."""
    one = singular(word)
    if one.endswith("coat") and one not in OUTER:
        return "outer", "coat"
    for slot, table in TABLES.items():
        kind = table.get(one) or table.get(word)
        if kind:
            return slot, kind
    if one in NECK or one in SHOES:
        return ("neck", NECK[one]) if one in NECK else ("shoes", SHOES[one])
    return (word, word) if word in ("hair", "beard", "glasses", "sunglasses", "spectacles") else ("", "")


def _one(
    graph: SceneGraph, people: tuple[Figure, ...], garment: str, colour: str, told: tuple[Words, list[str], bool]
) -> SceneGraph:
    """One garment of those who are meant, or of the only one who wears it."""
    words, styles, given = told
    off = words.has(*TAKE_OFF)
    on = not off and (words.has(*PUT_ON) or given)
    wearers = [figure for figure in people or graph.figures if not figure.dress.species]
    if not on:
        wearers = [figure for figure in wearers if garment == "clothes" or wears(figure.dress, garment)]
    if not wearers:
        wearer = f"{_list([f.name for f in people])} wears no" if people else "Nobody in this picture wears a"
        raise UnknownEditError(f"{wearer} {garment}{_worn(people)}.")
    if not people and len(wearers) > 1:
        raise UnknownEditError(f"Say whose {garment}: {_list([figure.name for figure in wearers])}.")
    changed = {figure.id: _changed(figure, garment, colour, styles, off=off, on=on) for figure in wearers}
    return replace(graph, figures=tuple(replace(f, dress=changed.get(f.id, f.dress)) for f in graph.figures))


def _changed(figure: Figure, garment: str, colour: str, styles: list[str], *, off: bool, on: bool) -> Dress:
    dress = figure.dress
    if garment == "clothes":
        slot, kind = ("outer", dress.outer) if dress.outer else ("top", dress.top)
    else:
        slot, kind = slot_of(garment)
    if slot in ("beard", "glasses", "sunglasses", "spectacles"):
        accent = "sunglasses" if slot == "sunglasses" and not off else dress.accent
        return replace(dress, beard=not off) if slot == "beard" else replace(dress, glasses=not off, accent=accent)
    if slot == "hair":
        return _haired(figure, colour, styles)
    if off:
        if slot not in ("outer", "hat", "neck"):
            raise UnknownEditError(f"A {garment} stays on; a coat, a hat, a scarf, glasses or a beard can be taken off.")
        return replace(dress, **{slot: ""})  # type: ignore[arg-type]
    if not on:
        slot = _where(dress, garment, slot)
        if not colour:
            raise UnknownEditError(
                f"Say which colour the {garment} becomes; known are {', '.join(sorted(set(WORDS) - set(SHADES)))}."
            )
        return replace(dress, **{f"{slot}_colour": colour})  # type: ignore[arg-type]
    colour = colour or Chance("put on", figure.id, kind).pick(CLOTH)
    return replace(dress, **{slot: kind, f"{slot}_colour": colour})  # type: ignore[arg-type]


def _haired(figure: Figure, colour: str, styles: list[str]) -> Dress:
    if not colour and not styles:
        raise UnknownEditError(f"Say which colour the hair becomes, or a style: {', '.join(STYLE_WORDS)}.")
    style = STYLE_SAME.get(styles[-1], styles[-1]) if styles else figure.dress.hair_style
    return replace(figure.dress, hair=colour or figure.dress.hair, hair_style=style)


def _where(dress: Dress, garment: str, slot: str) -> str:
    """A jacket may be worn as a top and a suit over it: the slot that has it."""
    kind = slot_of(garment)[1]
    return next((one for one in ("outer", "top", "bottom") if getattr(dress, one) == kind), slot)


def wears(dress: Dress, garment: str) -> bool:
    """Whether this is worn; any coat is a coat."""
    slot, kind = slot_of(garment)
    if slot in ("hair", "shoes"):
        return slot == "shoes" or dress.hair_style != "bald"
    if slot == "beard":
        return dress.beard
    if slot in ("glasses", "sunglasses", "spectacles"):
        return dress.glasses
    if garment == "coat":
        return dress.outer in COATS
    return kind in (dress.outer, dress.top, dress.bottom, dress.hat, dress.neck)


def _worn(people: tuple[Figure, ...]) -> str:
    """What they wear, for who asked for something else."""
    if not people:
        return ""
    one = people[0].dress
    worn = [word.replace("_", " ") for word in (one.outer, one.top, one.bottom, one.shoes, one.hat, one.neck) if word]
    return f", but {_list(worn)}"


def _list(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
