"""Draws a recipe as a Mermaid flow chart, from the steps that it grows. Used by `scripts/draw_recipe.py`."""

from collections.abc import Iterable, Mapping

from coordinator.domain.graph import NewStep, Policy


def draw(steps: Iterable[NewStep], after: Iterable[NewStep], policies: Mapping[str, Policy]) -> str:
    """One box per kind of step with its command; what happens on failure is written on it. `after` runs once it has ended."""
    kinds: dict[str, set[str]] = {}
    many: set[str] = set()
    for step in steps:
        kinds.setdefault(step.kind, set()).update(key.partition(":")[0] for key in step.depends)
        if ":" in step.key:
            many.add(step.kind)
    lines = ["flowchart TD"]
    lines += [_box(kind, policies[kind], many=kind in many) for kind in kinds]
    lines += [f"    {before} --> {kind}" for kind, depends in kinds.items() for before in sorted(depends)]
    for kind in kinds:
        if undo := policies[kind].undo:
            lines += [_box(undo, policies[undo]), f"    {kind} -. undo .-> {undo}"]
    undos = [policies[kind].undo for kind in kinds if policies[kind].undo]
    ends = [*(kind for kind in kinds if policies[kind].pivot), *undos]
    for step in after:
        lines.append(_box(step.kind, policies[step.kind]))
        lines += [f"    {end} -. afterwards .-> {step.kind}" for end in ends]
    return "\n".join(lines) + "\n"


def _box(kind: str, policy: Policy, *, many: bool = False) -> str:
    notes = [policy.command.__name__]
    if policy.retry.attempts > 1:
        notes.append(f"{policy.retry.attempts} attempts")
    if policy.stand_in:
        notes.append("stand-in")
    if policy.skip:
        notes.append("can be left out")
    if policy.pivot:
        notes.append("no way back")
    name = f"<b>{kind}{' …' if many else ''}</b>"
    return f'    {kind}["{"<br/>".join((name, *notes))}"]'
