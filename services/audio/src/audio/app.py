"""The composition root: which vendor does what, and how many jobs of each kind run at once."""

from dataclasses import dataclass
from functools import lru_cache

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
from vendor_http.fal.reached import fal_hosts
from vendor_http.limits import bodies_for
from vendor_http.reach import Reach
from vendor_http.tenants.own import MOST_ADAPTERS, Makers, house_of, own_of, remembered_of

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


@dataclass(frozen=True, slots=True)
class PaidVendors:
    """How adapters are made of keys, the house's and tenants', by vendor."""

    speech: Makers[SpeechVendor]
    music: Makers[MusicVendor]
    effects: Makers[EffectVendor]
    desks: Makers[ElevenLabsDesk]


def makers_of(environment: Environment) -> PaidVendors:
    """All adapters of a key share its connections and its gate."""
    reach = Reach.of(environment, "audio", PRIORITIES)

    @lru_cache(MOST_ADAPTERS)
    def api(key: str) -> Api:
        return Api(Account(key, reach.hosts.elevenlabs), reach.gate("elevenlabs", key))

    @lru_cache(MOST_ADAPTERS)
    def routed(key: str) -> FalSounds:
        return FalSounds(fal_hosts(reach, key))

    return PaidVendors(
        {"elevenlabs": lambda key: ElevenLabsVoice(api(key))},
        {"elevenlabs": lambda key: ElevenLabsMusic(api(key)), "fal": routed},
        {"elevenlabs": lambda key: ElevenLabsEffects(api(key)), "fal": routed},
        {"elevenlabs": lambda key: ElevenLabsDesk(api(key))},
    )


def usual_vendors(environment: Environment, paid: PaidVendors) -> Vendors:
    """The local vendor, and those whose keys are set."""
    told = environment.variables
    return Vendors(
        {"local": LocalVoice(), **house_of(paid.speech, told)},
        {"local": LocalMusic(), **house_of(paid.music, told)},
        {"local": LocalEffects(), **house_of(paid.effects, told)},
        house_of(paid.desks, told),
    )


def build(environment: Environment) -> Service:
    """The audio service, ready to start."""
    service = Service("audio", environment)
    makers, remembered = makers_of(environment), remembered_of(environment, "audio")
    vendors = simulated_vendors() if environment.simulated else usual_vendors(environment, makers)
    paid = {**vendors.speech, **vendors.music, **vendors.effects}
    at_once = SIMULATED_AT_ONCE if environment.simulated else AT_ONCE + bodies_for(paid, environment)
    music, effects = own_of(makers.music, remembered), own_of(makers.effects, remembered)
    speaking = Speech(vendors.speech, silent, own_of(makers.speech, remembered))
    composing, sounding = Music(vendors.music, silent, music), Effects(vendors.effects, silent, effects)
    of_music, of_effects = withdrawing("music", vendors.music, music), withdrawing("effect", vendors.effects, effects)
    service.work(GenerateSpeech, speaking, progress=AudioProgressed, concurrency=at_once)
    service.work(GenerateMusic, composing, progress=AudioProgressed, concurrency=at_once, withdraw=of_music)
    service.work(GenerateEffects, sounding, progress=AudioProgressed, concurrency=at_once, withdraw=of_effects)
    desks = own_of(makers.desks, remembered)
    service.work(CloneVoice, Clone(vendors.desks, desks), progress=AudioProgressed)
    service.work(ChangeVoice, Change(vendors.desks, desks), progress=AudioProgressed)
    service.work(SeparateSound, Separate(vendors.desks, desks), progress=AudioProgressed)
    service.work(TranscribeSound, Transcribe(vendors.desks, desks), progress=AudioProgressed)
    service.cancels(CancelAudio)
    return service
