"""Reads the storyboard: which order a shot's speech, a scene's effects and the film's music are."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from audio.domain.casting import NARRATOR, speakers
from audio.domain.orders import Cue, EffectsOrder, Hit, MusicOrder, SpeechOrder, SpokenLine
from audio.domain.places import ambience_of, room_of
from audio.domain.words import EFFECT_WORDS, nearest
from contracts.sounds import EFFECTS
from contracts.storyboard import Line, Place, Scene, Shot, Storyboard

_MEANINGS = tuple(EFFECT_WORDS.items())
_NEARNESS = {
    "extreme_wide": 0.15,
    "wide": 0.35,
    "full": 0.55,
    "medium": 0.7,
    "close_up": 0.9,
    "extreme_close_up": 1.0,
    "insert": 1.0,
}

NONE: Mapping[str, str] = MappingProxyType({})
SHORTEST = 3
"""Seconds of a cue that music can say something in."""


class UnknownPartError(LookupError):
    """The storyboard has no such shot or scene."""


def speech_order(storyboard: Storyboard, shot_id: str, voices: Mapping[str, str] = NONE) -> SpeechOrder:
    """What is said in a shot; `voices` are those that were chosen, by cast id.

    Raises UnknownPartError when the storyboard has no such shot.
    """
    for scene in storyboard.scenes:
        for shot in scene.shots:
            if shot.id == shot_id:
                return _speech(storyboard, scene, shot, voices)
    raise UnknownPartError(f"The storyboard has no shot {shot_id!r}.")


def _speech(storyboard: Storyboard, scene: Scene, shot: Shot, voices: Mapping[str, str]) -> SpeechOrder:
    place = _place(storyboard, scene)
    cast = speakers(storyboard.cast)

    def spoken(line: Line) -> SpokenLine:
        manner = line.manner or shot.expressions.get(line.speaker or "", "")
        voice = cast.get(line.speaker or "", NARRATOR)
        chosen = voices.get(line.speaker or "", "")
        return SpokenLine(line.id, line.text, line.speaker, voice, manner, line.kind != "dialogue", chosen)

    room = room_of(ambience_of(scene, place), place)
    return SpeechOrder(
        shot.frames, storyboard.language, scene.mood, room, tuple(spoken(line) for line in shot.lines), storyboard.fps
    )


def music_order(storyboard: Storyboard) -> MusicOrder:
    """The cues, exactly as long as the film: what they are short of is given to the last one, what they are over is cut."""
    total = sum(shot.frames for shot in storyboard.shots())
    wanted = [Cue(cue.mood, cue.frames, cue.intensity) for cue in storyboard.music]
    cues, left = list[Cue](), total
    for cue in wanted or [Cue(s.mood, sum(shot.frames for shot in s.shots), 0.5) for s in storyboard.scenes]:
        if min(cue.frames, left) > 0:
            cues.append(Cue(cue.mood, min(cue.frames, left), cue.intensity))
            left -= cues[-1].frames
    if left and cues:
        cues[-1] = Cue(cues[-1].mood, cues[-1].frames + left, cues[-1].intensity)
    return MusicOrder(tuple(_joined(cues, SHORTEST * storyboard.fps)), tuple(_talk(storyboard)), storyboard.fps)


def _joined(cues: list[Cue], shortest: int) -> list[Cue]:
    """A cue that is too short for a phrase of its own belongs to the one before, the first of all to the one after."""
    found = list[Cue]()
    for cue in cues:
        if found and min(cue.frames, found[-1].frames) < shortest:
            kept = found[-1] if cue.frames < shortest else cue
            found[-1] = Cue(kept.mood, found[-1].frames + cue.frames, kept.intensity)
        else:
            found.append(cue)
    return found


def _talk(storyboard: Storyboard) -> Iterator[tuple[int, int]]:
    """The stretches of shots with lines. Which words are said changes nothing, so that music is not made anew for them."""
    clock, since = 0, -1
    for shot in storyboard.shots():
        if shot.lines and since < 0:
            since = clock
        if not shot.lines and since >= 0:
            yield since, clock
            since = -1
        clock += shot.frames
    if since >= 0:
        yield since, clock


def effects_order(storyboard: Storyboard, scene_id: str) -> EffectsOrder:
    """What is heard in a scene besides voices and music.

    Raises UnknownPartError when the storyboard has no such scene.
    """
    scene = next((scene for scene in storyboard.scenes if scene.id == scene_id), None)
    if scene is None:
        raise UnknownPartError(f"The storyboard has no scene {scene_id!r}.")
    place = _place(storyboard, scene)
    ambience = ambience_of(scene, place)
    return EffectsOrder(
        frames=sum(shot.frames for shot in scene.shots),
        ambience=ambience,
        time=scene.time,
        weather=scene.weather,
        interior=place is not None and place.interior,
        room=room_of(ambience, place),
        hits=tuple(_hits(scene)),
        fps=storyboard.fps,
    )


def _hits(scene: Scene) -> list[Hit]:
    hits, start = list[Hit](), 0
    for shot in scene.shots:
        for cue in shot.effects:
            name = nearest(cue.name, EFFECTS, _MEANINGS)
            if name:
                hits.append(Hit(name, start + min(cue.frame, shot.frames - 1), start + shot.frames, _NEARNESS[shot.size]))
        start += shot.frames
    return hits


def _place(storyboard: Storyboard, scene: Scene) -> Place | None:
    return next((place for place in storyboard.places if place.id == scene.place), None)
