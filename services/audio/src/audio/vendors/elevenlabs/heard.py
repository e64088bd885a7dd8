"""What elevenlabs makes of sounds that are there already, in our own form. Pure; runs in the process pool."""

import io
import json
import re
import zipfile
from typing import Any

import soundfile

from audio.vendors.local.wave import encoded
from audio.vendors.tracks import decoded, moment
from chassis.errors import Broken, Invalid

LARGEST, MOST = 200_000_000, 12
"""Bytes of one part of a sound, and how many parts there may be."""


def length_of(content: bytes) -> float:
    """How many seconds a recording is long.

    Raises Invalid when it is no sound that we can read.
    """
    try:
        with soundfile.SoundFile(io.BytesIO(content)) as file:
            return float(file.frames) / float(file.samplerate)
    except (soundfile.SoundFileError, RuntimeError, ZeroDivisionError) as error:
        raise Invalid(f"The recording cannot be read as a sound: {error}", code="bad_sound") from None


def voice(content: bytes) -> bytes:
    """A changed recording, in mono."""
    return encoded(decoded(content, 1))


def stems(packed: bytes) -> dict[str, bytes]:
    """The parts of a sound by their names. The archive is hostile: only plain names, only sounds, none of them too large.

    Raises Broken when it is not as it should be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST or any(entry.file_size > LARGEST for entry in entries):
                raise Broken("The vendor gave too many or too large parts of a sound.", code="vendor_media")
            found = {_name(entry.filename): encoded(decoded(archive.read(entry), 2)) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise Broken(f"The vendor's archive cannot be read: {error}", code="vendor_media") from None
    if not found:
        raise Broken("The vendor gave an archive without parts.", code="vendor_media")
    return found


def _name(path: str) -> str:
    match = re.fullmatch(r"([a-z][a-z0-9_-]{0,40})\.[a-z0-9]{2,5}", path.lower())
    if match is None:
        raise Broken("The vendor gave a part of a sound with a name that is none.", code="vendor_media")
    return match[1]


def transcript(answer: bytes) -> tuple[bytes, bytes, str]:
    """The text, the words file (as speech has it, without mouths), and the language.

    Raises Broken when the answer says nothing that can be read.
    """
    try:
        told = json.loads(answer)
        rows = [_row(word) for word in told["words"] if word.get("type", "word") == "word"]
        text, language = str(told["text"]), str(told.get("language_code") or "")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Broken("The vendor's answer holds no words with times.", code="vendor_media") from None
    words = json.dumps({"version": 1, "words": rows, "phonemes": []}, ensure_ascii=False)
    return text.encode("utf-8", "replace"), words.encode("utf-8", "replace"), language


def _row(word: dict[str, Any]) -> dict[str, Any]:
    start, end = round(moment(word["start"]), 3), round(moment(word["end"]), 3)
    return {"text": str(word["text"]), "start": start, "end": max(start, end), "line": "", "speaker": word.get("speaker_id")}
