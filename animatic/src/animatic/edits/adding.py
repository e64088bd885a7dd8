"""Things, people and animals that come into a picture: beside those who are there, where there is room."""

from dataclasses import replace

from animatic.acting import HELD
from animatic.chance import seed_of
from animatic.edits.clothes import colour_in
from animatic.edits.faults import UnknownEditError
from animatic.edits.naming import AGES, SAME, who
from animatic.edits.words import Words, singular
from animatic.fixtures import ON_WALLS
from animatic.graph import Figure, Piece, SceneGraph
from animatic.looks import dress_of, height_of
from animatic.paint.registry import THINGS
from animatic.props import HANGING, LARGE
from animatic.staging import extent
from contracts.storyboard import CastMember, Look
from contracts.vocabulary import SPECIES

ADD = ("add", "put", "place", "bring", "insert", "with", "include", "another", "there", "give", "want")
WHERE = (
    "left",
    "right",
    "side",
    "behind",
    "front",
    "beside",
    "next",
    "near",
    "background",
    "foreground",
    "middle",
    "also",
    "too",
)
SEXES = {"man": "male", "boy": "male", "guy": "male", "woman": "female", "girl": "female", "lady": "female"}
CHILDREN = ("boy", "girl", "child", "kid")


def added(graph: SceneGraph, words: Words) -> SceneGraph | None:
    """ "Add a lamp on the left", "put a dog next to Mara", "add an old man"; None when nothing is to come in."""
    if not words.has(*ADD):
        return None
    nouns = [word for word in words.left() if _kind(word) or _being(word)]
    if not nouns:
        return None
    noun = nouns[0]
    plain = words.take((*nouns[:1], *ADD, *WHERE))
    age = next((word for word in plain.open() if word in AGES), "")
    near, rest = who(graph, plain.take((age,) if age else ()))
    colour, rest = colour_in(rest)
    if rest.left():
        return None
    x, z = _spot(graph, words, near, LARGE.get(_kind(noun), 0.0))
    if _being(noun):
        return _joined(graph, singular(noun), AGES.get(age, ""), (x, z))
    return _placed(graph, _kind(noun), colour, (x, z))


def _kind(word: str) -> str:
    """What painter draws this word."""
    one = singular(word)
    return next((kind for kind in (word, one, SAME.get(one, "")) if kind in THINGS and kind not in ("animal", "robot")), "")


def _being(word: str) -> bool:
    one = singular(word)
    return one in SPECIES or one in (*SEXES, *CHILDREN, "person")


def _spot(graph: SceneGraph, words: Words, near: tuple[Figure, ...], behind: float) -> tuple[float, float]:
    """Where something new stands: at the side that is named, else where there is most room."""
    camera = graph.camera
    half = 0.5 * graph.width * camera.subject / camera.focal
    people = [figure for figure in graph.figures if figure.z > -0.5]
    right = max((f.x + extent(f)[1] for f in near or people), default=camera.x)
    left = min((f.x + extent(f)[0] for f in near or people), default=camera.x)
    z = behind or (0.9 if words.has("behind", "background") else -0.3 if words.has("front", "foreground") else 0.15)
    if behind:
        half *= 1 + 0.5 * behind / camera.subject
    side = (
        -1 if words.has("left") else 1 if words.has("right") else (1 if camera.x + half - right >= left - camera.x + half else -1)
    )
    if near and not words.has("left", "right"):
        return (right + 0.45, z)
    edge, wall = (right, camera.x + half) if side > 0 else (left, camera.x - half)
    if abs(wall - edge) < 0.5:
        return ((edge + wall) / 2, max(z, 0.9))
    return (edge + side * min(0.6, abs(wall - edge) / 2) if people else camera.x + side * half * 0.5, z)


def _placed(graph: SceneGraph, kind: str, colour: str, spot: tuple[float, float]) -> SceneGraph:
    number = 1 + sum(1 for piece in graph.props if piece.kind == kind)
    name = f"added-{kind}-{number}"
    piece = Piece(
        name, kind, spot[0], spot[1], ON_WALLS.get(kind, HANGING.get(kind, 0.0)), seed=seed_of(graph.seed, name), colour=colour
    )
    if kind not in HELD:
        return replace(graph, props=(*graph.props, piece))
    stand = Piece(f"stand-{name}", "table", spot[0], spot[1] + 0.01, size=0.62)
    return replace(graph, props=(*graph.props, stand, replace(piece, y=0.48)))


def _joined(graph: SceneGraph, noun: str, age: str, spot: tuple[float, float]) -> SceneGraph:
    if len(graph.figures) >= 14:
        raise UnknownEditError("There is no room for more people in this picture; remove somebody first.")
    number = 1 + sum(1 for figure in graph.figures if figure.id.startswith(f"added-{noun}"))
    name = f"added-{noun}-{number}"
    child = noun in CHILDREN or age == "child"
    look = Look.model_validate(
        {
            "sex": SEXES.get(noun, "unknown"),
            "age": "child" if child else age or "adult",
            "species": noun if noun in SPECIES else None,
        }
    )
    kind = "robot" if noun == "robot" else "animal" if noun in SPECIES else "child" if child else "person"
    member = CastMember.model_validate({"id": name, "name": noun, "kind": kind, "look": look})
    dress = dress_of(member)
    figure = Figure(name, kind, noun.capitalize(), dress, spot[0], height_of(member, dress), z=spot[1])
    left, right, _ = extent(figure)
    x = spot[0] + (right - left) / 2 * (1 if spot[0] >= graph.camera.x else -1)
    facing = "left" if x > graph.camera.x else "right"
    return replace(graph, figures=(*graph.figures, replace(figure, x=x, facing=facing, seed=seed_of(graph.seed, name))))
