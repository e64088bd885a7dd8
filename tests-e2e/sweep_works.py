"""The kinds of paid work that a sweep tries: the command, the body that does it, and the calls that its adapter makes.

Used by `sweep_vendors.py`.
"""

import dataclasses
import io
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import soundfile
import vendor_orders
from PIL import Image

from analysis.vendors.texts import TextAnalyst
from analysis.work import Analysis
from audio.treating import Change, Clone, Separate, Transcribe
from audio.vendors.elevenlabs.desk import ElevenLabsDesk
from audio.vendors.elevenlabs.vendor import ElevenLabsEffects, ElevenLabsMusic, ElevenLabsVoice
from audio.vendors.fal.vendor import FalSounds
from audio.vendors.local.silence import silent
from audio.work import Effects, Music, Speech
from chassis.testing.media import FolderMedia
from chassis.work import Done, Job, Tools
from contracts import audio, imagery, motion
from contracts.analysis import AnalyzeScript
from contracts.base import Command, MediaRef, Take
from contracts.requests import Source
from contracts.script import WriteScript
from contracts.storyboard import CastMember, EffectCue, Line, Look, Storyboard
from imagery.vendors.fal import FalPictures
from imagery.vendors.openai import Account as PicturesAccount
from imagery.vendors.openai import OpenAiPictures
from imagery.work import Edits, Frames
from motion.vendors.fal import FalClips
from motion.work import Clips
from script.vendors.texts import TextWriter
from script.work import Writing
from vendor_http import elevenlabs
from vendor_http.fal.account import Account as FalAccount
from vendor_http.fal.account import Hosts
from vendor_http.testing import CANARY, fal_at
from vendor_http.text import anthropic, fal, openai
from vendor_simulator.plan import Match

Body = Callable[[Job[Any], Tools], Awaitable[Done]]
ID = "????????-????-????-????-????????????"
VOICE = "JBFqnCBsd6RMkjVDRZzb"
SETTLES, TIMEOUT = 0.3, 1.0
"""Seconds after which a list is believed, and after which an exchange is given up."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The media that commands are about."""

    board: MediaRef
    still: MediaRef
    script: MediaRef
    idea: MediaRef
    sound: MediaRef

    @classmethod
    async def stored(cls, media: FolderMedia) -> "Stock":
        """In a folder."""
        still, sound = io.BytesIO(), io.BytesIO()
        Image.new("RGB", (320, 180), "teal").save(still, "PNG")
        soundfile.write(sound, 0.3 * np.sin(np.arange(24000) * 0.03), 48000, format="FLAC")
        return cls(
            await media.put("t", board().model_dump_json().encode(), "application/json"),
            await media.put("t", still.getvalue(), "image/png"),
            await media.put("t", vendor_orders.SCRIPT.encode(), "text/plain"),
            await media.put("t", vendor_orders.IDEA.encode(), "text/plain"),
            await media.put("t", sound.getvalue(), "audio/flac"),
        )

    def take(self) -> Take:
        """The still, as something that was made."""
        return Take(media=self.still, input_hash="0" * 64, model="m", vendor="v")


def board() -> Storyboard:
    """One shot in which two people speak and two things are heard."""
    told = vendor_orders.storyboard()
    (scene,), (shot,) = told.scenes, told.scenes[0].shots
    bob = CastMember(id="bob", name="Bob", look=Look(sex="male"))
    lines = (*shot.lines, Line(id="l2", text="Nobody.", speaker="bob"))
    cues = (*shot.effects, EffectCue(name="door slams", frame=24))
    shot = shot.model_copy(update={"lines": lines, "effects": cues, "cast": ("ann", "bob"), "frames": 96})
    return told.model_copy(update={"cast": (*told.cast, bob), "scenes": (scene.model_copy(update={"shots": (shot,)}),)})


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of work at one vendor. `calls` are those of its adapter, by what they are for; `look` are those that it only makes
    after a submit without an answer."""

    name: str
    vendor: str
    command: Callable[[Stock], Command]
    body: Callable[[Mapping[str, str]], Body]
    calls: Mapping[str, Match]
    look: Mapping[str, Match] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ("made",)
    lost: tuple[str, ...] = ("drop after", "drop before")
    """The faults of a submit that lead to a look."""


def _call(vendor: Any, method: str, path: str) -> Match:
    return Match(vendor=vendor, method=method, path=path)


FAL = {
    "submit": _call("fal", "POST", "/queue/*"),
    "status": _call("fal", "GET", "/queue/*/status"),
    "result": _call("fal", "GET", f"/queue/*/requests/{ID}"),
}
FAL_MEDIA = {"media": _call("fal", "GET", "/media/*")}
FAL_UPLOAD = {"token": _call("fal", "POST", "/rest/storage/*"), "upload": _call("fal", "POST", "/cdn/files/*")}
FAL_LIST = {"list": _call("fal", "GET", "/api/*")}
QUEUED = ("made", "job_error", "job_refusal", "job_lost", "result_expires", "job_stuck")
OPENAI_TEXT = {
    "conversation": _call("openai", "POST", "/v1/conversations"),
    "submit": _call("openai", "POST", "/v1/responses"),
}
OPENAI_LOOK = {
    "list": _call("openai", "GET", "/v1/conversations/*/items"),
    "result": _call("openai", "GET", "/v1/responses/*"),
}
BROKEN_OFF = ("drop after", "drop before", "stream drop")
RESPONSES = ("made", "refusal", "job_error", "job_lost", "job_stuck")


def fal_hosts(at: Mapping[str, str]) -> Hosts:
    """An account whose patience is short."""
    account: FalAccount = fal_at(at, settles=SETTLES, interval=0.02)
    return Hosts(dataclasses.replace(account, timeout=TIMEOUT))


def _api(at: Mapping[str, str]) -> elevenlabs.Api:
    return elevenlabs.Api(elevenlabs.Account(CANARY, host=at["elevenlabs"], settles=SETTLES, timeout=TIMEOUT))


def _openai(at: Mapping[str, str]) -> openai.Api:
    return openai.Api(openai.Account(CANARY, host=at["openai"], silence=TIMEOUT, interval=0.02, settles=SETTLES))


def _anthropic(at: Mapping[str, str]) -> anthropic.Api:
    return anthropic.Api(anthropic.Account(CANARY, host=at["anthropic"], silence=TIMEOUT, keeps=0.0))


def _pictures(at: Mapping[str, str]) -> OpenAiPictures:
    return OpenAiPictures.of(PicturesAccount(CANARY, base=at["openai"], timeout=TIMEOUT))


def _write(model: str) -> Callable[[Stock], Command]:
    def made(of: Stock) -> Command:
        source = Source(kind="idea", text=of.idea)
        return WriteScript(source=source, duration=30, style="noir", seed=1, language="en", model=model)

    return made


def _analyze(model: str) -> Callable[[Stock], Command]:
    return lambda of: AnalyzeScript(script=of.script, ratio="9:16", style="noir", seed=1, language="en", model=model)


def _frame(model: str) -> Callable[[Stock], Command]:
    return lambda of: imagery.GenerateFrame(storyboard=of.board, shot="s", model=model, seed=1)


def _edit(model: str) -> Callable[[Stock], Command]:
    words = "Make it night."
    return lambda of: imagery.EditPicture(picture=of.take(), instruction=words, ratio="16:9", style="noir", model=model, seed=1)


def _speech(model: str) -> Callable[[Stock], Command]:
    return lambda of: audio.GenerateSpeech(storyboard=of.board, shot="s", model=model, seed=1)


def _music(model: str) -> Callable[[Stock], Command]:
    return lambda of: audio.GenerateMusic(storyboard=of.board, model=model, seed=1)


def _effects(model: str) -> Callable[[Stock], Command]:
    return lambda of: audio.GenerateEffects(storyboard=of.board, scene="c", model=model, seed=1)


def _writer(vendor: str, api: Callable[[Mapping[str, str]], Any], family: str) -> Callable[[Mapping[str, str]], Body]:
    return lambda at: Writing({vendor: TextWriter(api(at), vendor, family, None)})  # type: ignore[arg-type]  # nobody reads a page


def _analyst(vendor: str, api: Callable[[Mapping[str, str]], Any], family: str) -> Callable[[Mapping[str, str]], Body]:
    return lambda at: Analysis({vendor: TextAnalyst(api(at), vendor, family)})


def _labs(name: str, path: str, command: Callable[[Stock], Command], body: Any, **more: Any) -> Way:
    calls = {"submit": _call("elevenlabs", "POST", path)}
    return Way(f"elevenlabs {name}", "elevenlabs", command, body, calls, outcomes=("made", "refusal"), **more)


def _desk(at: Mapping[str, str]) -> dict[str, Any]:
    return {"elevenlabs": ElevenLabsDesk(_api(at))}


def _speaking(at: Mapping[str, str]) -> Body:
    return Speech({"elevenlabs": ElevenLabsVoice(_api(at))}, silent)


HISTORY = {"list": _call("elevenlabs", "GET", "/v1/history"), "audio": _call("elevenlabs", "GET", "/v1/history/*/audio")}
VOICES = {"list": _call("elevenlabs", "GET", "/v2/voices")}

WAYS: tuple[Way, ...] = (
    Way(
        "fal picture", "fal", _frame("nano-banana-2"), lambda at: Frames({"fal": FalPictures(fal_hosts(at))}),
        FAL | FAL_MEDIA, FAL_LIST, (*QUEUED, "job_flagged"),
    ),
    Way(
        "fal edit", "fal", _edit("nano-banana-2"), lambda at: Edits({"fal": FalPictures(fal_hosts(at))}),
        FAL_UPLOAD | FAL | FAL_MEDIA, FAL_LIST,
    ),
    Way(
        "fal clip", "fal",
        lambda of: motion.GenerateClip(storyboard=of.board, shot="s", frame=of.take(), model="kling-v3-pro", seed=1),
        lambda at: Clips({"fal": FalClips(fal_hosts(at))}), FAL_UPLOAD | FAL | FAL_MEDIA, FAL_LIST, QUEUED,
    ),
    Way(
        "fal music", "fal", _music("ace-step-1-5"), lambda at: Music({"fal": FalSounds(fal_hosts(at))}, silent),
        FAL | FAL_MEDIA, FAL_LIST, QUEUED,
    ),
    Way(
        "fal effects", "fal", _effects("stable-audio"), lambda at: Effects({"fal": FalSounds(fal_hosts(at))}, silent),
        FAL | FAL_MEDIA, FAL_LIST, QUEUED,
    ),
    Way(
        "fal text", "fal", _write("gemini-3-8-flash"), _writer("fal", lambda at: fal.Api(fal_hosts(at)), "gpt"),
        FAL, FAL_LIST, QUEUED,
    ),
    Way(
        "openai writing", "openai", _write("gpt-6-luna"), _writer("openai", _openai, "gpt"),
        OPENAI_TEXT, OPENAI_LOOK, RESPONSES, BROKEN_OFF,
    ),
    Way(
        "openai reading", "openai", _analyze("gpt-6-luna"), _analyst("openai", _openai, "gpt"),
        OPENAI_TEXT, OPENAI_LOOK, RESPONSES, BROKEN_OFF,
    ),
    Way(
        "openai picture", "openai", _frame("gpt-image-2-5"), lambda at: Frames({"openai": _pictures(at)}),
        {"submit": _call("openai", "POST", "/v1/images/*")}, outcomes=("made", "refusal"),
    ),
    Way(
        "openai edit", "openai", _edit("gpt-image-2-5"), lambda at: Edits({"openai": _pictures(at)}),
        {"submit": _call("openai", "POST", "/v1/images/*")}, outcomes=("made", "refusal"),
    ),
    Way(
        "anthropic writing", "anthropic", _write("claude-sonnet-5-5"), _writer("anthropic", _anthropic, "claude"),
        {"submit": _call("anthropic", "POST", "/v1/messages")}, outcomes=("made", "refusal"),
    ),
    Way(
        "anthropic reading", "anthropic", _analyze("claude-sonnet-5-5"), _analyst("anthropic", _anthropic, "claude"),
        {"submit": _call("anthropic", "POST", "/v1/messages")}, outcomes=("made", "refusal"),
    ),
    _labs("speech", "/v1/text-to-speech/*", _speech("eleven-multilingual-2"), _speaking, look=HISTORY),
    _labs("dialogue", "/v1/text-to-dialogue/*", _speech("eleven-v3"), _speaking, look=HISTORY),
    _labs(
        "music", "/v1/music", _music("elevenlabs-music"), lambda at: Music({"elevenlabs": ElevenLabsMusic(_api(at))}, silent)
    ),
    _labs(
        "effects", "/v1/sound-generation", _effects("elevenlabs-effects"),
        lambda at: Effects({"elevenlabs": ElevenLabsEffects(_api(at))}, silent),
    ),
    _labs(
        "clone", "/v1/voices/add", lambda of: audio.CloneVoice(name="Mara", samples=(of.sound,), model="eleven-instant-clone"),
        lambda at: Clone(_desk(at)), look=VOICES,
    ),
    _labs(
        "change", "/v1/voice-changer/*",
        lambda of: audio.ChangeVoice(sound=of.sound, voice=VOICE, model="eleven-voice-changer", seed=1),
        lambda at: Change(_desk(at)),
    ),
    _labs(
        "stems", "/v1/music/stem-separation", lambda of: audio.SeparateSound(sound=of.sound, model="eleven-two-stems"),
        lambda at: Separate(_desk(at)),
    ),
    _labs(
        "transcript", "/v1/speech-to-text", lambda of: audio.TranscribeSound(sound=of.sound, model="scribe-3", speakers=True),
        lambda at: Transcribe(_desk(at)),
    ),
)  # fmt: skip
