"""What a picture model is told: an order in the words and the form that its family wants, within what it reads. Pure.

`imagery/prompts/` holds the texts, `words` what is put into them.
"""

from collections.abc import Mapping, Sequence

from contracts.catalogue import Model
from contracts.storyboard import CastMember, Element, Place, Scene, Storyboard
from imagery.domain import EditOrder, PictureOrder
from imagery.vendors import words
from vendor_http.prompts import Prompt, render

PACKAGE = "imagery.prompts"
USUAL = 2400
"""Characters for a model of which nobody knows how much it reads."""
EXPENDABLE = ("palette", "lens", "mood", "light", "style", "where", "elements")
"""What is left out first, one after the other, until a prompt is short enough."""
TAGS = frozenset({"diffusion"})
"""Families that read phrases with commas between them, not sentences."""


def prompt_of(order: PictureOrder, model: Model, shown: Sequence[str] = ()) -> Prompt:
    """The order in words. `shown` are the subjects whose pictures go with it, in their order; an empty one is the start frame."""
    if order.kind == "frame":
        task = "end" if order.which == "end" and "" in shown else "frame"
        return _rendered(task, model, _frame(order.storyboard, shown))
    return _rendered(*_sheet(order, model))


def edit_prompt_of(order: EditOrder, model: Model) -> Prompt:
    """A change in words: what is wanted, and that the rest stays."""
    look = words.style(Storyboard(title="", style=order.style, scenes=()))
    return _rendered("edit", model, {"instruction": words.sentence(order.instruction), **look})


def _rendered(task: str, model: Model, inputs: Mapping[str, str]) -> Prompt:
    """The prompt of the model's family, without so much of what is expendable that the model reads all of it."""
    longest, left = model.limits.max_prompt or USUAL, dict(inputs)
    prompt = _joined(render(PACKAGE, task, model.dialect, left), model.dialect)
    for name in EXPENDABLE:
        if len(prompt["prompt"]) <= longest:
            return prompt
        if left.get(name):
            left[name] = ""
            prompt = _joined(render(PACKAGE, task, model.dialect, left), model.dialect)
    return _cut(prompt, longest)


def _joined(prompt: Prompt, dialect: str) -> Prompt:
    """As phrases where the family wants them."""
    if dialect not in TAGS:
        return prompt
    parts = ((part, ", ".join(line.rstrip(" .,") for line in text.splitlines() if line.strip())) for part, text in prompt.parts)
    return Prompt(prompt.name, tuple(parts))


def _cut(prompt: Prompt, longest: int) -> Prompt:
    """At the last whole word: what stands first in a prompt matters most."""
    if len(prompt["prompt"]) <= longest:
        return prompt
    kept = prompt["prompt"][:longest].rpartition(" ")[0]
    return Prompt(prompt.name, tuple((part, kept if part == "prompt" else text) for part, text in prompt.parts))


def _frame(board: Storyboard, shown: Sequence[str]) -> dict[str, str]:
    scene = board.scenes[0]
    shot, where = scene.shots[0], next(iter(board.places), None)
    insert = shot.size == "insert"
    cast = [words.hands(one) if insert else words.member(one, shot) for one in board.cast]
    return {
        "framing": words.sentence(words.framing(shot, board.cast)),
        "lens": words.LENSES[shot.size],
        "action": words.action(shot),
        "cast": "\n".join(cast),
        "people": ", ".join(one.name for one in board.cast) or "only the place and its things",
        "elements": "\n".join(words.element(one) for one in board.elements),
        "mood": "" if scene.mood == "neutral" else scene.mood.replace("_", " "),
        "absent": _absent(scene, board.cast),
        **_where(scene, where, brief=shot.size in ("close_up", "extreme_close_up", "insert")),
        **_references(board, shown),
        **words.style(board),
    }


def _where(scene: Scene, where: Place | None, *, brief: bool) -> dict[str, str]:
    hour = words.hour(scene, where)
    return {
        "where": words.place(where, scene, brief=brief) if where else "",
        "hour": hour,
        "light": words.LIGHTS[scene.time] if where is None or not where.interior else "",
    }


def _references(board: Storyboard, shown: Sequence[str]) -> dict[str, str]:
    things: tuple[CastMember | Place | Element, ...] = (*board.cast, *board.places, *board.elements)
    names = {one.id: one.name for one in things}
    told = [f"{number}. {names[subject]}" for number, subject in enumerate(shown, 1) if subject]
    return {"shown": "; ".join(told)}


def _absent(scene: Scene, cast: Sequence[CastMember]) -> str:
    """What would contradict the shot, for families that are told what not to show."""
    found = [] if cast else ["people", "faces"]
    found += {"night": ["sunlight", "blue sky"], "day": ["night sky"]}.get(scene.time, [])
    return ", ".join(found)


def _sheet(order: PictureOrder, model: Model) -> tuple[str, Model, dict[str, str]]:
    board = order.storyboard
    look = words.style(board)
    for one in board.cast:
        return "cast_sheet", model, {"name": one.name, "look": words.look(one), **look}
    for where in board.places:
        scene = next(iter(board.scenes), None)
        hour = words.hour(scene, where) if scene else ""
        return "place_sheet", model, {"where": words.place(where, scene), "hour": hour, **look}
    return "element_sheet", model, {"thing": words.element(board.elements[0]), **look}
