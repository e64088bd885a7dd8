"""Plays single notes: who a name means. Sections are in stereo, soloists, plucked strings and drums in mono; the mix pans."""

from audio.vendors.local.music.drums import DRUMS, drum_note
from audio.vendors.local.music.plucked import STRUCK, struck_note
from audio.vendors.local.music.sections import SECTIONS, section_note
from audio.vendors.local.music.solos import SOLOS, solo_note
from audio.vendors.local.wave import Signal

INSTRUMENTS = frozenset({*SECTIONS, *SOLOS, *STRUCK, *DRUMS})


def note(instrument: str, pitch: int, samples: int, velocity: float, start: int = 0) -> Signal:
    """One note with its fading; longer than `samples`, because what is let go still rings."""
    if instrument in SECTIONS:
        return section_note(instrument, pitch, samples, velocity, start)
    if instrument in SOLOS:
        return solo_note(instrument, pitch, samples, velocity, start)
    if instrument in STRUCK:
        return struck_note(instrument, pitch, samples, velocity)
    return drum_note(instrument, samples, velocity)
