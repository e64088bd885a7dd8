"""The prompts of the script service: what is to be written, how long, from what. Pure; the writers of `vendors` call it."""

import re
from typing import Literal

from contracts.catalogue import all_styles
from script.domain.rooms import Room
from vendor_http.prompts import Data, Prompt, render

PACKAGE = "script.prompts"
Task = Literal["enhance", "page"]
LANGUAGES = {
    "ar": "Arabic", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
THEIR_OWN = "the language of the material"


def language_named(code: str) -> str:
    """A language by its code; a code that is none names nothing, because it comes from outside and would stand among orders."""
    return LANGUAGES.get(re.split(r"[-_]", code.strip().lower())[0], THEIR_OWN)


def prompt(task: Task, family: str, material: str, room: Room, style: str, language: str) -> Prompt:
    """What a model of a family is told. The material is the only thing in it that somebody else has written."""
    known = all_styles().get(style)
    inputs: dict[str, str | Data] = {
        "idea": Data(material, "idea"),
        "page": Data(material, "page"),
        "seconds": str(room.seconds),
        "scenes": "one scene" if room.scenes == 1 else f"about {room.scenes} scenes",
        "shots": str(room.shots),
        "words": str(room.words),
        "people": str(room.people),
        "language": language_named(language),
        "style": f"{known.name}: {known.description.rstrip('.')}" if known else "",
    }
    return render(PACKAGE, task, family, inputs)
