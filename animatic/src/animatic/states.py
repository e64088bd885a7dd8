"""The states that a shot's things are in, put on the pieces of its picture: an open door, a broken window, lights that are out.

`compose` asks once everything stands; the painters read the details `open`, `lit`, `broken`, `filled` and `lying`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from animatic.fixtures import ALIKE
from animatic.graph import Light, Piece, SceneGraph
from animatic.light import moonlit
from contracts.vocabulary import LIGHTS

LAMPS = ("lamp", "floor_lamp", "ceiling_lamp", "chandelier", "candle", "candles", "torch", "fireplace", "beacon",
    "tank", "screens", "bottles", "spotlight", "spotlights", "console", "starfield")  # fmt: skip
"""What gives light to a room at night."""
ELECTRIC = ("lamp", "floor_lamp", "ceiling_lamp", "chandelier", "lamppost", "spotlight", "spotlights", "shell")
"""What goes on and off with the lights of a place; of a shell, the tubes under its ceiling."""
KINDS = ALIKE | {
    "lamp": ("lamp", "floor_lamp", "ceiling_lamp", "chandelier", "lamppost", "beacon", "lighthouse"),
    "fire": ("fire", "campfire", "fireplace"),
    "screen": ("screen", "screens", "big_screen"),
    "candle": ("candle", "candles"),
    LIGHTS: ELECTRIC,
}
"""The pieces that a word in `Shot.states` means, where there are others than its own."""
DETAILS: dict[str, dict[str, float | str]] = {
    "open": {"open": 1.0},
    "shut": {"open": 0.0},
    "lit": {"lit": 1.0},
    "dark": {"lit": 0.0},
    "broken": {"broken": 1.0},
    "empty": {"filled": 0.0},
    "full": {"filled": 1.0},
    "lying": {"lying": 1.0},
}
SOME = 0.3
"""What part of the lights shines where they go out or on one by one."""


def stated(graph: SceneGraph, states: Mapping[str, str]) -> SceneGraph:
    """The picture with its things as the words say they are; what is not said stays as it was."""
    if not states:
        return graph
    scenery, props = _changed(graph.scenery, states), _changed(graph.props, states)
    light = _lights(graph.light, states.get(LIGHTS, ""))
    if graph.interior and graph.time == "night" and states.get(LIGHTS) == "dark" and not any(map(shines, (*scenery, *props))):
        light = moonlit(light)
    return replace(graph, scenery=scenery, props=props, light=light)


def shines(piece: Piece) -> bool:
    """Whether a piece gives light to its room."""
    lit = piece.number("lit", 1) > 0
    return (piece.kind in LAMPS and lit) or (piece.word("beams") == "lights" and lit)


def _lights(light: Light, state: str) -> Light:
    if state == "dark":
        return replace(light, lamps=False)
    if state in ("lit", "partly_lit"):
        return replace(light, lamps=True, lit=SOME if state == "partly_lit" else 1.0)
    return light


def _changed(pieces: Iterable[Piece], states: Mapping[str, str]) -> tuple[Piece, ...]:
    found, count = list[Piece](), 0
    for piece in pieces:
        for name, state in states.items():
            if piece.id.startswith("seat-") or (piece.id != name and piece.kind not in KINDS.get(name, (name,))):
                continue
            if state == "partly_lit":
                state, count = "dark" if count % 3 else "lit", count + 1
            piece = replace(piece, details=piece.details | DETAILS.get(state, {}))
        found.append(piece)
    return tuple(found)
