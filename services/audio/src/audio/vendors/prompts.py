"""What models of music and effects are told: an order in words, in the form that the model's family wants. Pure.

`audio/prompts/` holds the texts.
"""

from collections.abc import Mapping

from audio.domain.orders import EffectsOrder, MusicOrder
from contracts.catalogue import Model
from vendor_http.prompts import Prompt, render

PACKAGE = "audio.prompts"
USUAL = 440
"""Characters for a model of which nobody knows how much it reads."""
EXPENDABLE = ("cues", "weather")
"""What is left out first, one after the other, until a prompt is short enough."""
HOURS = {"dawn": "early morning", "day": "daytime", "dusk": "evening", "night": "night"}
WEATHERS = {"rain": "raining", "snow": "snowing", "fog": "foggy and still", "storm": "storming"}


def music_prompt_of(order: MusicOrder, model: Model) -> Prompt:
    """The film's music: which mood from when on."""
    clock, course = 0, list[str]()
    for cue in order.cues:
        course.append(f"from second {clock // order.fps} {_flat(cue.mood)}, {_strength(cue.intensity)}")
        clock += cue.frames
    strongest = max((cue.intensity for cue in order.cues), default=0.5)
    return _rendered(
        "music",
        model,
        {
            "seconds": str(-(-order.frames // order.fps)),
            "moods": ", ".join(dict.fromkeys(_flat(cue.mood) for cue in order.cues)),
            "cues": "; ".join(course) if len(course) > 1 else "",
            "strength": _strength(strongest),
        },
    )


def ambience_prompt_of(order: EffectsOrder, model: Model) -> Prompt | None:
    """What a place sounds like; None where nothing is heard."""
    if order.ambience in ("", "silence"):
        return None
    weather = WEATHERS.get(order.weather, "")
    inputs = {
        "inside": "indoors" if order.interior else "outdoors",
        "ambience": _flat(order.ambience),
        "hour": HOURS.get(order.time, order.time),
        "weather": f"{weather} outside" if weather and order.interior else weather,
    }
    return _rendered("ambience", model, inputs)


def effect_prompt_of(name: str, model: Model) -> Prompt:
    """One effect."""
    return _rendered("effect", model, {"effect": _flat(name)})


def _rendered(task: str, model: Model, inputs: Mapping[str, str]) -> Prompt:
    """The prompt of the model's family, cut at a word where nothing more can be left out."""
    longest, left = model.limits.max_prompt or USUAL, dict(inputs)
    prompt = render(PACKAGE, task, model.dialect, left)
    for name in EXPENDABLE:
        if len(prompt["prompt"]) > longest and left.get(name):
            left[name] = ""
            prompt = render(PACKAGE, task, model.dialect, left)
    if len(prompt["prompt"]) <= longest:
        return prompt
    kept = prompt["prompt"][:longest].rpartition(" ")[0]
    return Prompt(prompt.name, tuple((part, kept if part == "prompt" else text) for part, text in prompt.parts))


def _strength(intensity: float) -> str:
    return "quiet" if intensity < 0.34 else "strong" if intensity > 0.66 else "moderate"


def _flat(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text.replace("_", " ")).split())
