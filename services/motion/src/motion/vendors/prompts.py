"""What clip models are told: only what changes, because the start frame shows the rest. Pure."""

from motion.domain import ClipOrder

MOVES = {
    "static": "The camera does not move.",
    "push": "The camera moves slowly towards the subject.",
    "pull": "The camera moves slowly back from the subject.",
    "pan_left": "The camera turns slowly to the left.",
    "pan_right": "The camera turns slowly to the right.",
    "tilt_up": "The camera tilts slowly upwards.",
    "tilt_down": "The camera tilts slowly downwards.",
    "track_left": "The camera glides sideways to the left.",
    "track_right": "The camera glides sideways to the right.",
    "crane_up": "The camera rises.",
    "crane_down": "The camera sinks.",
    "handheld": "The camera is held by hand and sways a little.",
}
NEGATIVE = "cut, scene change, new people, text, captions, watermark, flicker, morphing faces, camera shake"
LONGEST = 2400
"""Characters; the shortest limit of the models that we know is 2,500."""


def prompt_of(order: ClipOrder) -> str:
    """What happens, and how the camera moves, in one unbroken shot."""
    action = " ".join(order.told.split())
    if action and not action.endswith((".", "!", "?")):
        action = f"{action}."
    rest = f"{MOVES[order.move]} One continuous shot; faces, clothes and light stay as they are."
    return f"{action[: LONGEST - len(rest) - 1]} {rest}".strip()
