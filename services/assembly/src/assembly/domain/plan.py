"""The plan of a film: every piece that it is made of, with its content address, before anything is made."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assembly.domain.address import Part, address_of
from assembly.domain.captions import NONE, Caption, Captions, shown_in
from assembly.domain.timeline import Placed, place_shots, scene_starts
from contracts.assembly import AssembleFilm
from contracts.base import MediaRef
from contracts.film_format import RING, encoder_arguments
from contracts.form import VideoCodec
from contracts.storyboard import FrameRate, Storyboard

SAMPLE_RATE = 48_000
"""A frame of every rate is a whole number of samples: sound is placed at exactly the frame that it belongs to."""


class PlanError(ValueError):
    """The order does not fit its storyboard; the text says how."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How every picture piece is encoded; pieces of one film share it, or they could not be joined by stream copy."""

    width: int
    height: int
    encoder: str
    """Which encoder makes the bytes: another one gives other pieces."""
    codec: VideoCodec = "h264"
    fps: FrameRate = 24
    letters: str = ""
    """What draws burned captions, with which fonts."""

    def parts(self) -> tuple[int | str, ...]:
        return _encoding_parts(self)


@functools.lru_cache(16)
def _encoding_parts(encoding: Encoding) -> tuple[int | str, ...]:
    """The same for every piece of a film."""
    return (encoding.width, encoding.height, encoding.fps, encoding.encoder, *encoder_arguments(encoding.codec))


@dataclass(frozen=True, slots=True)
class Span:
    """`count` frames of a shot's clip, from frame `first` of the clip."""

    shot: str
    clip: MediaRef
    first: int
    count: int

    def parts(self) -> tuple[str | int, ...]:
        return (self.clip.sha256, self.first, self.count)


@dataclass(frozen=True, slots=True)
class Picture:
    """A stretch of the film's picture: a body (one span) or a transition (two spans of equal length)."""

    address: str
    spans: tuple[Span, ...]
    transition: str
    captions: tuple[Caption, ...] = ()
    """What is written over it; frames count within it."""

    @property
    def frames(self) -> int:
        return self.spans[0].count


@dataclass(frozen=True, slots=True)
class Use:
    """What the film needs of a shot's clip: its first `frames`, of which the body lies between the two `cuts`.

    Of a clip in another form the frames under transitions, its `ends`, become a piece of their own at `address`, made together
    with the `body`, which is not known while its captions are not.
    """

    address: str
    clip: MediaRef
    frames: int
    cuts: tuple[int, int]
    ends: tuple[Span, ...]
    body: Picture | None


class Placement(NamedTuple):
    """A sound and where it lies in the film, in samples; what is longer than `samples` is faded out and cut."""

    media: MediaRef
    name: str
    start: int
    samples: int


@dataclass(frozen=True, slots=True)
class Sound:
    """The film's one sound track and what is mixed into it."""

    address: str
    samples: int
    voices: tuple[Placement, ...]
    effects: tuple[Placement, ...]
    music: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """The one frame that stands for the film."""

    address: str
    span: Span


@dataclass(frozen=True, slots=True)
class Arrived:
    """What there is of a film's media, by shot or scene id; the music, when there is some, is one for the whole film."""

    clips: Mapping[str, MediaRef]
    speeches: Mapping[str, MediaRef]
    effects: Mapping[str, MediaRef]
    music: MediaRef | None = None
    words: Mapping[str, MediaRef] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the film is made of."""

    placed: tuple[Placed, ...]
    pictures: tuple[Picture, ...]
    sound: Sound
    poster: Poster

    @property
    def frames(self) -> int:
        return self.placed[-1].end


def plan_film(storyboard: Storyboard, order: AssembleFilm, encoding: Encoding, captions: Captions = NONE) -> Plan:
    """The same storyboard, media and burned captions always give the same plan.

    Raises PlanError when a shot of the storyboard has no clip.
    """
    placed, arrived = place_shots(storyboard), _ordered(order)
    missing = [item.shot.id for item in placed if item.shot.id not in arrived.clips]
    if not placed or missing:
        raise PlanError(f"There is no clip for shot {missing[0]}." if missing else "The storyboard has no shots.")
    (poster,) = poster_of(placed, arrived, encoding)
    return Plan(placed, pictures_of(placed, arrived, encoding, captions), sound_of(placed, arrived, encoding.fps), poster)


def _ordered(order: AssembleFilm) -> Arrived:
    return Arrived(
        clips={media.shot: media.clip for media in order.shots},
        speeches={media.shot: media.speech for media in order.shots if media.speech},
        effects={media.scene: media.effects for media in order.scenes if media.effects},
        music=order.music,
        words={media.shot: media.words for media in order.shots if media.words},
    )


def pictures_of(
    placed: tuple[Placed, ...], arrived: Arrived, encoding: Encoding, captions: Captions = NONE
) -> tuple[Picture, ...]:
    """Every body and transition in film order; those whose clips have not all arrived are left out."""
    pictures: list[Picture] = []
    for n, item in enumerate(placed):
        if item.shot.id not in arrived.clips:
            continue
        if item.fade_in and placed[n - 1].shot.id in arrived.clips:
            pictures.append(_transition(placed[n - 1], item, arrived.clips, encoding, captions))
        frames = item.shot.frames - item.fade_in - item.fade_out
        if frames:
            span = Span(item.shot.id, arrived.clips[item.shot.id], item.shot.head + item.fade_in, frames)
            words = shown_in(captions, [item], item.start + item.fade_in, frames)
            address = address_of("body", encoding.parts(), span.parts(), *_written(words, encoding))
            pictures.append(Picture(address, (span,), "cut", words))
    return tuple(pictures)


def _transition(before: Placed, after: Placed, clips: Mapping[str, MediaRef], encoding: Encoding, captions: Captions) -> Picture:
    reach = after.fade_in
    first = before.shot.head + before.shot.frames - reach
    spans = (
        Span(before.shot.id, clips[before.shot.id], first, 2 * reach),
        Span(after.shot.id, clips[after.shot.id], after.shot.head - reach, 2 * reach),
    )
    parts = [span.parts() for span in spans]
    words = shown_in(captions, [before, after], after.start - reach, 2 * reach)
    address = address_of("transition", encoding.parts(), after.transition, parts, *_written(words, encoding))
    return Picture(address, spans, after.transition, words)


def _written(captions: tuple[Caption, ...], encoding: Encoding) -> tuple[Part, ...]:
    """What captions add to an address; nothing where there are none, so that such pieces are the same with and without."""
    return (encoding.letters, [caption.parts() for caption in captions]) if captions else ()


def uses_of(
    placed: Sequence[Placed], clips: Mapping[str, MediaRef], pictures: Sequence[Picture], encoding: Encoding
) -> dict[str, Use]:
    """What the film needs of each clip that is there, by shot id."""
    bodies = {picture.spans[0].shot: picture for picture in pictures if len(picture.spans) == 1}
    uses = {}
    for item in placed:
        if clip := clips.get(item.shot.id):
            uses[item.shot.id] = _use(item, clip, bodies.get(item.shot.id), encoding)
    return uses


def _use(item: Placed, clip: MediaRef, body: Picture | None, encoding: Encoding) -> Use:
    first, last = item.shot.head, item.shot.head + item.shot.frames
    reaches = ((first, item.fade_in), (last, item.fade_out))
    ends = tuple(Span(item.shot.id, clip, cut - reach, 2 * reach) for cut, reach in reaches if reach)
    address = address_of("ends", encoding.parts(), [end.parts() for end in ends])
    return Use(address, clip, last + item.fade_out, (first + item.fade_in, last - item.fade_out), ends, body)


def sound_of(placed: tuple[Placed, ...], arrived: Arrived, fps: FrameRate) -> Sound:
    """The film's sound track of what has arrived."""
    frames, ring, each = placed[-1].end, RING * fps, SAMPLE_RATE // fps
    voices = [
        _placement(ref, f"The speech of shot {item.shot.id}", item.start, min(item.end + ring, frames), each)
        for item in placed
        if (ref := arrived.speeches.get(item.shot.id))
    ]
    noises = [
        _placement(ref, f"The effects of scene {scene.id}", start, min(end + ring, frames), each)
        for scene, start, end in scene_starts(placed)
        if (ref := arrived.effects.get(scene.id))
    ]
    music = [_placement(arrived.music, "The music", 0, frames, each)] if arrived.music else []
    tracks = [[(p.media.sha256, p.start, p.samples) for p in track] for track in (voices, noises, music)]
    return Sound(address_of("sound", frames * each, tracks), frames * each, tuple(voices), tuple(noises), tuple(music))


def _placement(media: MediaRef, name: str, start: int, end: int, each: int) -> Placement:
    return Placement(media, name, start * each, (end - start) * each)


def poster_of(placed: tuple[Placed, ...], arrived: Arrived, encoding: Encoding) -> tuple[Poster, ...]:
    """The middle of the first shot that shows somebody whole, else of the longest shot; nothing while its clip is missing."""
    shown = [item for item in placed if item.shot.cast and item.shot.size in ("wide", "full", "medium")]
    shot = (shown[0] if shown else max(placed, key=lambda each: each.shot.frames)).shot
    if shot.id not in arrived.clips:
        return ()
    span = Span(shot.id, arrived.clips[shot.id], shot.head + shot.frames // 2, 1)
    return (Poster(address_of("poster", encoding.parts(), span.parts()), span),)
