"""A shot, a sheet's subject and a style in words, by the names that the prompts call them. Pure.

The words come from the storyboard and describe. Nothing is added that the shot contradicts: no people where nobody is seen,
no sun at night, no rain in a room, no faces in an insert.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from contracts.catalogue import all_styles
from contracts.storyboard import CastMember, Element, Look, Place, Scene, Shot, Storyboard

SIZES = {
    "extreme_wide": "extreme wide shot",
    "wide": "wide shot",
    "full": "full shot",
    "medium": "medium shot",
    "close_up": "close-up",
    "extreme_close_up": "extreme close-up",
    "insert": "insert shot",
}
ANGLES = {
    "eye": "at eye level",
    "low": "from below, looking up",
    "high": "from above, looking down",
    "overhead": "from straight overhead",
    "over_shoulder": "over the shoulder of somebody in the foreground",
    "dutch": "with a tilted horizon",
}
LENSES = {
    "extreme_wide": "18mm lens, everything in focus",
    "wide": "24mm lens, deep focus",
    "full": "35mm lens",
    "medium": "50mm lens, soft background",
    "close_up": "85mm lens, shallow focus, blurred background",
    "extreme_close_up": "100mm macro lens, very shallow focus",
    "insert": "100mm macro lens, shallow focus",
}
TIMES = {"dawn": "at dawn", "day": "by day", "dusk": "at dusk", "night": "at night"}
WEATHERS = {"rain": "it rains", "snow": "snow falls", "fog": "fog hangs in the air", "storm": "a storm rages"}
LIGHTS = {
    "dawn": "first soft light, low and cool",
    "day": "daylight",
    "dusk": "low warm light, long shadows",
    "night": "darkness, lit only by what shines in the picture",
}
_BY_DAY = re.compile(r"\b(sun\w*|day\w*|noon|midday|morning)\b", re.IGNORECASE)
_BY_NIGHT = re.compile(r"\b(moon\w*|star\w*|night\w*|midnight)\b", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b[A-ZÀ-Þ]{3,}\b|[\"“”„«»]|\b(?:he|she|they|him|his|hers?|their|them|I|you|we)\b", re.UNICODE)
"""Marks of a sentence that tells of somebody."""
AWAY = frozenset({"underwater", "space_station", "spaceship", "planet", "cave"})
"""Kinds of places where no weather of ours is seen."""


def framing(shot: Shot, cast: Sequence[CastMember]) -> str:
    """How much of whom is seen, and from where."""
    return f"{_article(SIZES[shot.size])}, {ANGLES[shot.angle]}: {_seen(shot, cast)}"


def _seen(shot: Shot, cast: Sequence[CastMember]) -> str:
    names = _listed([member.name for member in cast])
    match shot.size:
        case "insert":
            thing = f"the {shot.props[0].replace('_', ' ')}" if shot.props else "one thing"
            return f"{thing} in detail, nobody's face" if not cast else f"{thing} in detail, of {names} at most the hands"
        case "close_up" | "extreme_close_up" if not cast:
            return "a detail fills the picture, nobody is seen"
        case "extreme_close_up":
            return f"a detail of the face of {cast[0].name} fills the picture"
        case "close_up":
            return f"the face of {names} fills the picture" if len(cast) == 1 else f"the faces of {names} fill the picture"
        case "extreme_wide" if cast:
            return f"the place dominates, {names} {'is' if len(cast) == 1 else 'are'} tiny in it"
        case _ if not cast:
            return "the place itself, nobody is seen"
        case "medium":
            return f"{names} from the waist up"
    return f"{names} from head to foot, in their surroundings" if shot.size == "wide" else f"{names} from head to foot"


def action(shot: Shot) -> str:
    """What happens in this one moment, and with what; the shot's own prompt would tell everything else a second time."""
    told = sentence(shot.action or shot.prompt)
    things = [prop.replace("_", " ") for prop in shot.props]
    missing = [thing for thing in things if thing.lower() not in told.lower()]
    return f"{told} In the picture: {', '.join(missing)}." if missing and shot.action else told


def member(one: CastMember, shot: Shot | None = None, reference: str = "") -> str:
    """Somebody, and in a shot what he or she does."""
    does = () if shot is None else (shot.poses.get(one.id), shot.expressions.get(one.id))
    doing = ", ".join(word.replace("_", " ") for word in does if word)
    return sentence(f"{one.name}: {look(one)}{f'; {doing}' if doing else ''}") + reference


def hands(one: CastMember) -> str:
    """What of somebody an insert can show."""
    clothes = ", ".join(_clothes(one.look))
    return sentence(f"The hands of {one.name}, {who(one)}{f', wearing {clothes}' if clothes else ''}")


def look(one: CastMember) -> str:
    """What marks somebody in every shot."""
    seen = one.look
    return flat(", ".join(word for word in (who(one), _marks(one), *_body(seen), *_clothes(seen)) if word))


def _marks(one: CastMember) -> str:
    """What a description tells besides; one that tells of what somebody does belongs to another moment."""
    told = one.look.description
    names = {word.lower() for name in (one.name, *one.aliases) for word in name.split() if len(word) > 2}
    return "" if names & {word.lower() for word in re.findall(r"\w+", told)} or re.search(r"[.!?]\s", told) else told


def who(one: CastMember) -> str:
    """A kind of being: age and sex, or species."""
    seen = one.look
    if one.kind == "animal":
        return _article(seen.species or "animal").lower()
    if one.kind in ("robot", "crowd"):
        return f"a {one.kind}"
    if one.kind == "child" or seen.age == "child":
        return {"female": "a girl", "male": "a boy"}.get(seen.sex, "a child")
    age = {"young": "young ", "old": "old "}.get(seen.age, "")
    return f"{'an' if age == 'old ' else 'a'} {age}{ {'female': 'woman', 'male': 'man'}.get(seen.sex, 'person') }"


def _body(seen: Look) -> Iterator[str]:
    if seen.height != "average":
        yield seen.height
    if seen.build != "average":
        yield f"of {seen.build} build"
    if seen.skin:
        yield f"{seen.skin} skin"
    hair = " ".join(word for word in (seen.hair_style, seen.hair_colour) if word)
    if hair:
        yield f"{hair} hair"
    if seen.beard:
        yield "a beard"
    if seen.glasses:
        yield "glasses"


def _clothes(seen: Look) -> Iterator[str]:
    for garment in seen.clothes:
        yield f"{garment.colour} {garment.item}".replace("_", " ") if garment.colour else garment.item.replace("_", " ")


def element(one: Element, reference: str = "") -> str:
    """A thing that must look the same each time."""
    return sentence(f"{one.name}: {one.description}" if one.description else one.name) + reference


def place(one: Place, scene: Scene | None, *, brief: bool = False) -> str:
    """Where it is, and its own light as far as the hour allows it."""
    kind = f"{one.kind.replace('_', ' ')}, {'inside' if one.interior else 'outside'}"
    more = () if brief else (_scenery(one.description), one.architecture, own_light(one, scene))
    return flat(", ".join(word.strip().rstrip(".") for word in (one.name, kind, *more) if word))


def _scenery(told: str) -> str:
    """What of a description is about the place; who comes by and what is said belongs to one shot of it."""
    sentences = re.split(r"(?<=[.!?])\s+", told)
    return " ".join(one for one in sentences if not _SOMEBODY.search(one))[:300]


def own_light(one: Place, scene: Scene | None) -> str:
    """The place's light; nothing when it speaks of the sun at night, or of the moon by day."""
    if scene is None:
        return one.light
    wrong = _BY_DAY if scene.time == "night" else _BY_NIGHT if scene.time == "day" else None
    return "" if wrong is not None and wrong.search(one.light) else one.light


def hour(scene: Scene, where: Place | None) -> str:
    """The hour and the weather, seen from where we are."""
    if scene.weather == "clear" or (where is not None and where.kind in AWAY):
        return TIMES[scene.time]
    outside = " outside the windows" if where is not None and where.interior else ""
    return f"{TIMES[scene.time]}, {WEATHERS[scene.weather]}{outside}"


def style(board: Storyboard) -> Mapping[str, str]:
    """What the film looks like: `style` in words, `palette` as colours, `medium` what kind of picture it is."""
    known = all_styles().get(board.style)
    if known is None:
        return {"style": board.style, "palette": "", "medium": "a picture"}
    medium = "a still from a live-action film" if known.category == "film" else "an illustrated film frame"
    return {"style": f"{known.name}. {known.description}", "palette": ", ".join(known.palette), "medium": medium}


def sentence(text: str) -> str:
    """One line that ends as a sentence does."""
    text = flat(text)
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def flat(text: str) -> str:
    """Text on one line, without what cannot be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _article(words: str) -> str:
    return f"{'An' if words[0] in 'aeiou' else 'A'} {words}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
