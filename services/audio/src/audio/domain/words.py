"""Finds the known word that is meant: names of effects, ambiences, moods and manners come from scripts and may be anything."""

import difflib
import re
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

EFFECT_WORDS = {
    "footstep": "footsteps",
    "step": "footsteps",
    "steps": "footsteps",
    "walking": "footsteps",
    "knock": "door_knock",
    "knocking": "door_knock",
    "slam": "door_close",
    "door": "door_open",
    "bang": "gunshot",
    "shot": "gunshot",
    "gun": "gunshot",
    "blast": "explosion",
    "boom": "explosion",
    "storm": "thunder",
    "lightning": "thunder",
    "ocean": "waves",
    "sea": "waves",
    "surf": "waves",
    "river": "stream",
    "car": "engine",
    "motor": "engine",
    "truck": "engine",
    "horn": "car_horn",
    "honk": "car_horn",
    "phone": "phone_ring",
    "telephone": "phone_ring",
    "ringing": "phone_ring",
    "keyboard": "typing",
    "glass": "glass_break",
    "shatter": "glass_break",
    "laugh": "laughter",
    "clapping": "applause",
    "barking": "dog",
    "bark": "dog",
    "meow": "cat",
    "gull": "seagull",
    "gulls": "seagull",
    "bird": "birds",
    "howl": "wolf",
    "neigh": "horse",
    "gallop": "hooves",
    "cricket": "crickets",
    "radio": "static",
    "ticking": "clock",
    "tick": "clock",
    "shutter": "camera",
    "plane": "airplane",
    "jet": "airplane",
    "growl": "monster",
    "roar": "monster",
    "heart": "heartbeat",
    "crackling": "fire",
    "campfire": "fire",
    "rustle": "leaves",
    "rustling": "leaves",
    "earthquake": "rumble",
    "buzz": "phone_buzz",
    "beeping": "beep",
    "spell": "magic",
    "sparkle": "magic",
    "fall": "thud",
    "hit": "punch",
    "swoosh": "whoosh",
}
"""Words of scripts that are no name in the vocabulary but surely mean one."""


@lru_cache(maxsize=4096)
def nearest(word: str, known: tuple[str, ...], meanings: tuple[tuple[str, str], ...] = ()) -> str | None:
    """The known name that a free text means: itself, a word of it, or what is written almost like it; None if there is none."""
    name = "_".join(re.findall(r"[a-z]+", word[:200].lower()))
    if name in known:
        return name
    parts, others = name.split("_"), dict(meanings)
    pairs = [f"{a}_{b}" for a, b in pairwise(parts)]
    for part in (*pairs, *reversed(parts)):
        found = part if part in known else others.get(part)
        if found:
            return found
    return _alike(name, parts, known)


def _alike(name: str, parts: list[str], known: Collection[str]) -> str | None:
    for text in (name, *reversed(parts)):
        close = difflib.get_close_matches(text, known, n=1, cutoff=0.82) if len(text) > 3 else []
        if close:
            return close[0]
    return None
