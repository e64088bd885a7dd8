"""What clip models are told: only what changes, because the start frame shows the rest, in the camera words of each family. Pure.

`motion/prompts/` holds the texts.
"""

import re
from collections.abc import Mapping

from contracts.catalogue import Model, all_styles
from motion.domain import ClipOrder, ExtendOrder, ImagineOrder
from vendor_http.prompts import Prompt, render

PACKAGE = "motion.prompts"
USUAL = 2000
"""Characters for a model of which nobody knows how much it reads."""
SENTENCES = {
    "static": "The camera does not move.",
    "push": "The camera slowly moves towards the subject.",
    "pull": "The camera slowly moves back from the subject.",
    "pan_left": "The camera slowly pans left.",
    "pan_right": "The camera slowly pans right.",
    "tilt_up": "The camera slowly tilts up.",
    "tilt_down": "The camera slowly tilts down.",
    "track_left": "The camera glides sideways to the left.",
    "track_right": "The camera glides sideways to the right.",
    "crane_up": "The camera rises.",
    "crane_down": "The camera sinks.",
    "handheld": "The camera is held by hand and sways a little.",
}
COMMANDS = {
    "static": "[Static shot]",
    "push": "[Push in]",
    "pull": "[Pull out]",
    "pan_left": "[Pan left]",
    "pan_right": "[Pan right]",
    "tilt_up": "[Tilt up]",
    "tilt_down": "[Tilt down]",
    "track_left": "[Truck left]",
    "track_right": "[Truck right]",
    "crane_up": "[Pedestal up]",
    "crane_down": "[Pedestal down]",
    "handheld": "[Shake]",
}
TERMS = {
    "static": "static shot",
    "push": "slow dolly in",
    "pull": "slow dolly out",
    "pan_left": "slow pan left",
    "pan_right": "slow pan right",
    "tilt_up": "slow tilt up",
    "tilt_down": "slow tilt down",
    "track_left": "tracking shot to the left",
    "track_right": "tracking shot to the right",
    "crane_up": "crane shot rising",
    "crane_down": "crane shot descending",
    "handheld": "handheld camera, slight sway",
}
CAMERA: Mapping[str, Mapping[str, str]] = {"hailuo": COMMANDS, "veo": TERMS, "luma": TERMS, "seedance": TERMS}
"""The camera words of a family; whole sentences for all others."""
WEATHERS = {
    "rain": "Rain keeps falling",
    "snow": "Snow keeps falling",
    "fog": "Fog drifts slowly",
    "storm": "Wind and rain lash through the picture",
}
_ARRIVES = re.compile(r"\b(enter|arriv|appear|emerg|approach|com(es|ing) (in|out|into|up)|joins?|bursts?)\w*", re.IGNORECASE)
EXPENDABLE = ("weather", "ending", "style")
"""What is left out first, one after the other, until a prompt is short enough."""


def prompt_of(order: ClipOrder, model: Model) -> Prompt:
    """What happens, and how the camera moves, in one unbroken shot."""
    camera = CAMERA.get(model.dialect, SENTENCES)[order.move]
    inputs = {
        "action": sentence(order.told),
        "talking": _talking(order.talking),
        "weather": f"{WEATHERS[order.weather]}." if order.weather in WEATHERS else "",
        "camera": camera,
        "last": "the last picture that is given" if order.end else "",
        "ending": sentence(order.ending),
        "unwanted": _unwanted(order),
    }
    return _rendered("clip", model, inputs)


def imagine_prompt_of(order: ImagineOrder, model: Model) -> Prompt:
    """What is seen and what happens, because no picture shows it."""
    known = all_styles().get(order.style)
    style = f"{known.name}. {known.description}" if known else order.style
    return _rendered("imagine", model, {"description": sentence(order.description), "style": style})


def extend_prompt_of(order: ExtendOrder, model: Model) -> Prompt:
    """What happens next."""
    return _rendered("extend", model, {"description": sentence(order.description)})


def _rendered(task: str, model: Model, inputs: Mapping[str, str]) -> Prompt:
    """The prompt of the model's family; what does not fit goes, the end of the action last."""
    longest, left = model.limits.max_prompt or USUAL, dict(inputs)
    prompt = render(PACKAGE, task, model.dialect, left)
    for name in EXPENDABLE:
        if len(prompt["prompt"]) > longest and left.get(name):
            left[name] = ""
            prompt = render(PACKAGE, task, model.dialect, left)
    over, long = len(prompt["prompt"]) - longest, "action" if "action" in left else "description"
    if over > 0:
        left[long] = left[long][: -over - 1].rpartition(" ")[0]
        prompt = render(PACKAGE, task, model.dialect, left)
    return prompt


def _talking(names: tuple[str, ...]) -> str:
    """Who moves the lips; the words themselves come from the film's sound."""
    if not names:
        return ""
    who = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{who} {'speaks' if len(names) == 1 else 'speak in turn'}, lips and face moving naturally."


def _unwanted(order: ClipOrder) -> str:
    """What contradicts the shot, for families that are told what to avoid: nobody new, no sway, no talk, unless it is wanted."""
    found = [] if _ARRIVES.search(order.told) else ["new people"]
    if not order.talking:
        found.append("talking")
    if order.move != "handheld":
        found.append("camera shake")
    if order.move == "static":
        found.append("camera movement")
    return ", ".join(found)


def sentence(text: str) -> str:
    """One line that ends as a sentence does."""
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
