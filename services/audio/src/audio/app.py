"""The composition root: which vendor does what, and how many jobs of each kind run at once."""

from dataclasses import dataclass

from audio.ports import EffectVendor, MusicVendor, SpeechVendor
from audio.treating import Change, Clone, Separate, Transcribe
from audio.vendors.elevenlabs.desk import ElevenLabsDesk
from audio.vendors.elevenlabs.vendor import ElevenLabsEffects, ElevenLabsMusic, ElevenLabsVoice
from audio.vendors.fal.vendor import FalSounds
from audio.vendors.local.silence import silent
from audio.vendors.local.vendor import LocalEffects, LocalMusic, LocalVoice
from audio.vendors.simulated import Simulated
from audio.work import Effects, Music, Speech
from chassis.climbing import withdrawing
from chassis.environment import SIMULATED_AT_ONCE, Environment
from chassis.service import Service
from contracts.audio import (
    AudioProgressed,
    CancelAudio,
    ChangeVoice,
    CloneVoice,
    GenerateEffects,
    GenerateMusic,
    GenerateSpeech,
    SeparateSound,
    TranscribeSound,
)
from vendor_http.elevenlabs import Account, Api
from vendor_http.fal.account import Account as FalAccount
from vendor_http.fal.reached import fal_hosts
from vendor_http.keys import key_of
from vendor_http.limits import bodies_for, gate_of

NARRATION, SCORE = 0.1, 0.3
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""

AT_ONCE = 16
"""Jobs of a kind that wait for the process pool together; more would only keep other services out of it."""

PRIORITIES = {GenerateSpeech.TYPE: 2, GenerateMusic.TYPE: 1}
"""Among the jobs of one tenant at a vendor: a mouth moves by what is spoken, so clips wait for speech."""


@dataclass(frozen=True, slots=True)
class Vendors:
    """Who does what, by the names of the catalogue's routes."""

    speech: dict[str, SpeechVendor]
    music: dict[str, MusicVendor]
    effects: dict[str, EffectVendor]
    desks: dict[str, ElevenLabsDesk]
    """Who works on sounds that are there already; the local vendor does not."""


def simulated_vendors() -> Vendors:
    """Those that only wait."""
    voice, score = Simulated(NARRATION), Simulated(SCORE)
    return Vendors({"simulated": voice}, {"simulated": score}, {"simulated": voice}, {})


def usual_vendors(environment: Environment) -> Vendors:
    """The local vendor, and those whose keys are set."""
    found = Vendors({"local": LocalVoice()}, {"local": LocalMusic()}, {"local": LocalEffects()}, {})
    if key := key_of(environment.variables, "ELEVENLABS_API_KEY"):
        api = Api(Account(key), gate_of(environment, "audio", "elevenlabs", key, PRIORITIES))
        found.speech["elevenlabs"] = ElevenLabsVoice(api)
        found.music["elevenlabs"] = ElevenLabsMusic(api)
        found.effects["elevenlabs"] = ElevenLabsEffects(api)
        found.desks["elevenlabs"] = ElevenLabsDesk(api)
    if key := key_of(environment.variables, "FAL_KEY"):
        found.music["fal"] = found.effects["fal"] = FalSounds(fal_hosts(environment, "audio", FalAccount(key), PRIORITIES))
    return found


def build(environment: Environment) -> Service:
    """The audio service, ready to start."""
    service = Service("audio", environment)
    vendors = simulated_vendors() if environment.simulated else usual_vendors(environment)
    speech, music, effects = Speech(vendors.speech, silent), Music(vendors.music, silent), Effects(vendors.effects, silent)
    paid = {**vendors.speech, **vendors.music, **vendors.effects}
    at_once = SIMULATED_AT_ONCE if environment.simulated else AT_ONCE + bodies_for(paid, environment)
    of_music = withdrawing("music", vendors.music)
    of_effects = withdrawing("effect", vendors.effects)
    service.work(GenerateSpeech, speech, progress=AudioProgressed, concurrency=at_once)
    service.work(GenerateMusic, music, progress=AudioProgressed, concurrency=at_once, withdraw=of_music)
    service.work(GenerateEffects, effects, progress=AudioProgressed, concurrency=at_once, withdraw=of_effects)
    service.work(CloneVoice, Clone(vendors.desks), progress=AudioProgressed)
    service.work(ChangeVoice, Change(vendors.desks), progress=AudioProgressed)
    service.work(SeparateSound, Separate(vendors.desks), progress=AudioProgressed)
    service.work(TranscribeSound, Transcribe(vendors.desks), progress=AudioProgressed)
    service.cancels(CancelAudio)
    return service
