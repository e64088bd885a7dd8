"""Makes one window of the film's sound: mixed from its sounds, then limited and encoded. Each runs in a process of its own."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from assembly.domain import filters, loudness, mixing
from assembly.domain.header import aac_description, packets_file
from assembly.domain.measures import Measured, measured_of
from assembly.domain.plan import SAMPLE_RATE
from assembly.domain.windows import EDGE, HANDLE, Bed
from assembly.vendors.local.frugal import frugal
from assembly.vendors.local.listen import Sound, listen

PACKET = 1024
RUN_UP = 16
"""Packets that are encoded before a window's first and after its last: the encoder decides there as if nothing were cut."""

_AAC = {"aac_coder": "fast", "cutoff": str(filters.HIGHEST), "flags": "+bitexact+global_header"}
BIT_RATE = 192_000
_GRID = 2.0**20
"""Samples are rounded to this part of one before they are encoded: the last bits differ from processor to processor."""


def sound_encoder() -> str:
    """Which encoder makes the bytes."""
    return f"aac {av.ffmpeg_version_info} {BIT_RATE}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a bed's part is read, and at which 10 ms hops it speaks."""

    path: Path
    media_type: str
    speaking: NDArray[np.bool_]


@frugal
def mix_bed(bed: Bed, sources: Sequence[Source], out: Path) -> bytes:
    """Write the mix of a window and its handles as raw floats; return what is measured of it."""
    mix = mixed(bed, sources)
    mix.tofile(out)
    inside = mix[HANDLE : HANDLE + bed.samples]
    return Measured(loudness.powers(inside, mix[:HANDLE]), loudness.peaks(inside)).packed()


@frugal
def gain_for(windows: Sequence[bytes]) -> int:
    """The film's gain from what was measured of its windows. Runs in a process of its own."""
    found = [measured_of(data) for data in windows]
    return loudness.mastering(np.concatenate([each.power for each in found]), np.concatenate([each.peak for each in found]))


def mixed(bed: Bed, sources: Sequence[Source]) -> Sound:
    """The mix of a window, from HANDLE samples before it to as many behind it."""
    mix = np.zeros((bed.samples + 2 * HANDLE, 2), np.float32)
    stems: dict[tuple[str, int], Sound] = {}
    amount = _ducking(bed, sources, -(-len(mix) // mixing.HOP))
    for part, source in zip(bed.parts, sources, strict=True):
        begin = part.start + HANDLE
        first, last = max(0, -begin), min(part.samples, len(mix) - begin)
        if first < last:
            sound = listen(source.path, source.media_type, first, last)
            _fade(sound, first, part.samples)
            stem = stems.setdefault((part.stem, part.gain), np.zeros_like(mix))
            stem[begin + first : begin + last] += sound
    for (name, gain), stem in stems.items():
        stem *= mixing.along(mixing.ducked_gain(name, gain, amount), mixing.HOP, len(mix))
        mix += stem
    if bed.start == 0:
        mix[:HANDLE] = 0
    return mix


def _fade(sound: Sound, first: int, length: int) -> None:
    """Fade the sound's own begin and end, as far as they lie in this part of it."""
    for edge in (slice(0, max(0, EDGE - first)), slice(max(0, length - EDGE - first, EDGE - first), len(sound))):
        begin, end, _ = edge.indices(len(sound))
        at = first + np.arange(begin, end)
        sound[edge] *= np.minimum(np.minimum(at + 1, length - at) / EDGE, 1.0).astype(np.float32)[:, None]


def _ducking(bed: Bed, sources: Sequence[Source], hops: int) -> NDArray[np.float64]:
    """How much somebody speaks at each hop of the mix."""
    reach = mixing.DUCKING_REACH
    speaking = np.zeros(hops + 2 * reach, np.bool_)
    for part, source in zip(bed.parts, sources, strict=True):
        if part.stem == "voices":
            begin = (part.start + HANDLE) // mixing.HOP + reach
            first, last = max(0, -begin), min(len(source.speaking), part.samples // mixing.HOP, len(speaking) - begin)
            if first < last:
                speaking[begin + first : begin + last] |= source.speaking[first:last]
    return mixing.ducking(speaking)[reach : reach + hops]


@frugal
def master_bed(raw: Path, bed: Bed, gain: int, out: Path) -> bytes:
    """Limit and encode a mixed window at a gain in half decibels; return the power of what players hear, as 32-bit floats."""
    mix = np.fromfile(raw, "<f4").reshape(-1, 2)
    factor = loudness.factor(gain / loudness.FINENESS)
    peaks = filters.true_peaks(mix, loudness.HOP, loudness.CEILING / factor)
    mix *= mixing.along(loudness.limiter(peaks.astype(np.float64), factor), loudness.HOP, len(mix))
    run_up = RUN_UP * PACKET
    header, packets = _encoded(_rounded(mix[HANDLE - run_up : HANDLE + bed.samples + run_up]))
    del mix
    count = -(-bed.samples // PACKET)
    first = 0 if bed.start == 0 else 1
    kept = packets[RUN_UP + first : RUN_UP + 1 + count]
    sizes = np.array([len(packet) for packet in kept], np.int64)
    out.write_bytes(b"".join([packets_file(aac_description(header, BIT_RATE), sizes, SAMPLE_RATE, PACKET), *kept]))
    heard = _heard(header, packets)[PACKET:]
    inside = heard[run_up : run_up + bed.samples]
    return loudness.powers(inside, heard[:run_up]).astype("<f4").tobytes()


def _rounded(sound: Sound) -> Sound:
    """Within what can be encoded, and without the last bits."""
    rounded = np.clip(sound, -1.0, 1.0)
    rounded *= np.float32(_GRID)
    np.round(rounded, out=rounded)
    rounded /= np.float32(_GRID)
    return rounded


def _encoded(sound: Sound) -> tuple[bytes, list[bytes]]:
    """The decoder's header and one packet for every 1024 samples, after one that only begins."""
    encoder = av.CodecContext.create("aac", "w")
    assert isinstance(encoder, av.AudioCodecContext)
    encoder.sample_rate, encoder.layout, encoder.format, encoder.bit_rate = SAMPLE_RATE, "stereo", "fltp", BIT_RATE
    encoder.options = _AAC
    encoder.thread_count = 1
    frames = (_frame(sound[at : at + PACKET], at) for at in range(0, len(sound), PACKET))
    packets = [bytes(packet) for frame in itertools.chain(frames, (None,)) for packet in encoder.encode(frame)]
    return bytes(encoder.extradata or b""), packets


def _frame(sound: Sound, at: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound.T), format="fltp", layout="stereo")
    frame.sample_rate, frame.pts = SAMPLE_RATE, at
    return frame


def _heard(header: bytes, packets: Sequence[bytes]) -> Sound:
    decoder = av.CodecContext.create("aac", "r")
    assert isinstance(decoder, av.AudioCodecContext)
    decoder.extradata = header
    heard, at = np.empty((len(packets) * PACKET, 2), np.float32), 0
    for packet in packets:
        for frame in decoder.decode(av.Packet(packet)):
            heard[at : at + frame.samples] = frame.to_ndarray().T
            at += frame.samples
    return heard[:at]
