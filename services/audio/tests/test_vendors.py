"""What every vendor of sounds promises, the local one included; and that neither elevenlabs nor fal is ever paid twice."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import pytest

from audio.domain.plan import effects_order, music_order, speech_order
from audio.ports import Made
from audio.vendors.elevenlabs.vendor import ElevenLabsEffects, ElevenLabsMusic, ElevenLabsVoice
from audio.vendors.fal.vendor import FalSounds
from audio.vendors.local.vendor import LocalEffects, LocalMusic, LocalVoice
from chassis.compute import Compute
from chassis.errors import Busy, JobError, Refused, Unsure
from chassis.testing.media import FolderMedia
from chassis.work import Job, Tools
from contracts.audio import GenerateMusic
from contracts.base import MediaRef
from contracts.envelope import Envelope
from vendor_http.elevenlabs import Account, Api
from vendor_http.fal.account import Account as FalAccount
from vendor_http.testing import CANARY
from vendor_simulator.plan import Rule
from vendor_simulator.testing import Simulator

from .films import FILM, heard

NOWHERE = MediaRef(bucket="test", key="t/none", sha256="0" * 64, size=0, media_type="application/json")
MODELS = {
    "local": {"speech": "local-voice", "music": "local-music", "effects": "local-effects"},
    "elevenlabs": {"speech": "eleven-multilingual-2", "music": "elevenlabs-music", "effects": "elevenlabs-effects"},
    "fal": {"music": "ace-step-1-5", "effects": "stable-audio"},
}
ALL = [(vendor, kind) for vendor, kinds in MODELS.items() for kind in kinds]
PATHS = {"speech": "/v1/text-to-speech/*", "music": "/v1/music", "effects": "/v1/sound-generation"}
FRAMES = {"speech": 192, "music": 385, "effects": 288}
CHANNELS = {"speech": 1, "music": 2, "effects": 2}


class Booth:
    """Lets a vendor try one order as the chassis would; media lie in a folder."""

    def __init__(self, folder: Path, compute: Compute, account: Account, fal: FalAccount) -> None:
        self.media, self.compute, self.notes = FolderMedia(folder), compute, list[str]()
        api, local = Api(account), (LocalVoice(), LocalMusic(), LocalEffects())
        self.vendors: dict[str, tuple[Any, ...]] = {"local": local}
        self.vendors["elevenlabs"] = (ElevenLabsVoice(api), ElevenLabsMusic(api), ElevenLabsEffects(api))
        sounds = FalSounds.of(fal)
        self.vendors["fal"] = (None, sounds, sounds)

    async def tried(self, vendor: str, kind: str, model: str = "") -> Made:
        async def stored(note: str) -> None:
            self.notes.append(note)

        tools = Tools(cast("Any", self.media), cast("Any", None), self.compute, lambda *_: None, stored)
        envelope = Envelope(id="job-1", type=GenerateMusic.TYPE, source="test", tenant="t", sequence="q")
        command = GenerateMusic(storyboard=NOWHERE, model=model or MODELS[vendor][kind], seed=1)
        job = Job("job-1", envelope, command, request_id=self.notes[-1] if self.notes else None)
        voice, music, effects = self.vendors[vendor]
        makers: dict[str, Callable[[], Awaitable[Made]]] = {
            "speech": lambda: voice.speak(speech_order(FILM, "s1.2"), job, tools),
            "music": lambda: music.compose(music_order(FILM), job, tools),
            "effects": lambda: effects.sound(effects_order(FILM, "s1"), job, tools),
        }
        return await makers[kind]()


@pytest.fixture
def booth(tmp_path: Path, compute: Compute, elevenlabs_account: Account, fal_account: FalAccount) -> Booth:
    return Booth(tmp_path, compute, elevenlabs_account, fal_account)


@pytest.mark.parametrize(("vendor", "kind"), ALL)
async def test_a_sound_is_as_long_as_its_picture_is_heard_and_kept_with_what_its_model_was_told(
    booth: Booth, vendor: str, kind: str
) -> None:
    made = await booth.tried(vendor, kind)
    samples = heard(await booth.media.get(made.media))
    assert samples.shape == (FRAMES[kind] * 2000, CHANNELS[kind])
    assert 0.01 < abs(samples).max() < 0.95
    assert (made.media.media_type, made.cost > 0) == ("audio/flac", vendor != "local")
    assert ("prompt" in made.extras) == (vendor != "local" and kind != "speech")
    if "prompt" in made.extras:
        told = (await booth.media.get(made.extras["prompt"])).decode()
        assert told.startswith("prompt music." if kind == "music" else "prompt ambience.")
        assert ("tense" if kind == "music" else "foghorn") in told


@pytest.mark.parametrize(("vendor", "model"), [("local", ""), ("elevenlabs", ""), ("elevenlabs", "eleven-v3")])
async def test_every_word_of_every_line_has_its_time(booth: Booth, vendor: str, model: str) -> None:
    made = await booth.tried(vendor, "speech", model)
    told = json.loads(await booth.media.get(made.extras["words"]))
    lines = FILM.scenes[0].shots[1].lines
    assert [row["text"] for row in told["words"]] == " ".join(line.text for line in lines).split()
    assert [row["start"] for row in told["words"]] == sorted(row["start"] for row in told["words"])
    assert {row["line"] for row in told["words"]} == {line.id for line in lines}
    assert all(0 <= row["start"] <= row["end"] <= 8 for row in [*told["words"], *told["phonemes"]])


@pytest.mark.parametrize("lost", ["drop_after", "wrong_type", "truncate"])
async def test_speech_whose_answer_is_lost_is_found_in_the_history(booth: Booth, simulator: Simulator, lost: Any) -> None:
    await simulator.plan(Rule(vendor="elevenlabs", path=PATHS["speech"], fault=lost, skip=1, times=1))
    with pytest.raises(Unsure):
        await booth.tried("elevenlabs", "speech")
    made = await booth.tried("elevenlabs", "speech")
    assert heard(await booth.media.get(made.media)).shape[0] == 192 * 2000
    counts = await simulator.counts()
    assert (counts["paid"], counts["paid_twice"]) == (3, {})


async def test_a_history_that_is_asked_for_too_often_is_waited_for(booth: Booth, simulator: Simulator) -> None:
    lost = Rule(vendor="elevenlabs", path=PATHS["speech"], fault="drop_after", times=1)
    await simulator.plan(lost, Rule(vendor="elevenlabs", path="/v1/history*", fault="busy", times=2, retry_after=0.2))
    for error in (Unsure, Busy, Busy):
        with pytest.raises(error):
            await booth.tried("elevenlabs", "speech")
    await booth.tried("elevenlabs", "speech")
    assert (await simulator.counts())["paid_twice"] == {}


@pytest.mark.parametrize("kind", ["music", "effects"])
async def test_what_cannot_be_looked_up_is_not_paid_a_second_time(booth: Booth, simulator: Simulator, kind: str) -> None:
    await simulator.plan(Rule(vendor="elevenlabs", path=PATHS[kind], fault="drop_after", times=1))
    for _ in range(3):
        with pytest.raises(Unsure):
            await booth.tried("elevenlabs", kind)
    assert (await simulator.counts())["paid"] == 1


async def test_people_who_talk_to_each_other_are_one_request_and_a_lost_one_is_found(booth: Booth, simulator: Simulator) -> None:
    await simulator.plan(Rule(vendor="elevenlabs", path="/v1/text-to-dialogue/*", fault="drop_after", times=1))
    with pytest.raises(Unsure):
        await booth.tried("elevenlabs", "speech", "eleven-v3")
    made = await booth.tried("elevenlabs", "speech", "eleven-v3")
    assert heard(await booth.media.get(made.media)).shape[0] == 192 * 2000
    counts = await simulator.counts()
    assert (counts["paid"], counts["paid_twice"]) == (1, {})
    sent = [c for c in await simulator.captures(vendor="elevenlabs") if "text-to-dialogue" in c["path"]]
    inputs = json.loads(sent[0]["body"])["inputs"]
    assert [line["text"].rpartition("] ")[2] for line in inputs] == [line.text for line in FILM.scenes[0].shots[1].lines]
    assert len({line["voice_id"] for line in inputs}) == 3


@pytest.mark.parametrize("kind", ["music", "effects"])
@pytest.mark.parametrize("lost", ["drop_after", "drop_before"])
async def test_a_lost_submit_to_fal_is_looked_up(booth: Booth, simulator: Simulator, kind: str, lost: Any) -> None:
    await simulator.plan(Rule(vendor="fal", method="POST", path="/queue/*", fault=lost, skip=int(kind == "effects"), times=1))
    with pytest.raises(Unsure):
        await booth.tried("fal", kind)
    for _ in range(6):
        try:
            made = await booth.tried("fal", kind)
            break
        except Busy as error:
            await asyncio.sleep(error.retry_after)
    assert heard(await booth.media.get(made.media)).shape[0] == FRAMES[kind] * 2000
    counts = await simulator.counts()
    assert (counts["paid"], counts["paid_twice"]) == ({"music": 1, "effects": 2}[kind], {})


@pytest.mark.parametrize(("vendor", "kind"), [one for one in ALL if one[0] != "local"])
async def test_a_finished_try_is_taken_up_without_asking_again(
    booth: Booth, simulator: Simulator, vendor: str, kind: str
) -> None:
    first = await booth.tried(vendor, kind)
    paid = (await simulator.counts())["paid"]
    assert (await booth.tried(vendor, kind)).media == first.media
    assert (await simulator.counts())["paid"] == paid


@pytest.mark.parametrize(
    ("fault", "status", "error", "code"),
    [
        ("busy", 429, Busy, "vendor_busy"),
        ("quota", 401, Refused, "vendor_quota"),
        ("unauthorized", 401, Refused, "vendor_key"),
        ("refusal", 400, Refused, "content_refused"),
        ("refusal", 403, Refused, "content_refused"),
    ],
)
async def test_what_elevenlabs_will_not_do_is_told_and_leaves_nothing_open(
    booth: Booth,
    simulator: Simulator,
    fault: Any,
    status: int,
    error: type[JobError],
    code: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    await simulator.plan(Rule(vendor="elevenlabs", path=PATHS["music"], fault=fault, status=status, times=1))
    with pytest.raises(error) as caught:
        await booth.tried("elevenlabs", "music")
    assert (caught.value.code, booth.notes[-1]) == (code, "")
    assert CANARY not in f"{caught.getrepr()} {caplog.text} {booth.notes} {booth.vendors}"
    await booth.tried("elevenlabs", "music")
    assert (await simulator.counts())["paid"] == 1
