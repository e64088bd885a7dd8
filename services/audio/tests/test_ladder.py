"""Refused sounds climb the ladder in elevenlabs' and fal's own forms; what even so fails is heard by the local vendor."""

from pathlib import Path
from typing import Any

import pytest

from audio.vendors.elevenlabs.vendor import ElevenLabsEffects, ElevenLabsMusic, ElevenLabsVoice
from audio.vendors.fal.vendor import FalSounds
from audio.vendors.local.silence import silent
from audio.vendors.local.vendor import LocalMusic, LocalVoice
from audio.work import Effects, Music, Speech
from chassis.compute import Compute
from chassis.errors import Broken, Refused
from chassis.testing.bench import Bench
from contracts.audio import GenerateEffects, GenerateMusic, GenerateSpeech
from vendor_http.elevenlabs import Account, Api
from vendor_http.fal.account import Account as FalAccount
from vendor_simulator.plan import Rule
from vendor_simulator.testing import Simulator

from .films import FILM, heard


@pytest.fixture
def bench(tmp_path: Path, compute: Compute) -> Bench:
    return Bench(tmp_path, compute)


async def told(bench: Bench, **more: Any) -> dict[str, Any]:
    stored = await bench.media.put("t", FILM.model_dump_json().encode(), "application/json")
    return {"storyboard": stored, "seed": 1, **more}


def refusals(times: int | None, path: str, vendor: Any = "elevenlabs", fault: Any = "refusal") -> Rule:
    return Rule(vendor=vendor, method="POST", path=path, fault=fault, times=times)


async def test_refused_music_is_composed_by_an_equivalent_of_another_vendor(
    bench: Bench, simulator: Simulator, elevenlabs_account: Account, fal_account: FalAccount
) -> None:
    await simulator.plan(refusals(None, "/v1/music"))
    vendors: dict[str, Any] = {"elevenlabs": ElevenLabsMusic(Api(elevenlabs_account)), "fal": FalSounds.of(fal_account)}
    command = GenerateMusic.model_validate(await told(bench, model="elevenlabs-music", failover="model"))
    (take,) = (await bench.run(Music(vendors, silent), command)).takes
    assert [(rung.kind, rung.vendor) for rung in take.rungs or ()][:2] == [("seed", "elevenlabs"), ("route", "fal")]
    assert take.vendor == "fal"
    assert (await simulator.counts())["paid_twice"] == {}


async def test_the_message_names_model_and_words_that_were_refused(
    bench: Bench, simulator: Simulator, elevenlabs_account: Account
) -> None:
    await simulator.plan(refusals(None, "/v1/*"))
    command = GenerateSpeech.model_validate(await told(bench, model="eleven-multilingual-2", shot="s1.2"))
    with pytest.raises(Refused, match=r"eleven_multilingual_v2 of elevenlabs refuses the text 'The harbour was quiet") as caught:
        await bench.run(Speech({"elevenlabs": ElevenLabsVoice(Api(elevenlabs_account))}, silent), command)
    assert [rung.kind for rung in caught.value.rungs] == ["seed"], "the words are the author's, nobody softens them"


async def test_of_several_lines_only_the_refused_one_is_asked_again(
    bench: Bench, simulator: Simulator, elevenlabs_account: Account
) -> None:
    await simulator.plan(refusals(1, "/v1/text-to-speech/*").model_copy(update={"contains": "Only me"}))
    command = GenerateSpeech.model_validate(await told(bench, model="eleven-multilingual-2", shot="s1.2"))
    body = Speech({"elevenlabs": ElevenLabsVoice(Api(elevenlabs_account))}, silent)
    (take,) = (await bench.survive(body, command, range(2, 40, 3))).takes
    assert [rung.kind for rung in take.rungs or ()] == ["seed"]
    said = [c["body"] for c in await simulator.captures(vendor="elevenlabs") if "text-to-speech" in c["path"]]
    assert [sum(words in body for body in said) for words in ("quiet that night", "Show yourself", "Only me")] == [1, 1, 2]
    counts = await simulator.counts()
    assert (counts["paid"], counts["paid_twice"]) == (3, {})


async def test_of_several_effects_at_fal_only_the_refused_one_is_asked_again(
    bench: Bench, simulator: Simulator, fal_account: FalAccount
) -> None:
    rule = refusals(1, "/queue/*", "fal", "job_refusal")
    await simulator.plan(rule.model_copy(update={"skip": 1}))
    command = GenerateEffects.model_validate(await told(bench, model="stable-audio", scene="s1"))
    (take,) = (await bench.run(Effects({"fal": FalSounds.of(fal_account)}, silent), command)).takes
    assert [rung.kind for rung in take.rungs or ()] == ["seed"]
    sent = [c for c in await simulator.captures(vendor="fal") if c["method"] == "POST" and c["path"].startswith("/queue/")]
    assert len(sent) == 3, "the ambience, the refused effect and the effect again"


async def test_refused_effects_take_another_seed(bench: Bench, simulator: Simulator, elevenlabs_account: Account) -> None:
    await simulator.plan(refusals(1, "/v1/sound-generation"))
    command = GenerateEffects.model_validate(await told(bench, model="elevenlabs-effects", scene="s1"))
    vendors: dict[str, Any] = {"elevenlabs": ElevenLabsEffects(Api(elevenlabs_account))}
    (take,) = (await bench.run(Effects(vendors, silent), command)).takes
    assert [rung.kind for rung in take.rungs or ()] == ["seed"]


async def test_the_local_voice_stands_in_for_one_that_failed(bench: Bench) -> None:
    command = GenerateSpeech.model_validate(await told(bench, model="eleven-v3", shot="s1.2", stand_in=True))
    (take,) = (await bench.run(Speech({"local": LocalVoice()}, silent), command)).takes
    assert (take.vendor, "words" in take.extras, take.cost) == ("local", True, 0)
    assert abs(heard(await bench.media.get(take.media))).max() > 0.01


@pytest.mark.parametrize("model", ["local-music", "elevenlabs-music"])
async def test_silence_stands_in_where_the_local_vendor_fails_too(bench: Bench, model: str) -> None:
    class Hoarse(LocalMusic):
        async def compose(self, *_: Any) -> Any:
            raise Broken("No voice today.")

    command = GenerateMusic.model_validate(await told(bench, model=model, stand_in=True))
    (take,) = (await bench.run(Music({"local": Hoarse()}, silent), command)).takes
    assert (take.vendor, abs(heard(await bench.media.get(take.media))).max()) == ("stand-in", 0.0)
