"""Whom and what the words name in a picture: by name, by kind ("the old man", "her"), by where it stands ("the left lamp")."""

from collections.abc import Sequence
from typing import TypeVar

from animatic.edits.words import FILLER, Words, singular
from animatic.graph import Dress, Figure, Piece, SceneGraph
from contracts.vocabulary import SPECIES

EVERYBODY = ("everybody", "everyone", "people", "all", "both", "they", "them", "their")
PRONOUNS = {"her": "female", "she": "female", "hers": "female", "his": "male", "he": "male", "him": "male"}
NOUNS = ("man", "men", "woman", "women", "boy", "girl", "child", "children", "kid", "person", "robot", "animal", "lady", "guy")
AGES = {"old": "old", "young": "young", "little": "child"}
SAME = {
    "couch": "sofa", "tv": "television", "bike": "bicycle", "plane": "airplane", "picture": "painting", "mug": "cup",
    "telephone": "phone", "plant": "plant", "lantern": "lantern", "streetlamp": "lamppost", "streetlight": "lamppost",
    "bookshelf": "bookcase", "boulder": "rock", "stone": "rock", "carpet": "rug", "pistol": "gun", "weapon": "gun",
}  # fmt: skip
"""Other words for what painters draw."""
WIDER = {
    "lamp": ("lamppost", "chandelier", "spotlight", "stone_lantern"),
    "light": ("lamp", "floor_lamp", "ceiling_lamp", "lamppost", "spotlight"),
    "house": ("cottage", "hut"), "tree": ("pine", "palm", "jungle_tree"), "building": ("house", "tower_block", "facades"),
    "vehicle": ("car", "truck", "bus"),
    "seat": ("chair", "bench", "stool", "armchair", "sofa"), "wall": ("shell",),
}  # fmt: skip
"""What a word also means where nothing has its own name."""
Thing = TypeVar("Thing", Figure, Piece)


def who(graph: SceneGraph, words: Words) -> tuple[tuple[Figure, ...], Words]:
    """The figures that are named, and the words without their names; nobody when nobody is."""
    people = [figure for figure in graph.figures if "." not in figure.id]
    for figure in sorted(people, key=lambda one: -len(one.name)):
        for name in (figure.name.lower(), *_parts(figure)):
            rest = words.phrase(name)
            if rest is not None:
                more, rest = who(graph, rest) if rest.has(*_all_names(people, figure)) else ((), rest)
                return (figure, *(one for one in more if one.id != figure.id)), rest
    if words.has("crowd", "passers", "passersby", "villagers"):
        return tuple(f for f in graph.figures if "." in f.id), words.take(("crowd", "passers", "by", "passersby", "villagers"))
    if words.has(*EVERYBODY):
        return graph.figures, words.take(EVERYBODY)
    return _by_kind(people, words)


def _parts(figure: Figure) -> list[str]:
    """Words of a name that may stand for it."""
    parts = figure.name.lower().replace("-", " ").split()
    return [part for part in parts if len(part) > 2 and part not in FILLER and part not in NOUNS and part not in AGES]


def _all_names(people: list[Figure], but: Figure) -> list[str]:
    return [part for one in people if one.id != but.id for part in _parts(one)]


def _by_kind(people: list[Figure], words: Words) -> tuple[tuple[Figure, ...], Words]:
    noun = next((word for word in words.open() if singular(word) in (*NOUNS, *SPECIES)), "")
    pronoun = next((word for word in words.open() if word in PRONOUNS), "")
    if noun:
        found = [figure for figure in people if _is(figure.dress, singular(noun))]
        age = next((word for word in words.open() if word in AGES), "")
        found = [one for one in found if one.dress.age == AGES[age]] if age else found
        rest = words.take((noun, age) if age else (noun,))
        found, rest = sided(found, rest)
        return tuple(found[:1] if noun == singular(noun) else found), rest
    if pronoun:
        found = [figure for figure in people if figure.dress.sex == PRONOUNS[pronoun]]
        unsure = [figure for figure in people if figure.dress.sex == "unknown" and not figure.dress.species]
        return tuple((found or unsure)[:1]), words.take(PRONOUNS)
    return (), words


def _is(dress: Dress, noun: str) -> bool:
    if dress.species:
        return noun in (dress.species, "animal") and (noun, dress.species) != ("animal", "robot")
    grown = dress.age != "child"
    return {
        "man": grown and dress.sex != "female",
        "men": grown and dress.sex != "female",
        "guy": grown and dress.sex != "female",
        "woman": grown and dress.sex != "male",
        "women": grown and dress.sex != "male",
        "lady": grown and dress.sex != "male",
        "boy": not grown and dress.sex != "female",
        "girl": not grown and dress.sex != "male",
        "person": True,
    }.get(noun, not grown and noun in ("child", "children", "kid"))


def sided(found: Sequence[Thing], words: Words) -> tuple[list[Thing], Words]:
    """Of several, the one on the side that is named."""
    if len(found) < 2 or not words.has("left", "right"):
        return list(found), words
    side = min if words.has("left") else max
    return [side(found, key=lambda one: one.x)], words.take(("left", "right", "side"))


def things(graph: SceneGraph, words: Words) -> tuple[tuple[Piece, ...], Words]:
    """The things that are named, and the words without their names: "lamp" is a floor lamp too, and a ceiling lamp."""
    pieces = (*graph.props, *graph.scenery)
    for kind in sorted({piece.kind for piece in pieces}, key=lambda one: -len(one)):
        rest = words.phrase(kind.replace("_", " "))
        if rest is not None:
            found, rest = sided([piece for piece in pieces if piece.kind == kind], rest)
            return tuple(found), rest
    for word in words.open():
        noun = SAME.get(singular(word), singular(word))
        found = [piece for piece in pieces if noun in (piece.kind, *piece.kind.split("_")[-1:])]
        found = found or [piece for piece in pieces if piece.kind in WIDER.get(noun, ())]
        if found:
            found, rest = sided(found, words.take((word,)))
            return tuple(found), rest
    return (), words
