"""Makes one window of the film's sound: mixed from its sounds, then limited and encoded. Each runs in a process of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from assembly.domain import filters, loudness, mixing
from assembly.domain.header import aac_description, packets_file
from assembly.domain.measures import Measured
from assembly.domain.plan import SAMPLE_RATE
from assembly.domain.windows import HANDLE, Bed
from assembly.vendors.local.listen import Sound, give_back, listen

EDGE = 240
"""Samples of 5 ms over which every placed sound fades in and out, so that no joint clicks."""

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


def mix_bed(bed: Bed, sources: Sequence[Source], out: Path) -> bytes:
    """Write the mix of a window and its handles as raw floats; return what is measured of it."""
    mix = mixed(bed, sources)
    mix.tofile(out)
    give_back()
    inside = mix[HANDLE : HANDLE + bed.samples]
    return Measured(loudness.powers(inside, mix[:HANDLE]), loudness.peaks(inside)).packed()


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
        mix += stem * mixing.glide(mixing.ducked_gain(name, gain, amount), mixing.HOP)[: len(mix)]
    if bed.start == 0:
        mix[:HANDLE] = 0
    return mix


def _fade(sound: Sound, first: int, length: int) -> None:
    """Fade the sound's own begin and end, as far as they lie in this part of it."""
    if first < EDGE or first + len(sound) > length - EDGE:
        at = np.arange(first, first + len(sound))
        sound *= np.minimum(np.minimum(at + 1, length - at) / EDGE, 1.0).astype(np.float32)[:, None]


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


def master_bed(raw: Path, bed: Bed, gain: int, out: Path) -> bytes:
    """Limit and encode a mixed window at a gain in half decibels; return the power of what players hear, as 32-bit floats."""
    mix = np.fromfile(raw, "<f4").reshape(-1, 2)
    factor = loudness.factor(gain / loudness.FINENESS)
    curve = loudness.limiter(filters.true_peaks(mix, loudness.HOP).astype(np.float64), factor)
    loud = mix * mixing.glide(curve, loudness.HOP)[: len(mix)]
    run_up = RUN_UP * PACKET
    taken = np.round(np.clip(loud[HANDLE - run_up : HANDLE + bed.samples + run_up], -1.0, 1.0) * _GRID) / np.float32(_GRID)
    header, packets = _encoded(np.asarray(taken, np.float32))
    count = -(-bed.samples // PACKET)
    first = 0 if bed.start == 0 else 1
    kept = packets[RUN_UP + first : RUN_UP + 1 + count]
    sizes = np.array([len(packet) for packet in kept], np.int64)
    out.write_bytes(b"".join([packets_file(aac_description(header, BIT_RATE), sizes, SAMPLE_RATE, PACKET), *kept]))
    heard = _heard(header, packets)[PACKET:]
    inside = heard[run_up : run_up + bed.samples]
    power = loudness.powers(inside, heard[:run_up]).astype("<f4").tobytes()
    give_back()
    return power


def _encoded(sound: Sound) -> tuple[bytes, list[bytes]]:
    """The decoder's header and one packet for every 1024 samples, after one that only begins."""
    encoder = av.CodecContext.create("aac", "w")
    assert isinstance(encoder, av.AudioCodecContext)
    encoder.sample_rate, encoder.layout, encoder.format, encoder.bit_rate = SAMPLE_RATE, "stereo", "fltp", BIT_RATE
    encoder.options = _AAC
    encoder.thread_count = 1
    planes, packets = np.ascontiguousarray(sound.T), []
    for at in range(0, planes.shape[1], PACKET):
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(planes[:, at : at + PACKET]), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = SAMPLE_RATE, at
        packets += [bytes(packet) for packet in encoder.encode(frame)]
    packets += [bytes(packet) for packet in encoder.encode(None)]
    return bytes(encoder.extradata or b""), packets


def _heard(header: bytes, packets: Sequence[bytes]) -> Sound:
    decoder = av.CodecContext.create("aac", "r")
    assert isinstance(decoder, av.AudioCodecContext)
    decoder.extradata = header
    frames = [frame.to_ndarray() for packet in packets for frame in decoder.decode(av.Packet(packet))]
    return np.ascontiguousarray(np.concatenate(frames, axis=1).T)
