"""The picture prompt of a shot, derived by code from storyboard facts: the same facts give the same words; used by board."""

from collections.abc import Mapping, Sequence

from analysis.domain.drafts import Draft
from contracts.storyboard import CastMember, Place, TimeOfDay, Weather


def prompt_of(draft: Draft, place: Place, when: tuple[TimeOfDay, Weather], cast: Mapping[str, CastMember], style: str) -> str:
    """Framing, action, who as they look, where and when, style."""
    time, weather = when
    framing = f"{draft.size.replace('_', ' ')} shot, {draft.angle.replace('_', ' ')} angle"
    people = "; ".join(_person(cast[m], draft.poses.get(m, ""), draft.expressions.get(m, "")) for m in draft.cast if m in cast)
    side = "interior" if place.interior else "exterior"
    where = f"{place.name} ({side} {place.kind.replace('_', ' ')}), {time}" + (f", {weather}" if weather != "clear" else "")
    things = f"with {', '.join(draft.props)}" if draft.props else ""
    return ". ".join(_sentences([framing, draft.action, people, where, things, f"{style} style"]))


def _sentences(parts: Sequence[str]) -> list[str]:
    return [part.strip().rstrip(".") for part in parts if part.strip()]


def _person(member: CastMember, pose: str, expression: str) -> str:
    look = member.look
    if member.kind == "animal":
        facts = [f"a {look.hair_colour} {look.species}"]
    elif member.kind == "crowd":
        facts = ["a crowd"]
    else:
        clothes = " and ".join(" ".join(filter(None, (g.colour, g.item))).replace("_", " ") for g in look.clothes)
        hair = "bald" if look.hair_style == "bald" else f"{look.hair_style} {look.hair_colour} hair"
        extras = ["beard"] * look.beard + ["glasses"] * look.glasses
        facts = [f"{look.age} {look.sex}", look.build, hair, *extras, clothes]
    return f"{member.name}: " + ", ".join([*filter(None, facts), *(x for x in (pose, expression) if x and x != "neutral")])
