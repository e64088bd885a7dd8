"""Why an edit cannot be done, in a sentence that says what can."""

from animatic.graph import SceneGraph

CAN = (
    "What can be done: another hour, weather or style; the colour of clothes, hair or a thing; put on or take off a garment;"
    " how somebody stands, moves, looks or what they hold; add, remove, move or enlarge a thing or somebody; a light on or off;"
    " nearer, wider, from above, from below."
)


class UnknownEditError(ValueError):
    """The words ask for nothing that can be done to this picture; the text says what can."""


def not_understood(graph: SceneGraph, clause: str, words: tuple[str, ...] = ()) -> UnknownEditError:
    """Nobody knows what this part of the sentence wants, perhaps because of these words."""
    why = f" (unknown here: {', '.join(words)})" if words else ""
    return UnknownEditError(f'"{clause}" is not understood{why}. {CAN} In this picture: {names(graph)}.')


def not_there(graph: SceneGraph, what: str) -> UnknownEditError:
    """The picture does not have what is named."""
    return UnknownEditError(f"There is no {what} in this picture. There is: {names(graph)}.")


def names(graph: SceneGraph) -> str:
    """What can be named: people first."""
    people = [figure.name for figure in graph.figures if "." not in figure.id]
    held = [figure.held.replace("_", " ") for figure in graph.figures if figure.held]
    things = [piece.kind.replace("_", " ") for piece in (*graph.props, *graph.scenery)]
    return ", ".join(dict.fromkeys([*people, *held, *things])) or "nothing"
