"""What models of music and effects are told: an order in words, in the form that the model's family wants. Pure.

`audio/prompts/` holds the texts.
"""

from collections.abc import Mapping

from audio.domain.orders import EffectsOrder, MusicOrder
from audio.vendors import phrases
from contracts.catalogue import Model
from vendor_http.prompts import Prompt, render

PACKAGE = "audio.prompts"
USUAL = 440
"""Characters for a model of which nobody knows how much it reads."""
EXPENDABLE = ("cues", "talk", "weather")
"""What is left out first, one after the other, until a prompt is short enough."""
TAGS = "tags"
"""The family that reads phrases with commas between them, not sentences."""
HOURS = {"dawn": "early morning", "day": "daytime", "dusk": "evening", "night": "night"}
WEATHERS = {"rain": "raining", "snow": "snowing", "fog": "foggy and still", "storm": "storming"}


def music_prompt_of(order: MusicOrder, model: Model) -> Prompt:
    """The film's music: which mood from when on."""
    clock, course = 0, list[str]()
    for cue in order.cues:
        course.append(f"from second {clock // order.fps} {_flat(cue.mood)}, {_strength(cue.intensity)}")
        clock += cue.frames
    overall = _strength(sum(cue.intensity * cue.frames for cue in order.cues) / max(1, order.frames))
    last = _strength(order.cues[-1].intensity) if order.cues else "quiet"
    return _rendered(
        "music",
        model,
        {
            "seconds": str(-(-order.frames // order.fps)),
            "moods": ", ".join(dict.fromkeys(_flat(cue.mood) for cue in order.cues)),
            "cues": "; ".join(course) if len(course) > 1 else "",
            "strength": "" if len(course) > 1 else overall,
            "overall": overall,
            "talk": _talk(order),
            "ending": "with one last full chord" if last == "strong" else "softly",
            "finish": "strong ending" if last == "strong" else "soft ending",
        },
    )


def _talk(order: MusicOrder) -> str:
    """How much of a film has voices; empty where nobody speaks."""
    spoken = sum(end - start for start, end in order.talk)
    return "" if not spoken else "in most" if spoken > 0.5 * order.frames else "in parts"


def ambience_prompt_of(order: EffectsOrder, model: Model) -> Prompt | None:
    """What a place sounds like; None where nothing is heard."""
    if order.ambience in ("", "silence"):
        return None
    away = order.ambience in phrases.AWAY
    weather = "" if away else WEATHERS.get(order.weather, "")
    inputs = {
        "inside": "indoors" if order.interior else "outdoors",
        "ambience": _flat(order.ambience),
        "hour": "" if away else HOURS.get(order.time, order.time),
        "weather": f"{weather} outside" if weather and order.interior else weather,
        "voices": "People murmur far off and nobody is understood" if order.ambience in phrases.PEOPLED else "No voices",
    }
    return _rendered("ambience", model, inputs)


def effect_prompt_of(name: str, model: Model) -> Prompt:
    """One effect."""
    return _rendered("effect", model, {"effect": phrases.EFFECTS.get(name, _flat(name)), "without": phrases.without(name)})


def _rendered(task: str, model: Model, inputs: Mapping[str, str]) -> Prompt:
    """The prompt of the model's family, cut at a word where nothing more can be left out."""
    longest, left = model.limits.max_prompt or USUAL, dict(inputs)
    prompt = _joined(render(PACKAGE, task, model.dialect, left), model)
    for name in EXPENDABLE:
        if len(prompt["prompt"]) > longest and left.get(name):
            left[name] = ""
            prompt = _joined(render(PACKAGE, task, model.dialect, left), model)
    if len(prompt["prompt"]) <= longest:
        return prompt
    kept = prompt["prompt"][:longest].rpartition(" ")[0]
    return Prompt(prompt.name, tuple((part, kept if part == "prompt" else text) for part, text in prompt.parts))


def _joined(prompt: Prompt, model: Model) -> Prompt:
    """As phrases where the family wants them."""
    if model.dialect != TAGS:
        return prompt
    return Prompt(prompt.name, tuple((part, ", ".join(text.splitlines())) for part, text in prompt.parts))


def _strength(intensity: float) -> str:
    return "quiet" if intensity < 0.34 else "strong" if intensity > 0.66 else "moderate"


def _flat(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text.replace("_", " ")).split())
