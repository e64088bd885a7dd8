"""Brings a storyboard that was planned at 24 frames per second to the rate that the film shall have; every cut keeps its time."""

from collections.abc import Iterator, Sequence

from contracts.storyboard import FPS, EffectCue, FrameRate, MusicCue, Scene, Shot, Storyboard


def at_rate(board: Storyboard, fps: FrameRate) -> Storyboard:
    """The same film in more frames: what began at a second begins at the same one, to half a frame."""
    if fps == FPS:
        return board
    lengths = iter(_lengths([shot.frames for shot in board.shots()], fps))
    scenes = tuple(_scene(scene, lengths, fps) for scene in board.scenes)
    cues = zip(board.music, _lengths([cue.frames for cue in board.music], fps), strict=True)
    music = tuple(MusicCue(mood=cue.mood, frames=frames, intensity=cue.intensity) for cue, frames in cues)
    return board.model_copy(update={"fps": fps, "scenes": scenes, "music": music})


def _scene(scene: Scene, lengths: Iterator[int], fps: int) -> Scene:
    return scene.model_copy(update={"shots": tuple(_shot(shot, next(lengths), fps) for shot in scene.shots)})


def _shot(shot: Shot, frames: int, fps: int) -> Shot:
    effects = tuple(EffectCue(name=cue.name, frame=min(_at(cue.frame, fps), frames - 1)) for cue in shot.effects)
    return shot.model_copy(
        update={"frames": frames, "head": _at(shot.head, fps), "tail": _at(shot.tail, fps), "effects": effects}
    )


def _lengths(planned: Sequence[int], fps: int) -> list[int]:
    """Rounded at the cuts, not at the lengths, so that no error adds up."""
    found, end = list[int](), 0
    for frames in planned:
        found.append(_at(end + frames, fps) - _at(end, fps))
        end += frames
    return found


def _at(frame: int, fps: int) -> int:
    """The frame of another rate that is shown at this frame's time; half a frame goes up."""
    return (2 * frame * fps + FPS) // (2 * FPS)
