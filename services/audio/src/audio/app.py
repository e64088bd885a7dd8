"""The composition root: which vendor does what, and how many jobs of each kind run at once."""

from audio.vendors.local.silence import silent
from audio.vendors.local.vendor import LocalEffects, LocalMusic, LocalVoice
from audio.vendors.simulated import Simulated
from audio.work import Effects, Music, Speech
from chassis.environment import SIMULATED_AT_ONCE, Environment
from chassis.service import Service
from contracts.audio import AudioProgressed, CancelAudio, GenerateEffects, GenerateMusic, GenerateSpeech

NARRATION, SCORE = 0.1, 0.3
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""

AT_ONCE = 16
"""Jobs of a kind that wait for the process pool together; more would only keep other services out of it."""


def build(environment: Environment) -> Service:
    """The audio service, ready to start."""
    service = Service("audio", environment)
    voice, score = Simulated(NARRATION), Simulated(SCORE)
    speech = Speech({"simulated": voice} if environment.simulated else {"local": LocalVoice()}, silent)
    music = Music({"simulated": score} if environment.simulated else {"local": LocalMusic()}, silent)
    effects = Effects({"simulated": voice} if environment.simulated else {"local": LocalEffects()}, silent)
    at_once = SIMULATED_AT_ONCE if environment.simulated else AT_ONCE
    service.work(GenerateSpeech, speech, progress=AudioProgressed, concurrency=at_once)
    service.work(GenerateMusic, music, progress=AudioProgressed, concurrency=at_once)
    service.work(GenerateEffects, effects, progress=AudioProgressed, concurrency=at_once)
    service.cancels(CancelAudio)
    return service
