"""Messages of the audio service: it makes speech, music and effects."""

from typing import ClassVar

from pydantic import Field

from contracts.base import CancelWork, Command, Event, Failed, Failover, MediaRef, Micros, Progressed, Take, Value


class VoiceUse(Value):
    """A cast member speaks with this voice of the model's vendor (`VoiceCloned` tells one)."""

    subject: str
    voice: str


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
    """True asks the local vendor, and for silence of the right length where that has failed, after the wanted model has."""
    voices: tuple[VoiceUse, ...] | None = None
    """Who is not named gets a ready voice."""
    failover: Failover = "never"


class MusicGenerated(Event):
    """The film's music is ready, as long as the film."""

    TYPE: ClassVar = "sagareel.audio.MusicGenerated.v1"
    take: Take
    prompt: MediaRef | None = None
    """What the model was told, where it is told in words."""


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
    failover: Failover = "never"


class EffectsGenerated(Event):
    """A scene's ambience and effects are ready: one sound, as long as the scene and what rings on."""

    TYPE: ClassVar = "sagareel.audio.EffectsGenerated.v1"
    scene: str
    take: Take
    prompt: MediaRef | None = None
    """What the model was told, where it is told in words."""


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
    failover: Failover = "never"


class VoiceCloned(Event):
    """The vendor has a new voice; `voice` is its name there."""

    TYPE: ClassVar = "sagareel.audio.VoiceCloned.v1"
    voice: str
    vendor: str
    cost: Micros = 0
    verification: bool = False
    """True: its owner must prove to the vendor that it is theirs before it speaks."""


class CloneFailed(Failed):
    """A voice could not be cloned."""

    TYPE: ClassVar = "sagareel.audio.CloneFailed.v1"


class CloneVoice(Command):
    """Make a voice from recordings of somebody who has agreed to it."""

    TYPE: ClassVar = "sagareel.audio.CloneVoice.v1"
    DONE: ClassVar = VoiceCloned
    FAILED: ClassVar = CloneFailed
    name: str = Field(min_length=1, max_length=80)
    samples: tuple[MediaRef, ...] = Field(min_length=1, max_length=25)
    model: str


class VoiceChanged(Event):
    """The same words in another voice, with the same timing."""

    TYPE: ClassVar = "sagareel.audio.VoiceChanged.v1"
    take: Take


class ChangeFailed(Failed):
    """A voice could not be changed."""

    TYPE: ClassVar = "sagareel.audio.ChangeFailed.v1"


class ChangeVoice(Command):
    """Say what a recording says in another voice."""

    TYPE: ClassVar = "sagareel.audio.ChangeVoice.v1"
    DONE: ClassVar = VoiceChanged
    FAILED: ClassVar = ChangeFailed
    sound: MediaRef
    voice: str
    """A voice of the model's vendor."""
    model: str
    seed: int


class SoundSeparated(Event):
    """A sound's parts: `stems` by what they hold (`vocals`, `instrumental`, `drums`, ...)."""

    TYPE: ClassVar = "sagareel.audio.SoundSeparated.v1"
    stems: dict[str, MediaRef]
    cost: Micros = 0


class SeparateFailed(Failed):
    """A sound could not be taken apart."""

    TYPE: ClassVar = "sagareel.audio.SeparateFailed.v1"


class SeparateSound(Command):
    """Take a mixed sound apart."""

    TYPE: ClassVar = "sagareel.audio.SeparateSound.v1"
    DONE: ClassVar = SoundSeparated
    FAILED: ClassVar = SeparateFailed
    sound: MediaRef
    model: str


class SoundTranscribed(Event):
    """What a recording says: the text, and a words file in the form of speech's extra `words`."""

    TYPE: ClassVar = "sagareel.audio.SoundTranscribed.v1"
    text: MediaRef
    words: MediaRef
    language: str = ""
    """The language that was heard, as the vendor names it."""
    cost: Micros = 0


class TranscribeFailed(Failed):
    """A recording could not be understood."""

    TYPE: ClassVar = "sagareel.audio.TranscribeFailed.v1"


class TranscribeSound(Command):
    """Write down what a recording says, with the time of every word."""

    TYPE: ClassVar = "sagareel.audio.TranscribeSound.v1"
    DONE: ClassVar = SoundTranscribed
    FAILED: ClassVar = TranscribeFailed
    sound: MediaRef
    model: str
    language: str = ""
    """Empty: it is heard which."""
    speakers: bool = False
    """Whether to tell who speaks."""


class AudioProgressed(Progressed):
    """How far a running step of this service is."""

    TYPE: ClassVar = "sagareel.audio.AudioProgressed.v1"


class CancelAudio(CancelWork):
    """Stop the sequence's unfinished audio jobs."""

    TYPE: ClassVar = "sagareel.audio.CancelAudio.v1"
