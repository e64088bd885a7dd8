"""Things and people that are added, taken away, moved, made larger, lit or painted."""

from collections.abc import Callable
from dataclasses import replace

from animatic.colour import WORDS
from animatic.edits.clothes import colour_in
from animatic.edits.faults import UnknownEditError, not_there
from animatic.edits.naming import SAME, things, who
from animatic.edits.painted import same_look, takes_colour
from animatic.edits.words import Words, singular
from animatic.graph import Piece, SceneGraph

REMOVE = ("remove", "delete", "away", "rid", "without", "no", "erase", "hide", "gone", "leaves", "leave")
REMOVE_TOO = (*REMOVE, "take", "any", "every", "out", "hand", "hands", "side")
LIT = {"on": 1.0, "light": 1.0, "lit": 1.0, "shines": 1.0, "burns": 1.0, "off": 0.0, "out": 0.0, "dark": 0.0, "unlit": 0.0}
LIT_TOO = (*LIT, "switch", "switched", "blow", "blown", "shine", "burn", "goes", "go", "side")
MOVES = ("move", "moved", "left", "right", "shift", "side", "nearer", "closer", "farther", "back", "push", "bring")
LARGER = {
    "bigger": 1.35,
    "larger": 1.35,
    "enlarge": 1.35,
    "taller": 1.35,
    "big": 1.35,
    "smaller": 0.72,
    "shrink": 0.72,
    "small": 0.72,
}
LARGER_TOO = (*LARGER, "much", "side")
PAINT_TOO = ("paint", "painted", "recolour", "recolor", "side", "left", "right")


def removed(graph: SceneGraph, words: Words) -> SceneGraph | None:
    """ "Remove the lamp", "take the lantern away", "without Tom"; None when nothing is to go."""
    if not words.has(*REMOVE):
        return None
    people, rest = who(graph, words)
    if people and not rest.take(REMOVE_TOO).left():
        return _without(graph, tuple(one.id for one in people))
    word = next(iter(words.take(REMOVE_TOO).left()), "")
    noun = SAME.get(singular(word), singular(word))
    if noun and any(one.held.replace("_", " ") == noun for one in graph.figures):
        emptied = tuple(replace(one, held="") if one.held == noun else one for one in graph.figures)
        return replace(graph, figures=emptied)
    found, rest = things(graph, words)
    if not found:
        raise not_there(graph, " ".join(words.take(REMOVE_TOO).left()) or "such thing")
    if rest.take(REMOVE_TOO).left():
        return None
    return _without(graph, tuple(piece.id for piece in found))


def _without(graph: SceneGraph, ids: tuple[str, ...]) -> SceneGraph:
    for one in ids:
        graph = graph.without(one).without(f"stand-{one}") if one else graph
    return graph


def lit(graph: SceneGraph, words: Words) -> SceneGraph | None:
    """ "Turn off the lamp", "light the candle"; None when it is not about a light."""
    state = next((LIT[word] for word in words.open() if word in LIT), None)
    if state is None or not words.has("off", "out", "on", "lit", "unlit", "dark", "light", "shines", "burns"):
        return None
    found, rest = things(graph, words)
    if not found or rest.take(LIT_TOO).left():
        return None
    one = replace(found[0], details={**found[0].details, "lit": state})
    if same_look(one, replace(one, details={**one.details, "lit": 1.0 - state}), graph.light):
        kind = one.kind.replace("_", " ")
        raise UnknownEditError(f"A {kind} is not seen to shine at this hour, or never; make it dusk or night.")
    return _changed(graph, found, lambda piece: replace(piece, details={**piece.details, "lit": state}))


def moved(graph: SceneGraph, words: Words) -> SceneGraph | None:
    """ "Move the lamp to the left", "put Mara on the right", "a bigger tree"; None when nothing is to move."""
    step = -1 if words.has("left") else 1 if words.has("right") else 0
    away = 0.8 if words.has("back", "farther") else -0.5 if words.has("nearer", "closer") else 0.0
    factor = next((LARGER[word] for word in words.open() if word in LARGER), 1.0)
    if not (step or away) and factor == 1.0:
        return None
    plain = words.take(("left", "right"))
    people, rest = who(graph, plain)
    found, rest = ((), rest) if people else things(graph, plain)
    if not (people or found) or rest.take((*MOVES, *LARGER_TOO)).left():
        return None
    if people and factor != 1.0:
        raise UnknownEditError("People keep their height; things can be made larger or smaller.")
    reach = 0.3 * graph.width * graph.camera.subject / graph.camera.focal
    shift = step * reach
    ids = {one.id for one in people}
    figures = tuple(replace(f, x=f.x + shift, z=f.z + away) if f.id in ids else f for f in graph.figures)
    graph = replace(graph, figures=figures)
    with_them = tuple(p for p in graph.props if any(p.id.endswith(f"-{name}") for name in ids))
    return _changed(graph, (*found, *with_them), lambda p: replace(p, x=p.x + shift, z=p.z + away, size=p.size * factor))


def painted(graph: SceneGraph, words: Words) -> SceneGraph | None:
    """ "Paint the door blue", "a red car instead"; None when it is not about the colour of a thing."""
    if not any(word in WORDS for word in words.open()):
        return None
    found, rest = things(graph, words)
    colour, rest = colour_in(rest)
    if not found or not colour or rest.take(PAINT_TOO).left():
        return None
    fit = tuple(piece for piece in found if takes_colour(piece, graph.light))
    if not fit:
        raise UnknownEditError(f"A {found[0].kind.replace('_', ' ')} has its own colours and takes no other.")
    return _changed(graph, fit, lambda piece: replace(piece, colour=colour))


def _changed(graph: SceneGraph, found: tuple[Piece, ...], change: Callable[[Piece], Piece]) -> SceneGraph:
    ids = {piece.id for piece in found}
    scenery = tuple(change(piece) if piece.id in ids else piece for piece in graph.scenery)
    return replace(graph, scenery=scenery, props=tuple(change(piece) if piece.id in ids else piece for piece in graph.props))
