"""Finds the known word that is meant: names of effects, ambiences, moods and manners come from scripts and may be anything."""

import difflib
import re
from collections.abc import Collection
from functools import lru_cache

EFFECT_WORDS = {
    "footstep": "footsteps",
    "knock": "door_knock",
    "knocking": "door_knock",
    "slam": "door_close",
    "bang": "gunshot",
    "shot": "gunshot",
    "blast": "explosion",
    "boom": "explosion",
    "storm": "thunder",
    "lightning": "thunder",
    "surf": "waves",
    "river": "stream",
    "honk": "car_horn",
    "ringing": "phone_ring",
    "keyboard": "typing",
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
    "ticking": "clock",
    "tick": "clock",
    "shutter": "camera",
    "plane": "airplane",
    "jet": "airplane",
    "growl": "monster",
    "roar": "monster",
    "crackling": "fire",
    "campfire": "fire",
    "rustle": "leaves",
    "rustling": "leaves",
    "earthquake": "rumble",
    "buzz": "phone_buzz",
    "beeping": "beep",
    "spell": "magic",
    "sparkle": "magic",
    "swoosh": "whoosh",
    "whistle": "train_horn",
    "ring": "phone_ring",
    "splashing": "splash",
    "drop": "drip",
    "sob": "gasp",
    "hoof": "hooves",
    "squeak": "creak",
    "clap": "applause",
    "shriek": "scream",
    "yell": "scream",
    "click": "switch",
    "clatter": "cutlery",
    "clang": "hammer",
    "hiss": "steam",
    "collapse": "crash",
    "step": "footsteps",
    "steps": "footsteps",
    "walking": "footsteps",
    "door": "door_open",
    "gun": "gunshot",
    "ocean": "waves",
    "sea": "waves",
    "car": "engine",
    "motor": "engine",
    "truck": "engine",
    "horn": "car_horn",
    "phone": "phone_ring",
    "telephone": "phone_ring",
    "glass": "glass_break",
    "radio": "static",
    "heart": "heartbeat",
    "fall": "thud",
    "hit": "punch",
}
"""Words of scripts that are no name in the vocabulary but surely mean one."""


@lru_cache(maxsize=4096)
def nearest(text: str, known: tuple[str, ...], meanings: tuple[tuple[str, str], ...] = ()) -> str | None:
    """The known name that a free text means: itself, a word of it, or what is written almost like it; None if there is none.

    Of several meanings the first in `meanings` counts, so what tells most stands first there.
    """
    words = re.findall(r"[a-z]+", text[:200].lower())
    name, forms = "_".join(words), {form for word in words for form in _forms(word)}
    if name in known:
        return name
    compound = [k for k in known if "_" in k and forms.issuperset(k.split("_"))]
    single = [form for word in words for form in _forms(word) if form in known]
    meant = [known_name for word, known_name in meanings if word in forms]
    return next(iter([*compound, *single, *meant, *_alike(name, words, known)]), None)


def _forms(word: str) -> list[str]:
    """The word and what it may be a form of."""
    return [
        word,
        *(word.removesuffix(end) for end in ("s", "es", "ed", "ing") if word.endswith(end) and len(word) > len(end) + 2),
    ]


def _alike(name: str, words: list[str], known: Collection[str]) -> list[str]:
    long = [word for word in (name, *words) if len(word) > 3]
    return [found for word in long for found in difflib.get_close_matches(word, known, n=1, cutoff=0.82)]
