"""What every vendor of sounds promises, the local one included; and that elevenlabs is never paid twice."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import pytest

from audio.domain.plan import effects_order, music_order, speech_order
from audio.ports import Made
from audio.vendors.elevenlabs.vendor import ElevenLabsEffects, ElevenLabsMusic, ElevenLabsVoice
from audio.vendors.local.vendor import LocalEffects, LocalMusic, LocalVoice
from chassis.compute import Compute
from chassis.errors import Busy, JobError, Refused, Unsure
from chassis.work import Job, Tools
from contracts.audio import GenerateMusic
from contracts.base import MediaRef
from contracts.envelope import Envelope
from vendor_http.elevenlabs import Account, Api
from vendor_http.testing import CANARY
from vendor_simulator.plan import Rule
from vendor_simulator.testing import Simulator

from .films import FILM, heard

NOWHERE = MediaRef(bucket="test", key="t/none", sha256="0" * 64, size=0, media_type="application/json")
MODELS = {"speech": "eleven-v3", "music": "elevenlabs-music", "effects": "elevenlabs-effects"}
PATHS = {"speech": "/v1/text-to-speech/*", "music": "/v1/music", "effects": "/v1/sound-generation"}
FRAMES = {"speech": 192, "music": 385, "effects": 288}
CHANNELS = {"speech": 1, "music": 2, "effects": 2}
KINDS = ("speech", "music", "effects")


class Booth:
    """Lets a vendor try one order as the chassis would; media lie in a folder."""

    def __init__(self, folder: Path, compute: Compute, account: Account) -> None:
        self.folder, self.compute, self.notes = folder, compute, list[str]()
        api, local = Api(account), (LocalVoice(), LocalMusic(), LocalEffects())
        self.vendors: dict[str, tuple[Any, ...]] = {"local": local}
        self.vendors["elevenlabs"] = (ElevenLabsVoice(api), ElevenLabsMusic(api), ElevenLabsEffects(api))

    async def put(self, tenant: str, data: bytes, media_type: str) -> MediaRef:
        sha = hashlib.sha256(data).hexdigest()
        (self.folder / sha).write_bytes(data)
        return MediaRef(bucket="test", key=f"{tenant}/{sha}", sha256=sha, size=len(data), media_type=media_type)

    async def get(self, ref: MediaRef) -> bytes:
        return (self.folder / ref.sha256).read_bytes()

    async def tried(self, vendor: str, kind: str) -> Made:
        async def stored(note: str) -> None:
            self.notes.append(note)

        tools = Tools(cast("Any", self), cast("Any", None), self.compute, lambda *_: None, stored)
        envelope = Envelope(id="job-1", type=GenerateMusic.TYPE, source="test", tenant="t", sequence="q")
        model = MODELS[kind] if vendor == "elevenlabs" else f"local-{kind}"
        command = GenerateMusic(storyboard=NOWHERE, model=model, seed=1)
        job = Job("job-1", envelope, command, request_id=self.notes[-1] if self.notes else None)
        voice, music, effects = self.vendors[vendor]
        makers: dict[str, Callable[[], Awaitable[Made]]] = {
            "speech": lambda: voice.speak(speech_order(FILM, "s1.2"), job, tools),
            "music": lambda: music.compose(music_order(FILM), job, tools),
            "effects": lambda: effects.sound(effects_order(FILM, "s1"), job, tools),
        }
        return await makers[kind]()


@pytest.fixture
def booth(tmp_path: Path, compute: Compute, elevenlabs_account: Account) -> Booth:
    return Booth(tmp_path, compute, elevenlabs_account)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("vendor", ["local", "elevenlabs"])
async def test_a_sound_is_exactly_as_long_as_its_picture_and_heard(booth: Booth, vendor: str, kind: str) -> None:
    made = await booth.tried(vendor, kind)
    samples = heard(await booth.get(made.media))
    assert samples.shape == (FRAMES[kind] * 2000, CHANNELS[kind])
    assert 0.01 < abs(samples).max() < 0.95
    assert (made.media.media_type, made.cost > 0) == ("audio/flac", vendor == "elevenlabs")


@pytest.mark.parametrize("vendor", ["local", "elevenlabs"])
async def test_every_word_of_every_line_has_its_time(booth: Booth, vendor: str) -> None:
    made = await booth.tried(vendor, "speech")
    told = json.loads(await booth.get(made.extras["words"]))
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
    assert heard(await booth.get(made.media)).shape[0] == 192 * 2000
    counts = await simulator.counts()
    assert (counts["paid"], counts["paid_twice"]) == (3, {})


@pytest.mark.parametrize("kind", ["music", "effects"])
async def test_what_cannot_be_looked_up_is_not_paid_a_second_time(booth: Booth, simulator: Simulator, kind: str) -> None:
    await simulator.plan(Rule(vendor="elevenlabs", path=PATHS[kind], fault="drop_after", times=1))
    for _ in range(3):
        with pytest.raises(Unsure):
            await booth.tried("elevenlabs", kind)
    assert (await simulator.counts())["paid"] == 1


@pytest.mark.parametrize("kind", KINDS)
async def test_a_finished_try_is_taken_up_without_asking_again(booth: Booth, simulator: Simulator, kind: str) -> None:
    first = await booth.tried("elevenlabs", kind)
    paid = (await simulator.counts())["paid"]
    assert (await booth.tried("elevenlabs", kind)).media == first.media
    assert (await simulator.counts())["paid"] == paid


@pytest.mark.parametrize(
    ("fault", "error", "code"),
    [
        ("busy", Busy, "vendor_busy"),
        ("quota", Refused, "vendor_quota"),
        ("unauthorized", Refused, "vendor_key"),
        ("refusal", Refused, "content_refused"),
    ],
)
async def test_what_elevenlabs_will_not_do_is_told_and_leaves_nothing_open(
    booth: Booth, simulator: Simulator, fault: Any, error: type[JobError], code: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    await simulator.plan(Rule(vendor="elevenlabs", path=PATHS["music"], fault=fault, times=1))
    with pytest.raises(error) as caught:
        await booth.tried("elevenlabs", "music")
    assert (caught.value.code, json.loads(booth.notes[-1])) == (code, {"done": [], "asking": None})
    assert CANARY not in f"{caught.getrepr()} {caplog.text} {booth.notes} {booth.vendors}"
    await booth.tried("elevenlabs", "music")
    assert (await simulator.counts())["paid"] == 1
