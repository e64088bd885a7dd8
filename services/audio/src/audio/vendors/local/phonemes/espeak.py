"""The phoneme engine espeak-ng through ctypes: text to samples, with the moment of every word and phoneme.

The library keeps state from one utterance to the next (filters, wave phases, a random seed taken from the clock), which would
make a sound depend on what was said before. Therefore every utterance gets a library that has just been loaded: a few
milliseconds, and the same bytes in any process and order. All threads of a process share the library: one speaks at a time.
"""

import _ctypes
import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import espeakng_loader
import numpy as np

from audio.vendors.local.wave import Signal

RATE = 22050
_SYNCHRONOUS = 2
_PHONEMES_IN_IPA = 3
_UTF8 = 1
_PARAMETERS = {"rate": 1, "pitch": 3, "spread": 4, "gap": 7}
_WORD, _PHONEME = 1, 7
_SEED = 20240229
_ONE = threading.Lock()


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("identifier", ctypes.c_uint),
        ("position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("milliseconds", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("name", ctypes.c_char * 8),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True, slots=True)
class Delivery:
    """How something is said: words a minute, pitch and its spread (0 to 99, 50 is normal), pause between words in 10 ms."""

    voice: str
    rate: int = 165
    pitch: int = 50
    spread: int = 50
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A word (its character in the text) or a phoneme (its IPA sign; empty is a pause), and when it begins."""

    seconds: float
    character: int = -1
    phoneme: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What came out: samples at 22,050 a second and the marks in order."""

    samples: Signal
    words: tuple[Mark, ...]
    phonemes: tuple[Mark, ...]


def utter(text: str, delivery: Delivery) -> Utterance:
    """Speak a text; markup in it is spoken, not obeyed. A text without anything to say gives next to no samples."""
    with _loaded() as library:
        return _spoken(library, text, delivery)


@contextmanager
def _loaded() -> Iterator[ctypes.CDLL]:
    """The library anew, for one caller alone: a second one would speak into what the first unloads."""
    with _ONE:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
        try:
            yield library
        finally:
            library.espeak_Terminate()
            _ctypes.dlclose(library._handle)  # noqa: SLF001 — ctypes has no public way to unload


def _spoken(library: ctypes.CDLL, text: str, delivery: Delivery) -> Utterance:
    sound, words, phonemes = bytearray(), list[Mark](), list[Mark]()

    def hear(wave: "ctypes._Pointer[ctypes.c_short]", count: int, events: "ctypes._Pointer[_Event]") -> int:
        if wave and count > 0:
            sound.extend(ctypes.string_at(wave, count * 2))
        _collect(events, words, phonemes)
        return 0

    callback = _Callback(hear)
    library.espeak_Initialize(_SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), _PHONEMES_IN_IPA)
    library.espeak_SetSynthCallback(callback)
    if library.espeak_SetVoiceByName(delivery.voice.encode()) != 0:
        library.espeak_SetVoiceByName(b"en-us")
    for name, number in _PARAMETERS.items():
        library.espeak_SetParameter(number, getattr(delivery, name), 0)
    ctypes.CDLL(None).srand(1)
    library.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))
    data = text.encode("utf-8", "replace") + b"\0"
    library.espeak_Synth(data, ctypes.c_size_t(len(data)), 0, 0, 0, _UTF8, None, None)
    samples = np.frombuffer(bytes(sound), dtype="<i2").astype(np.float32) / np.float32(32768)
    return Utterance(samples, tuple(words), tuple(phonemes))


def _collect(events: "ctypes._Pointer[_Event]", words: list[Mark], phonemes: list[Mark]) -> None:
    index = 0
    while events[index].type:
        event = events[index]
        if event.type == _WORD:
            words.append(Mark(event.sample / RATE, character=event.position - 1))
        elif event.type == _PHONEME:
            phonemes.append(Mark(event.sample / RATE, phoneme=event.name.decode("utf-8", "ignore")))
        index += 1


@lru_cache(maxsize=128)
def speaks(language: str) -> bool:
    """Whether the engine has a voice for a language code."""
    with _loaded() as library:
        library.espeak_Initialize(_SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), _PHONEMES_IN_IPA)
        return bool(library.espeak_SetVoiceByName(language.encode("ascii", "ignore")) == 0)
