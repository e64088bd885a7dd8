"""The composition root: which vendor does what, and how many jobs of each kind run at once."""

from audio.vendors.local.vendor import LocalEffects, LocalMusic, LocalVoice
from audio.vendors.simulated import Simulated
from audio.work import Effects, Music, Speech
from chassis.environment import Environment
from chassis.service import Service
from contracts.audio import AudioProgressed, CancelAudio, GenerateEffects, GenerateMusic, GenerateSpeech

NARRATION, SCORE = 0.1, 0.3
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""


def build(environment: Environment) -> Service:
    """The audio service, ready to start."""
    service = Service("audio", environment)
    speech = Speech({"local": LocalVoice(), "simulated": Simulated(NARRATION)})
    music = Music({"local": LocalMusic(), "simulated": Simulated(SCORE)})
    effects = Effects({"local": LocalEffects(), "simulated": Simulated(NARRATION)})
    service.work(GenerateSpeech, speech, progress=AudioProgressed, concurrency=64)
    service.work(GenerateMusic, music, progress=AudioProgressed, concurrency=64)
    service.work(GenerateEffects, effects, progress=AudioProgressed, concurrency=64)
    service.cancels(CancelAudio)
    return service
