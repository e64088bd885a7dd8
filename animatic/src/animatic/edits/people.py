"""What people do: how they stand and move, what is in their faces, where they look, what they hold."""

import re
from collections.abc import Callable
from dataclasses import replace

from animatic.acting import FEELINGS, HANDS, HELD, IMPLIED, POSE_WORDS
from animatic.edits.faults import UnknownEditError
from animatic.edits.naming import SAME, who
from animatic.edits.words import Words, singular
from animatic.graph import Figure, SceneGraph
from animatic.seating import furniture, settled
from animatic.staging import GOING, embraced
from contracts.storyboard import Place, Shot
from contracts.vocabulary import EXPRESSIONS, POSES

BODY = (
    "down",
    "up",
    "hand",
    "hands",
    "arm",
    "arms",
    "head",
    "feet",
    "face",
    "back",
    "each",
    "other",
    "start",
    "starts",
    "stop",
    "keep",
    "bit",
)
"""Words that go with a movement."""
PHRASES: tuple[tuple[str, str], ...] = (
    (r"\bcross(es|ed|ing)? (his |her |their )?arms|arms crossed", "arms_crossed"),
    (r"\b(raise|lift|put)s? (his |her |their )?(hands|arms)( up)?\b|hands up", "hands_up"),
    (r"hands? on (his |her |their )?hips?", "hands_on_hips"),
    (r"hand on (his |her |their )?heart", "hand_on_heart"),
    (r"\bstand(s|ing)?\b", "standing"),
)
FACING = ("left", "right", "us", "camera", "around", "away", "front", "forward", "viewer")
HOLDING = (
    "hold",
    "holds",
    "holding",
    "give",
    "gives",
    "carry",
    "carries",
    "carrying",
    "hand",
    "hands",
    "put",
    "take",
    "takes",
    "with",
)


def acting(graph: SceneGraph, words: Words) -> SceneGraph | None:
    """ "Let Mara sit", "make her smile", "turn him around", "he holds a lantern"; None when it is not about somebody."""
    people, rest = who(graph, words)
    if not people:
        return None
    for rule in (_holding, _turned, _moved):
        found = rule(graph, people, rest)
        if found is not None:
            return found
    return None


def _holding(graph: SceneGraph, people: tuple[Figure, ...], words: Words) -> SceneGraph | None:
    wanted = [word for word in words.left() if SAME.get(singular(word), singular(word)) in HELD]
    if not wanted or not words.has(*HOLDING) or words.take((*wanted, *HOLDING)).left():
        return None
    thing = SAME.get(singular(wanted[-1]), singular(wanted[-1]))
    handless = [one.name for one in people if one.dress.species not in ("", "robot")]
    if handless:
        raise UnknownEditError(f"{handless[0]} cannot hold a {thing}.")
    return _each(graph, people, lambda one: replace(one, held=thing, pose=one.pose if one.pose in HANDS[3:] else "holding"))


def _turned(graph: SceneGraph, people: tuple[Figure, ...], words: Words) -> SceneGraph | None:
    if not words.has(*FACING) or words.take((*FACING, "face", "faces", "facing", "back", "to", "towards")).left():
        return None
    if words.has("left", "right"):
        side = "left" if words.has("left") else "right"
        return _each(graph, people, lambda one: replace(one, facing=side, turn=max(one.turn, 0.4)))
    if words.has("around", "away") or words.has("back"):
        seen = any(one.facing == "back" for one in people)
        return _each(graph, people, lambda one: replace(one, facing="right" if seen else "back"))
    return _each(graph, people, lambda one: replace(one, facing="right" if one.facing == "back" else one.facing, turn=0.05))


def _moved(graph: SceneGraph, people: tuple[Figure, ...], words: Words) -> SceneGraph | None:
    text = " ".join(words.open())
    phrase = next(((match.group(0), pose) for pattern, pose in PHRASES if (match := re.search(pattern, text))), ("", ""))
    known, pose = phrase[0].split(), phrase[1]
    feeling = ""
    for word in words.left():
        as_pose = word if word in POSES else _found(POSE_WORDS, word)
        as_feeling = word if word in EXPRESSIONS else _found(FEELINGS, word)
        if as_pose or as_feeling:
            known.append(word)
            pose, feeling = pose or as_pose, feeling or as_feeling
    rest = words.take((*known, *BODY)).left()
    if (not pose and not feeling) or rest:
        return None
    done = _each(graph, people, lambda one: _posed(graph, one, pose, feeling))
    if pose == "embracing" and len(people) == 2:
        return _held_together(done, people)
    if pose in GOING and people[0].facing in ("left", "right"):
        return _each(done, people, lambda one: replace(one, facing=people[0].facing))
    return done


def _held_together(graph: SceneGraph, people: tuple[Figure, ...]) -> SceneGraph:
    """Two who embrace stand breast to breast, where the first of them stood."""
    one, other = (next(f for f in graph.figures if f.id == person.id) for person in people)
    pair = {figure.id: replace(figure, turn=0.72) for figure in embraced(replace(one, facing="right"), other)}
    return replace(graph, figures=tuple(pair.get(figure.id, figure) for figure in graph.figures))


def _found(table: tuple[tuple[str, str], ...], word: str) -> str:
    """The entry that the word begins with soonest: an embrace is no race."""
    found = [(match.start(), i) for i, (pattern, _) in enumerate(table) if (match := re.search(pattern, word))]
    return table[min(found)[1]][1] if found else ""


def _posed(graph: SceneGraph, figure: Figure, pose: str, feeling: str) -> Figure:
    expression = feeling or figure.expression
    if not pose:
        return replace(figure, expression=expression)
    back = "right" if figure.facing == "back" and figure.pose in ("turned_away", "climbing") else figure.facing
    facing = "back" if pose in ("turned_away", "climbing") else back
    held = figure.held if pose in HANDS else ""
    lies_high = any(piece.id == f"bed-{figure.id}" for piece in graph.props)
    moved = replace(figure, pose=pose, expression=expression, facing=facing, held=held or IMPLIED.get(pose, ""))
    moved = replace(moved, y=0.0) if lies_high else moved
    return settled(moved, Shot(id="", size="wide", frames=1, action=""), _place(graph))


def _each(graph: SceneGraph, people: tuple[Figure, ...], change: Callable[[Figure], Figure]) -> SceneGraph:
    """The figures changed, with the seats and beds that they now need; those they leave stay."""
    ids = {one.id for one in people}
    figures = tuple(change(one) if one.id in ids else one for one in graph.figures)
    changed = tuple(one for one in figures if one.id in ids)
    have = {piece.id for piece in graph.props}
    seats = tuple(piece for piece in furniture(changed, _place(graph), graph.interior) if piece.id not in have)
    gone = {f"blanket-{one.id}" for one in changed if one.pose not in ("lying", "sleeping")}
    return replace(graph, figures=figures, props=(*(p for p in graph.props if p.id not in gone), *seats))


def _place(graph: SceneGraph) -> Place:
    return Place(id="", name="", kind=graph.place, interior=graph.interior)
