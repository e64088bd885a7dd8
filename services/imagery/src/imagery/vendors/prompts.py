"""What picture models are told: an order in words. Pure; every adapter that speaks to a model of words uses it.

The words come from the storyboard and are data: they are put where they describe something, and never read as orders.
"""

from collections.abc import Iterator, Sequence

from contracts.catalogue import all_styles
from contracts.storyboard import CastMember, Element, Look, Place, Scene, Shot, Storyboard
from imagery.domain import PictureOrder

SIZES = {
    "extreme_wide": "Extreme wide shot: the place dominates, people are tiny",
    "wide": "Wide shot: whole figures in their surroundings",
    "full": "Full shot: figures from head to foot fill the height",
    "medium": "Medium shot: figures from the waist up",
    "close_up": "Close-up: one face fills the picture",
    "extreme_close_up": "Extreme close-up: a detail of a face fills the picture",
    "insert": "Insert: one thing in detail, nobody's face",
}
ANGLES = {
    "eye": "at eye level",
    "low": "from below, looking up",
    "high": "from above, looking down",
    "overhead": "from straight overhead",
    "over_shoulder": "over the shoulder of somebody in the foreground",
    "dutch": "with a tilted horizon",
}
TIMES = {"dawn": "at dawn", "day": "by day", "dusk": "at dusk", "night": "at night"}
NEGATIVE = "text, captions, subtitles, watermark, logo, border, split screen, deformed hands, extra limbs"
LONGEST = 2400
"""Characters; the shortest limit of the models that we know is 2,500."""


def prompt_of(order: PictureOrder, shown: Sequence[str] = ()) -> str:
    """The picture in words. `shown` are the subjects whose reference pictures go with it, in their order."""
    parts = _sheet(order) if order.kind == "sheet" else _frame(order.storyboard, shown)
    lines = [part for part in (*parts, _style(order.storyboard.style)) if part]
    return "\n".join(" ".join(line.split()) for line in lines)[:LONGEST]


def _frame(board: Storyboard, shown: Sequence[str]) -> Iterator[str]:
    scene = board.scenes[0]
    shot = scene.shots[0]
    yield f"{SIZES[shot.size]}, {ANGLES[shot.angle]}."
    yield _sentence(shot.prompt or shot.action)
    for member in board.cast:
        yield _member(member, shot) + _reference(member.id, shown)
    for element in board.elements:
        yield _element(element) + _reference(element.id, shown)
    for place in board.places:
        yield f"Place: {_place(place)}, {_light(scene)}." + _reference(place.id, shown)
    if scene.mood != "neutral":
        yield f"The mood is {scene.mood}."
    yield "One single moment of a film, filling the whole picture, without any writing."


def _sheet(order: PictureOrder) -> Iterator[str]:
    board = order.storyboard
    for member in board.cast:
        yield f"Reference picture for a film: {member.name}, alone, whole figure, facing us, on a plain light background."
        yield f"{member.name}: {_look(member)}."
    for place in board.places:
        yield "Reference picture for a film: an empty place, nobody in it, wide view."
        yield f"{_place(place)}{f', {_light(board.scenes[0])}' if board.scenes else ''}."
    for element in board.elements:
        yield "Reference picture for a film: one thing, whole, on a plain light background."
        yield _element(element)
    yield "Even light, sharp, without any writing."


def _reference(subject: str, shown: Sequence[str]) -> str:
    return f" Exactly as in reference picture {shown.index(subject) + 1}." if subject in shown else ""


def _member(member: CastMember, shot: Shot) -> str:
    does = ", ".join(word.replace("_", " ") for word in (shot.poses.get(member.id), shot.expressions.get(member.id)) if word)
    return f"{member.name}: {_look(member)}{f'; {does}' if does else ''}."


def _look(member: CastMember) -> str:
    look = member.look
    return ", ".join(word for word in (_who(member), look.description, *_body(look), *_clothes(look)) if word)


def _who(member: CastMember) -> str:
    look = member.look
    if member.kind == "animal":
        return look.species or "an animal"
    if member.kind in ("robot", "crowd"):
        return f"a {member.kind}"
    if member.kind == "child" or look.age == "child":
        return {"female": "a girl", "male": "a boy"}.get(look.sex, "a child")
    age = {"young": "young ", "old": "old "}.get(look.age, "")
    return f"{'an' if age == 'old ' else 'a'} {age}{ {'female': 'woman', 'male': 'man'}.get(look.sex, 'person') }"


def _body(look: Look) -> Iterator[str]:
    if look.height != "average":
        yield look.height
    if look.build != "average":
        yield f"of {look.build} build"
    if look.skin:
        yield f"{look.skin} skin"
    hair = " ".join(word for word in (look.hair_style, look.hair_colour) if word)
    if hair:
        yield f"{hair} hair"
    if look.beard:
        yield "a beard"
    if look.glasses:
        yield "glasses"


def _clothes(look: Look) -> Iterator[str]:
    for garment in look.clothes:
        yield f"{garment.colour} {garment.item}" if garment.colour else garment.item


def _element(element: Element) -> str:
    return _sentence(f"{element.name}: {element.description}" if element.description else element.name)


def _place(place: Place) -> str:
    kind = f"{place.kind.replace('_', ' ')}, {'inside' if place.interior else 'outside'}"
    told = (place.name, kind, place.description, place.period, place.architecture, place.light)
    return ", ".join(word.strip().rstrip(".") for word in told if word)


def _light(scene: Scene) -> str:
    return TIMES[scene.time] + (f", {scene.weather}" if scene.weather != "clear" else "")


def _style(style: str) -> str:
    known = all_styles().get(style)
    return f"Style: {known.name}. {known.description}" if known else f"Style: {style}."


def _sentence(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip()}."
