"""What is done with sounds that are there already, and the hash of exactly what comes out of it."""

import hashlib
import json
from dataclasses import dataclass

from contracts.audio import ChangeVoice, SeparateSound, TranscribeSound
from contracts.base import MediaRef

VERSION = 1
"""Raised when the same order means another sound."""


@dataclass(frozen=True, slots=True)
class ChangeOrder:
    """A recording in another voice."""

    sound: MediaRef
    voice: str
    seed: int


def change_order(command: ChangeVoice) -> ChangeOrder:
    """What a changed recording is made from."""
    return ChangeOrder(command.sound, command.voice, command.seed)


def change_hash(order: ChangeOrder, model: str) -> str:
    """sha256 of exactly that."""
    return _hash("change", model, order.sound.sha256, order.voice, order.seed)


def separate_hash(command: SeparateSound) -> str:
    """sha256 of exactly what a sound's parts are made from."""
    return _hash("separate", command.model, command.sound.sha256)


def transcribe_hash(command: TranscribeSound) -> str:
    """sha256 of exactly what a transcript is made from."""
    return _hash("transcribe", command.model, command.sound.sha256, command.language, command.speakers)


def _hash(*parts: str | int) -> str:
    return hashlib.sha256(json.dumps([VERSION, *parts]).encode()).hexdigest()
