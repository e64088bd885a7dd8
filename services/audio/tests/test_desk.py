"""Sounds that are there already: voices cloned and changed, mixes taken apart, words written down; each paid once."""

import io
import json
import zipfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import soundfile

from audio.app import makers_of, usual_vendors
from audio.treating import Change, Clone, Separate, Transcribe
from audio.vendors.elevenlabs.desk import ElevenLabsDesk
from audio.vendors.elevenlabs.heard import stems, transcript
from audio.vendors.resampled import resampled
from audio.vendors.tracks import decoded
from chassis.compute import Compute
from chassis.environment import Environment
from chassis.errors import Broken, Invalid, Unsure
from chassis.testing.media import FolderMedia
from chassis.work import Done, Job, Tools
from contracts.audio import ChangeVoice, CloneVoice, SeparateSound, TranscribeSound
from contracts.base import Command, Event, MediaRef, Take
from contracts.catalogue.reaching import CONNECTED, KEYS
from contracts.envelope import Envelope
from vendor_http.elevenlabs import Account, Api
from vendor_simulator.plan import Rule
from vendor_simulator.testing import Simulator

from .films import heard

VOICE = "JBFqnCBsd6RMkjVDRZzb"
PATHS = {
    "clone": "/v1/voices/add",
    "change": "/v1/voice-changer/*",
    "separate": "/v1/music/*",
    "transcribe": "/v1/speech-to-text",
}


class Desk:
    """Lets the desk try a command as the chassis would; media lie in a folder."""

    def __init__(self, folder: Path, compute: Compute, account: Account) -> None:
        self.media, self.compute, self.notes = FolderMedia(folder), compute, list[str]()
        self.takes: dict[str, Take] = {}
        self.vendors = {"elevenlabs": ElevenLabsDesk(Api(account))}

    async def find(self, _: str, hashed: str) -> Take | None:
        return self.takes.get(hashed)

    async def recording(self, seconds: float = 2.0) -> MediaRef:
        samples = 0.3 * np.sin(np.arange(int(seconds * 48000)) * 2 * np.pi * 220 / 48000)
        out = io.BytesIO()
        soundfile.write(out, samples, 48000, format="FLAC")
        return await self.media.put("t", out.getvalue(), "audio/flac")

    async def ordered(self, kind: str) -> Event:
        sound = await self.recording()
        commands: dict[str, Command] = {
            "clone": CloneVoice(name="Mara", samples=(sound,), model="eleven-instant-clone"),
            "change": ChangeVoice(sound=sound, voice=VOICE, model="eleven-voice-changer", seed=1),
            "separate": SeparateSound(sound=sound, model="eleven-two-stems"),
            "transcribe": TranscribeSound(sound=sound, model="scribe-3", speakers=True),
        }
        return (await self.tried(kind, commands[kind])).event

    async def tried(self, kind: str, command: Command) -> Done:
        async def stored(note: str) -> None:
            self.notes.append(note)

        tools = Tools(cast("Any", self.media), cast("Any", self), self.compute, lambda *_: None, stored)
        envelope = Envelope(id="job-1", type=command.TYPE, source="test", tenant="t", sequence="q")
        job = Job("job-1", envelope, command, request_id=self.notes[-1] if self.notes else None)
        bodies: dict[str, Callable[[Any, Tools], Awaitable[Done]]] = {
            "clone": Clone(self.vendors),
            "change": Change(self.vendors),
            "separate": Separate(self.vendors),
            "transcribe": Transcribe(self.vendors),
        }
        done = await bodies[kind](job, tools)
        self.takes |= {take.input_hash: take for take in done.takes}
        return done


@pytest.fixture
def desk(tmp_path: Path, compute: Compute, elevenlabs_account: Account) -> Desk:
    return Desk(tmp_path, compute, elevenlabs_account)


async def test_a_cloned_voice_is_one_that_can_speak(desk: Desk, simulator: Simulator) -> None:
    told = json.loads((await desk.ordered("clone")).body())
    assert told["vendor"] == "elevenlabs"
    assert told["cost"] == 100_000
    voices = (
        await simulator.http.get(f"{simulator.at['elevenlabs']}/v1/voices/{told['voice']}", headers={"xi-api-key": "x"})
    ).json()
    assert voices["name"].startswith("Mara ")


async def test_a_voice_whose_answer_is_lost_is_found_by_its_name(desk: Desk, simulator: Simulator) -> None:
    await simulator.plan(Rule(vendor="elevenlabs", path=PATHS["clone"], fault="drop_after", times=1))
    with pytest.raises(Unsure):
        await desk.ordered("clone")
    assert json.loads((await desk.ordered("clone")).body())["voice"]
    assert (await simulator.counts())["paid"] == 1


@pytest.mark.parametrize("kind", ["change", "separate", "transcribe"])
async def test_what_cannot_be_looked_up_is_not_paid_a_second_time(desk: Desk, simulator: Simulator, kind: str) -> None:
    await simulator.plan(Rule(vendor="elevenlabs", path=PATHS[kind], fault="drop_after", times=1))
    for _ in range(2):
        with pytest.raises(Unsure):
            await desk.ordered(kind)
    assert (await simulator.counts())["paid"] == 1


@pytest.mark.parametrize("kind", PATHS)
async def test_a_finished_try_is_taken_up_without_asking_again(desk: Desk, simulator: Simulator, kind: str) -> None:
    first = await desk.ordered(kind)
    desk.takes.clear()
    assert await desk.ordered(kind) == first
    assert (await simulator.counts())["paid"] == 1


async def test_a_changed_voice_is_a_sound_of_our_own_and_found_the_next_time(desk: Desk, simulator: Simulator) -> None:
    first = await desk.ordered("change")
    take = cast("Any", first).take
    assert heard(await desk.media.get(take.media)).shape[1] == 1
    assert (take.media.media_type, take.cost) == ("audio/flac", 2 * 300_000 // 60)
    desk.notes.clear()
    assert await desk.ordered("change") == first
    assert (await simulator.counts())["paid"] == 1


@pytest.mark.parametrize("kind", ["separate", "transcribe"])
async def test_the_same_sound_is_not_taken_apart_or_written_down_again(desk: Desk, simulator: Simulator, kind: str) -> None:
    first = cast("Any", await desk.ordered(kind))
    desk.notes.clear()
    again = cast("Any", await desk.ordered(kind))
    assert again == first
    assert first.cost > 0
    assert (await simulator.counts())["paid"] == 1
    other = SeparateSound(sound=await desk.recording(1.0), model="eleven-two-stems")
    await desk.tried("separate", other)
    assert (await simulator.counts())["paid"] == 2


async def test_a_mix_becomes_its_parts(desk: Desk) -> None:
    found = cast("Any", await desk.ordered("separate")).stems
    assert set(found) == {"vocals", "instrumental"}
    assert [heard(await desk.media.get(ref)).shape[1] for ref in found.values()] == [2, 2]


async def test_what_is_said_is_written_down_word_by_word(desk: Desk) -> None:
    told = cast("Any", await desk.ordered("transcribe"))
    text, words = (await desk.media.get(told.text)).decode(), json.loads(await desk.media.get(told.words))
    assert text == "If the lamp stays dark nobody comes home."
    assert [row["text"] for row in words["words"]] == text.split()
    assert [row["start"] for row in words["words"]] == sorted(row["start"] for row in words["words"])
    assert {row["speaker"] for row in words["words"]} == {"speaker_0"}
    assert words["version"] == 1


async def test_what_is_no_sound_is_refused_before_anything_is_paid(desk: Desk, simulator: Simulator) -> None:
    text = await desk.media.put("t", b"no sound at all", "audio/flac")
    with pytest.raises(Invalid, match="cannot be read as a sound"):
        await desk.tried("transcribe", TranscribeSound(sound=text, model="scribe-3"))
    with pytest.raises(Invalid, match="There is no transcribe model 'eleven-v3'"):
        await desk.tried("transcribe", TranscribeSound(sound=text, model="eleven-v3"))
    assert (await simulator.captures(vendor="elevenlabs"), desk.notes) == ([], [])


async def test_a_voice_that_would_lead_elsewhere_is_no_voice(desk: Desk, simulator: Simulator) -> None:
    sound = await desk.recording()
    for voice in ("../voices/add", "x/with-timestamps?y=", "..", ""):
        with pytest.raises(Invalid, match="is no voice of elevenlabs"):
            await desk.tried("change", ChangeVoice(sound=sound, voice=voice, model="eleven-voice-changer", seed=1))
    assert (await simulator.captures(vendor="elevenlabs"), desk.notes) == ([], [])


@pytest.mark.parametrize(("told", "found"), [("NaN", None), ("1e999", None), ("-0.2", 0.0), ('"soon"', None)])
def test_a_time_that_is_none_is_not_written_down(told: str, found: float | None) -> None:
    answer = '{"text": "Hello", "words": [{"text": "Hello", "start": TIME, "end": 0.5}]}'.replace("TIME", told)
    if found is None:
        with pytest.raises(Broken, match="no words with times"):
            transcript(answer.encode())
    else:
        assert json.loads(transcript(answer.encode())[1])["words"][0]["start"] == found


def sound_file(samples: Any, kind: str = "WAV", subtype: str = "FLOAT") -> bytes:
    out = io.BytesIO()
    soundfile.write(out, samples, 48000, format=kind, subtype=subtype)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [sound_file(np.zeros((4800, 64))), sound_file(np.zeros(4800), "AIFF"), b"RIFF\0\0\0\0WAVE"],
    ids=["64", "aiff", "empty"],
)
def test_a_sound_of_many_channels_or_of_another_kind_is_not_read(content: bytes) -> None:
    with pytest.raises(Broken):
        decoded(content, 2)


def test_samples_that_are_no_numbers_or_beyond_all_measure_are_never_heard() -> None:
    samples = 0.1 * np.ones(4800, "float32")
    samples[:4] = (np.nan, np.inf, -np.inf, 1e30)
    found = decoded(sound_file(samples), 1)
    assert np.isfinite(found).all()
    assert np.abs(found).max() <= 4.0
    assert found[100] == pytest.approx(0.1)


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    "archive", [b"", b"PK", packed(), packed("../../etc/passwd"), packed("a.mp3"), packed(*(f"s{n}.mp3" for n in range(20)))]
)
def test_a_hostile_archive_is_not_taken(archive: bytes) -> None:
    with pytest.raises(Broken):
        stems(archive)


@pytest.mark.parametrize("rate", [44100, 22050, 24000, 96000])
def test_another_sample_rate_changes_neither_pitch_nor_strength(rate: int) -> None:
    tone = 0.5 * np.sin(np.arange(rate) * 2 * np.pi * 1000 / rate)
    found = resampled(tone, rate)
    wanted = 0.5 * np.sin(np.arange(48000) * 2 * np.pi * 1000 / 48000)
    assert abs(found.shape[-1] - 48000) <= 1
    assert np.abs(found[2000:46000] - wanted[2000:46000]).max() < 0.002
    assert resampled(np.stack([tone, tone]), rate).shape == (2, found.shape[-1])


def test_what_is_too_high_for_the_film_is_not_folded_back() -> None:
    whistle = np.sin(np.arange(96000) * 2 * np.pi * 30000 / 96000)
    assert np.abs(resampled(whistle, 96000)[2000:46000]).max() < 0.01


def test_keys_in_the_environment_make_the_adapters_that_the_catalogue_counts_on() -> None:
    keyed = Environment("", {"audio": "postgresql://nowhere"}, "", "", "", variables=dict.fromkeys(KEYS.values(), "a key"))
    found = usual_vendors(keyed, makers_of(keyed))
    kinds: dict[str, Any] = {"speech": found.speech, "music": found.music, "effect": found.effects}
    kinds |= dict.fromkeys(("clone", "change", "separate", "transcribe"), found.desks)
    for kind, vendors in kinds.items():
        assert set(vendors) == {vendor for vendor, does in CONNECTED.items() if kind in does}, kind
