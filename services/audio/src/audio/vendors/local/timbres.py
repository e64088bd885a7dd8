"""The voices of the local vendor: which engine voice, pitch and size of the body each seat of each group has."""

from dataclasses import dataclass

from audio.domain.orders import Group, Speaker


@dataclass(frozen=True, slots=True)
class Timbre:
    """A variant of the engine's voice; `size` below one is a larger body: lower and darker. Rate in words a minute."""

    variant: str
    pitch: int = 50
    size: float = 1.0
    rate: int = 168
    spread: int = 55
    metallic: bool = False


FEMALE = (
    Timbre("f2", 47),
    Timbre("Annie", 54, 1.0, 172),
    Timbre("f4", 40, 0.95, 160),
    Timbre("f3", 56, 1.04, 176),
    Timbre("shelby", 42, 1.0, 166, 48),
    Timbre("f5", 50, 1.0, 174, 62),
    Timbre("aunty", 44, 0.93, 158),
    Timbre("f1", 58, 1.06, 178, 60),
)
MALE = (
    Timbre("m3", 46),
    Timbre("m7", 40, 0.96, 158, 60),
    Timbre("m1", 56, 1.05, 174),
    Timbre("Lee", 44, 0.92, 156),
    Timbre("m5", 62, 1.08, 178),
    Timbre("Reed", 44, 1.0, 164, 60),
    Timbre("m4", 34, 0.9, 154, 50),
    Timbre("max", 54, 1.0, 170, 60),
)


def _varied(timbres: tuple[Timbre, ...], pitch: int, size: float, rate: float, spread: float = 1.0) -> tuple[Timbre, ...]:
    return tuple(
        Timbre(t.variant, t.pitch + pitch, t.size * size, round(t.rate * rate), round(t.spread * spread)) for t in timbres
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
    "boy": _varied(FEMALE, 2, 1.1, 0.98, 1.1),
    "old_female": _varied(FEMALE, -8, 0.94, 0.84, 0.9),
    "old_male": _varied(MALE, -4, 0.95, 0.84, 0.9),
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
    return Timbre(
        base.variant, base.pitch + 4 * (-1) ** turn, min(max(base.size * shift, 0.6), 1.5), base.rate, base.spread, base.metallic
    )
