"""Messages of the audio service: it makes speech, music and effects."""

from typing import ClassVar

from contracts.base import CancelWork, Command, Event, Failed, MediaRef, Progressed, Take


class SpeechGenerated(Event):
    """A shot's lines are spoken: one sound, no longer than the shot and its ringing; its extra `words` holds the word times."""

    TYPE: ClassVar = "sagareel.audio.SpeechGenerated.v1"
    shot: str
    take: Take


class SpeechFailed(Failed):
    """Lines could not be spoken."""

    TYPE: ClassVar = "sagareel.audio.SpeechFailed.v1"


class GenerateSpeech(Command):
    """Speak a shot's lines."""

    TYPE: ClassVar = "sagareel.audio.GenerateSpeech.v1"
    DONE: ClassVar = SpeechGenerated
    FAILED: ClassVar = SpeechFailed
    storyboard: MediaRef
    shot: str
    model: str
    seed: int
    stand_in: bool = False
    """True asks for silence of the right length, after the wanted model has failed."""


class MusicGenerated(Event):
    """The film's music is ready, as long as the film."""

    TYPE: ClassVar = "sagareel.audio.MusicGenerated.v1"
    take: Take


class MusicFailed(Failed):
    """The music could not be made."""

    TYPE: ClassVar = "sagareel.audio.MusicFailed.v1"


class GenerateMusic(Command):
    """Compose the film's music from the storyboard's cues."""

    TYPE: ClassVar = "sagareel.audio.GenerateMusic.v1"
    DONE: ClassVar = MusicGenerated
    FAILED: ClassVar = MusicFailed
    storyboard: MediaRef
    model: str
    seed: int
    stand_in: bool = False


class EffectsGenerated(Event):
    """A scene's ambience and effects are ready: one sound, as long as the scene and what rings on."""

    TYPE: ClassVar = "sagareel.audio.EffectsGenerated.v1"
    scene: str
    take: Take


class EffectsFailed(Failed):
    """Effects could not be made."""

    TYPE: ClassVar = "sagareel.audio.EffectsFailed.v1"


class GenerateEffects(Command):
    """Make a scene's ambience and effects."""

    TYPE: ClassVar = "sagareel.audio.GenerateEffects.v1"
    DONE: ClassVar = EffectsGenerated
    FAILED: ClassVar = EffectsFailed
    storyboard: MediaRef
    scene: str
    model: str
    seed: int
    stand_in: bool = False


class AudioProgressed(Progressed):
    """How far a running step of this service is."""

    TYPE: ClassVar = "sagareel.audio.AudioProgressed.v1"


class CancelAudio(CancelWork):
    """Stop the sequence's unfinished audio jobs."""

    TYPE: ClassVar = "sagareel.audio.CancelAudio.v1"
