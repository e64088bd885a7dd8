"""Decodes sounds: as a whole, to measure them once, or from any sample on, as the windows of the mix need them."""

import contextlib
import ctypes
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from assembly.domain import filters, loudness, mixing
from assembly.domain.measures import Heard
from assembly.domain.plan import SAMPLE_RATE
from assembly.vendors.local.probe import UnusableError, demuxer_of, little_memory

Sound = NDArray[np.float32]

BLOCK = 48 * loudness.STEP
"""Samples that are looked at together: a whole number of all the steps that are counted in."""

EXACT = ("flac", "wav")
"""Formats whose packets say exactly which samples they hold."""

_OPTIONS = {"protocol_whitelist": "file"}


def give_back() -> None:
    """Return memory that is free to the system, which on Linux only happens when it is asked for."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def hear(path: Path, media_type: str, samples: int, copy: Path) -> bytes:
    """Measure a sound up to so many samples; one that cannot be read from anywhere is copied into a form that can.

    Runs in a process of its own. Raises UnusableError when it cannot be decoded.
    """
    try:
        with little_memory(), av.open(str(path), format=demuxer_of(media_type), options=_OPTIONS) as source:
            if not source.streams.audio:
                raise UnusableError("is damaged and cannot be used")
            exact = demuxer_of(media_type) in EXACT and source.streams.audio[0].rate == SAMPLE_RATE
            blocks = _blocks(_decoded(source), samples)
            return _measured(blocks if exact else _copied(blocks, copy), exact=exact).packed()
    except (av.FFmpegError, ValueError, MemoryError):
        raise UnusableError("is damaged and cannot be used") from None
    finally:
        give_back()


def _measured(blocks: Iterator[Sound], *, exact: bool) -> Heard:
    power, level, length = [np.zeros(0)], [np.zeros(0)], 0
    before = np.zeros((filters.MEMORY, 2), np.float32)
    for block in blocks:
        power.append(loudness.powers(block, before))
        level.append(mixing.levels(block))
        before = np.concatenate([before, block])[-filters.MEMORY :]
        length += len(block)
    if not length:
        raise UnusableError("is damaged and cannot be used")
    return Heard(np.concatenate(power), mixing.spoken(np.concatenate(level)), length, exact)


def _decoded(source: av.container.InputContainer) -> Iterator[Sound]:
    """Stereo at the film's rate; a packet that cannot be decoded is left out, as players do."""
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
    for packet in source.demux(audio=0):
        try:
            frames = packet.decode()
        except av.InvalidDataError:
            continue
        for frame in frames:
            for heard in resampler.resample(frame):
                yield _samples(heard)
    for heard in resampler.resample(None):
        yield _samples(heard)


def _samples(frame: av.AudioFrame) -> Sound:
    sound: Sound = np.asarray(frame.to_ndarray().T, np.float32)
    if not np.isfinite(sound.sum()):
        sound = np.nan_to_num(sound, posinf=0.0, neginf=0.0)
    return np.asarray(np.clip(sound, -100.0, 100.0), np.float32)


def _blocks(sounds: Iterator[Sound], most: int) -> Iterator[Sound]:
    """The same samples, at most so many, in blocks of BLOCK."""
    kept: list[Sound] = []
    have = 0
    for sound in sounds:
        kept.append(sound[: most - have])
        have += len(kept[-1])
        if sum(map(len, kept)) >= BLOCK or have >= most:
            whole = np.concatenate(kept)
            for at in range(0, len(whole) - BLOCK + 1, BLOCK):
                yield whole[at : at + BLOCK]
            kept = [whole[len(whole) - len(whole) % BLOCK :]]
        if have >= most:
            break
    if any(map(len, kept)):
        yield np.concatenate(kept)


def _copied(blocks: Iterator[Sound], copy: Path) -> Iterator[Sound]:
    """The same, written on the way."""
    with av.open(str(copy), "w", format="flac", options={"fflags": "+bitexact"}) as out:
        stream = out.add_stream("flac", rate=SAMPLE_RATE, layout="stereo", format="s32", options={"compression_level": "0"})
        assert isinstance(stream, av.AudioStream)
        for block in blocks:
            scaled = np.round(np.clip(block, -1.0, 1.0 - 2**-23) * 2**23).astype(np.int32) << 8
            frame = av.AudioFrame.from_ndarray(scaled.reshape(1, -1), format="s32", layout="stereo")
            frame.sample_rate = SAMPLE_RATE
            out.mux(stream.encode(frame))
            yield block
        out.mux(stream.encode(None))


def listen(path: Path, media_type: str, first: int, last: int) -> Sound:
    """The samples from `first` up to `last` of an exact sound; what it does not have is silent."""
    found = np.zeros((last - first, 2), np.float32)
    with av.open(str(path), format=demuxer_of(media_type), options=_OPTIONS) as source:
        stream = source.streams.audio[0]
        if first > 0:
            source.seek(first, stream=stream)
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
        for packet in source.demux(stream):
            if packet.pts is not None and packet.pts >= last:
                break
            try:
                frames = packet.decode()
            except av.InvalidDataError:
                continue
            for frame in frames:
                at = frame.pts or 0
                for heard in resampler.resample(frame):
                    _placed(found, _samples(heard), at - first)
                    at += heard.samples
    return found


def _placed(found: Sound, sound: Sound, at: int) -> None:
    begin, end = max(0, at), min(len(found), at + len(sound))
    if begin < end:
        found[begin:end] = sound[begin - at : end - at]
