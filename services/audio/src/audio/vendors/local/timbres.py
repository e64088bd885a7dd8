"""The voices of the local vendor: which engine voice, pitch and size of the body each seat of each group has."""

from dataclasses import dataclass, replace

from audio.domain.orders import Group, Speaker


@dataclass(frozen=True, slots=True)
class Timbre:
    """A variant of the engine's voice; `size` below one is a larger body: lower and darker. Rate in words a minute.

    `tremor` is how much an old voice trembles, from 0 to 1.
    """

    variant: str
    pitch: int = 50
    size: float = 1.0
    rate: int = 168
    spread: int = 55
    metallic: bool = False
    clear: float = 0.0
    """Decibels above 1 kHz that a muffled variant is given, so that its words are understood."""
    tremor: float = 0.0


FEMALE = (
    Timbre("f4", 43, 0.95, 160),
    Timbre("aunty", 55, 0.94, 158),
    Timbre("shelby", 44, 1.0, 166, 48),
    Timbre("f2", 47),
    Timbre("f1", 58, 1.06, 178, 60),
    Timbre("f5", 51, 1.0, 174, 62),
    Timbre("f3", 56, 1.04, 176),
    Timbre("Annie", 54, 1.0, 172),
)
"""From the deepest to the highest, as all groups that are made of them."""
MALE = (
    Timbre("m4", 40, 0.92, 154, 50),
    Timbre("Lee", 47, 0.92, 156, clear=4),
    Timbre("m7", 40, 0.96, 158, 60, clear=5),
    Timbre("m3", 46),
    Timbre("m1", 57, 1.05, 174),
    Timbre("max", 57, 1.0, 170, 60),
    Timbre("Reed", 47, 1.0, 164, 60, clear=8),
    Timbre("m5", 66, 1.08, 178),
)


def _varied(
    timbres: tuple[Timbre, ...], pitch: int, size: float, rate: float, spread: float = 1.0, tremor: float = 0.0
) -> tuple[Timbre, ...]:
    return tuple(
        replace(
            t,
            pitch=t.pitch + pitch,
            size=t.size * size,
            rate=round(t.rate * rate),
            spread=round(t.spread * spread),
            tremor=tremor,
        )
        for t in timbres
    )


ROBOT = tuple(
    Timbre(variant, pitch, size, 160, 8, metallic=True)
    for size in (1.0, 0.86)
    for variant, pitch in (("UniRobot", 40), ("m3", 30), ("f2", 40), ("m7", 52))
)
VOICES: dict[Group, tuple[Timbre, ...]] = {
    "female": FEMALE,
    "male": MALE,
    "girl": _varied(FEMALE, 12, 1.15, 1.0, 1.1),
    "boy": _varied(FEMALE, 5, 1.12, 0.98, 1.1),
    "old_female": _varied(FEMALE, -4, 0.95, 0.82, 0.9, 0.2),
    "old_male": _varied(MALE, -1, 0.96, 0.82, 0.9, 0.2),
    "robot": ROBOT,
    "creature": _varied(MALE[:4], -8, 0.78, 0.85) + _varied(FEMALE[:4], 14, 1.3, 1.05),
    "narrator": (Timbre("m3", 40, 0.97, 158, 62),),
}


def timbre_of(speaker: Speaker) -> Timbre:
    """The voice of a speaker; seats above the last one are the same voices, shifted a little in pitch and size."""
    voices = VOICES[speaker.group]
    base, turn = voices[speaker.seat % len(voices)], speaker.seat // len(voices)
    if not turn:
        return base
    shift = 1.0 + 0.045 * turn * (-1) ** turn
    return replace(base, pitch=base.pitch + 4 * (-1) ** turn, size=min(max(base.size * shift, 0.6), 1.5))
