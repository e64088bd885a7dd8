"""Decodes sounds: in stretches, to measure them once, or from any sample on, as the windows of the mix need them."""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from assembly.domain import loudness, mixing
from assembly.domain.measures import Stretch, prints_of
from assembly.domain.plan import SAMPLE_RATE
from assembly.domain.windows import BLOCK
from assembly.vendors.local.frugal import frugal
from assembly.vendors.local.probe import UnusableError, demuxer_of, little_memory

Sound = NDArray[np.float32]

EXACT = ("flac", "wav")
"""Formats whose packets say exactly which samples they hold."""

_OPTIONS = {"protocol_whitelist": "file"}

_WHOLE = {"s16": (np.int16, 2.0**-15), "s32": (np.int32, 2.0**-31)}
"""Samples as whole numbers, and what one is: read without a resampler, which costs more than the decoder."""

_MONO = 0.5**0.5
"""What each side gets of a sound that has only one channel: it stays as powerful as it was."""


@frugal
def hear(path: Path, media_type: str, first: int, last: int) -> bytes | None:
    """Measure a stretch of a sound, as far as it goes; `first` begins a block. Nothing where the sound must be copied first.

    Runs in a process of its own. Raises UnusableError when it cannot be decoded.
    """
    with _opened(path, media_type) as source:
        if not _is_exact(source, media_type):
            return None
        found = np.zeros((last - first, 2), np.float32)
        stretch = _measured([found[: _read(source, found, first)]])
        return (stretch if first else _some(stretch)).packed()


@frugal
def hear_copying(path: Path, media_type: str, samples: int, copy: Path) -> Stretch:
    """Measure a sound up to so many samples, and copy it into a form that can be read from any sample on.

    Runs in a process of its own. Raises UnusableError when it cannot be decoded.
    """
    with _opened(path, media_type) as source:
        return _some(_measured(_copied(_blocks(_decoded(source), samples), copy)))


@frugal
def told_apart(path: Path, media_type: str, samples: int, stretch: int) -> list[str]:
    """What each stretch of a sound is made of, without decoding it; nothing where the sound must be copied first.

    Equal stretches of two files sound equal, so of a long sound that changes in one place only that place is measured again.
    Runs in a process of its own. Raises UnusableError when it cannot be read.
    """
    with _opened(path, media_type) as source:
        if not _is_exact(source, media_type):
            return []
        stream = source.streams.audio[0]
        form = f"{stream.codec_context.name} {stream.layout.name} {stream.format.name} {stream.rate}".encode()
        made, last = [hashlib.sha256(form)], -1
        for packet in source.demux(stream):
            if packet.pts is None or packet.pts >= samples or not packet.size:
                continue
            if not packet.duration:
                return []
            last = min(packet.pts + packet.duration, samples) - 1
            for number in range(max(0, packet.pts) // stretch, last // stretch + 1):  # one packet may reach into two stretches
                made += [hashlib.sha256(form) for _ in range(len(made), number + 1)]
                made[number].update((packet.pts - number * stretch).to_bytes(8, "big", signed=True) + bytes(packet))
    if last < 0:
        raise UnusableError("is damaged and cannot be used")
    return [each.hexdigest() for each in made]


@contextlib.contextmanager
def _opened(path: Path, media_type: str) -> Iterator[av.container.InputContainer]:
    try:
        with little_memory(), av.open(str(path), format=demuxer_of(media_type), options=_OPTIONS) as source:
            if not source.streams.audio:
                raise UnusableError("is damaged and cannot be used")
            yield source
    except (av.FFmpegError, ValueError, MemoryError):
        raise UnusableError("is damaged and cannot be used") from None


def _is_exact(source: av.container.InputContainer, media_type: str) -> bool:
    return demuxer_of(media_type) in EXACT and source.streams.audio[0].rate == SAMPLE_RATE


def _some(stretch: Stretch) -> Stretch:
    if not stretch.length:
        raise UnusableError("is damaged and cannot be used")
    return stretch


def _measured(sounds: Iterable[Sound]) -> Stretch:
    """Of sounds of which all but the last are whole blocks."""
    power, level, prints, length = [np.zeros(0)], [np.zeros(0)], [b""], 0
    for sound in sounds:
        for at in range(0, len(sound), BLOCK):
            block = sound[at : at + BLOCK]
            power.append(loudness.nearly(block))
            level.append(mixing.levels(block))
            prints.append(prints_of(block))
            length += len(block)
    return Stretch(np.concatenate(power), np.concatenate(level), b"".join(prints), length)


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
        _read(source, found, first)
    return found


def _read(source: av.container.InputContainer, found: Sound, first: int) -> int:
    """Fill `found` with the samples from `first` on; how far the sound goes."""
    stream, length, last = source.streams.audio[0], 0, first + len(found)
    _go_to(source, stream, first)
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
    for packet in source.demux(stream):
        if packet.pts is not None and packet.pts >= last:
            break
        try:
            frames = packet.decode()
        except av.InvalidDataError:
            continue
        for frame in frames:
            at = (frame.pts or 0) - first
            for sound in _stereo(frame, resampler):
                _placed(found, sound, at)
                at += len(sound)
            length = max(length, min(at, len(found)))
    return length


def _go_to(source: av.container.InputContainer, stream: av.AudioStream, first: int) -> None:
    """To a packet that begins at a sample or before it.

    A few packets before the end of a flac, ffmpeg finds no place and says that this is not permitted: then a second before it.
    """
    place = first
    while place > 0:
        with contextlib.suppress(av.PermissionError):
            source.seek(place, stream=stream)
            return
        place -= SAMPLE_RATE
    if first > 0:
        source.seek(0, stream=stream)


def _stereo(frame: av.AudioFrame, resampler: av.AudioResampler) -> list[Sound]:
    """The frame's samples in two channels."""
    channels = frame.layout.nb_channels
    if frame.format.name not in _WHOLE or channels > 2:
        return [_samples(heard) for heard in resampler.resample(frame)]
    kind, one = _WHOLE[frame.format.name]
    whole = np.frombuffer(bytes(frame.planes[0]), kind, frame.samples * channels).reshape(-1, channels)
    sound = np.empty((frame.samples, 2), np.float32)
    np.multiply(whole, one if channels == 2 else one * _MONO, out=sound, casting="same_kind")
    return [sound]


def _placed(found: Sound, sound: Sound, at: int) -> None:
    begin, end = max(0, at), min(len(found), at + len(sound))
    if begin < end:
        found[begin:end] = sound[begin - at : end - at]
