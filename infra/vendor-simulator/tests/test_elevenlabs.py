"""The elevenlabs SDK, as it is installed, cannot tell the simulator from the real API."""

import asyncio
import base64
import io
import itertools
import zipfile
from typing import Any

import av
import httpx
import pytest
from elevenlabs.client import AsyncElevenLabs
from elevenlabs.core.api_error import ApiError

from vendor_simulator.media.making import make
from vendor_simulator.media.recipes import Sound
from vendor_simulator.plan import Limit, Rule

RACHEL = "21m00Tcm4TlvDq8ikWAM"
ONCE: Any = {"max_retries": 0, "timeout_in_seconds": 20}


def client(simulator: Any) -> AsyncElevenLabs:
    return AsyncElevenLabs(base_url=simulator.at["elevenlabs"], api_key="xi-test")


def sound() -> bytes:
    return make(Sound(1.0, 1, "wav"))


async def joined(stream: Any) -> bytes:
    return b"".join([part async for part in stream])


def seconds(content: bytes) -> float:
    with av.open(io.BytesIO(content), "r") as container:
        return float(sum(frame.samples / frame.sample_rate for frame in container.decode(container.streams.audio[0])))


async def test_speech_comes_as_sound_and_with_the_time_of_every_character(simulator: Any) -> None:
    api = client(simulator)
    text = "If the lamp stays dark, nobody comes home."
    heard = await joined(api.text_to_speech.convert(RACHEL, text=text, model_id="eleven_v3", request_options=ONCE))
    assert seconds(heard) == pytest.approx(len(text) / 15, abs=0.3)
    timed = await api.text_to_speech.convert_with_timestamps(RACHEL, text=text, model_id="eleven_v3", request_options=ONCE)
    assert timed.alignment is not None
    assert "".join(timed.alignment.characters) == text
    assert timed.alignment.character_end_times_seconds[-1] == pytest.approx(
        seconds(base64.b64decode(timed.audio_base_64)), abs=0.3
    )
    assert (await simulator.counts())["paid"] == 2


async def test_what_was_spoken_is_found_in_the_history_with_its_times(simulator: Any) -> None:
    await simulator.plan(Rule(fault="drop_after", path="/v1/text-to-speech/*", times=1))
    api = client(simulator)
    with pytest.raises(httpx.TransportError):
        await api.text_to_speech.convert_with_timestamps(RACHEL, text="Find me.", model_id="eleven_v3", request_options=ONCE)
    (item,) = (await api.history.list(page_size=10, request_options=ONCE)).history
    assert (item.text, item.voice_id) == ("Find me.", RACHEL)
    assert item.alignments is not None
    assert "".join(item.alignments.alignment.characters) == "Find me."
    assert seconds(await joined(api.history.get_audio(item.history_item_id, request_options=ONCE))) > 0.4


async def test_a_dialogue_tells_who_speaks_when(simulator: Any) -> None:
    lines: Any = [{"text": "Who is there?", "voice_id": RACHEL}, {"text": "Only me.", "voice_id": "JBFqnCBsd6RMkjVDRZzb"}]
    made = await client(simulator).text_to_dialogue.convert_with_timestamps(
        inputs=lines, model_id="eleven_v3", request_options=ONCE
    )
    assert [segment.dialogue_input_index for segment in made.voice_segments] == [0, 1]
    assert made.voice_segments[0].end_time_seconds == made.voice_segments[1].start_time_seconds


async def test_music_plans_stems_and_effects(simulator: Any) -> None:
    api = client(simulator)
    music = await joined(
        api.music.compose(prompt="Calm piano", music_length_ms=4000, model_id="music_v2_5", request_options=ONCE)
    )
    assert seconds(music) == pytest.approx(4, abs=0.2)
    plan = await api.music.composition_plan.create(prompt="Calm piano", music_length_ms=5000, request_options=ONCE)
    assert plan
    effect = await joined(api.text_to_sound_effects.convert(text="Thunder", duration_seconds=2.5, request_options=ONCE))
    assert seconds(effect) == pytest.approx(2.5, abs=0.2)
    stems = await joined(api.music.separate_stems(file=("m.mp3", music), stem_variation_id="two_stems_v1", request_options=ONCE))
    assert zipfile.ZipFile(io.BytesIO(stems)).namelist() == ["vocals.mp3", "instrumental.mp3"]


async def test_a_cloned_voice_speaks_and_a_voice_is_changed(simulator: Any) -> None:
    api = client(simulator)
    cloned = await api.voices.ivc.create(name="Mara", files=[("a.wav", sound())], request_options=ONCE)
    assert seconds(await joined(api.text_to_speech.convert(cloned.voice_id, text="Hello there.", request_options=ONCE))) > 0.4
    changed = api.speech_to_speech.convert(cloned.voice_id, audio=("a.wav", sound()), request_options=ONCE)
    assert seconds(await joined(changed)) > 1


async def test_a_transcription_has_words_with_times_and_speakers(simulator: Any) -> None:
    heard: Any = await client(simulator).speech_to_text.convert(
        model_id="scribe_v2", file=("a.wav", sound()), diarize=True, request_options=ONCE
    )
    words = [word for word in heard.words if word.type == "word"]
    assert (words[0].text, words[0].speaker_id) == ("If", "speaker_0")
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))


async def test_an_upload_without_its_name_is_refused(simulator: Any) -> None:
    """The SDK's own retry after a 429 loses every field of a form but its files; the real API then answers 422."""
    await simulator.plan(Rule(fault="overloaded", path="/v1/voices/add", times=1))
    with pytest.raises(ApiError) as caught:
        await client(simulator).voices.ivc.create(name="Mara", files=[("a.wav", sound())])
    assert caught.value.status_code == 422
    assert (await simulator.counts())["paid"] == 0


@pytest.mark.parametrize(
    ("path", "body", "status", "told"),
    [
        (f"text-to-speech/{RACHEL}", {"text": "x" * 5001, "model_id": "eleven_v3"}, 400, "max_character_limit_exceeded"),
        (f"text-to-speech/{RACHEL}", {"text": "Hi", "model_id": "eleven_v9"}, 400, "model_not_found"),
        ("text-to-speech/nobody", {"text": "Hi", "model_id": "eleven_v3"}, 404, "voice_not_found"),
        (
            f"text-to-speech/{RACHEL}",
            {"text": "Hi", "model_id": "eleven_v3", "voice_settings": {"stability": 0.3}},
            400,
            "stability",
        ),
        ("music", {"prompt": "A", "music_length_ms": 1000}, 422, "music_length_ms"),
        ("music", {"model_id": "music_v1"}, 400, "invalid_parameters"),
        ("sound-generation", {"text": "Thunder", "duration_seconds": 31}, 422, "duration_seconds"),
    ],
)
async def test_what_the_api_does_not_take_is_refused(
    simulator: Any, path: str, body: dict[str, Any], status: int, told: str
) -> None:
    answer = await simulator.http.post(f"{simulator.at['elevenlabs']}/v1/{path}", json=body, headers={"xi-api-key": "xi-test"})
    assert (answer.status_code, told in answer.text) == (status, True), answer.text
    assert (await simulator.counts())["paid"] == 0


@pytest.mark.parametrize(
    ("fault", "status", "name"),
    [
        ("busy", 429, "too_many_concurrent_requests"),
        ("overloaded", 429, "system_busy"),
        ("quota", 401, "quota_exceeded"),
        ("unauthorized", 401, "invalid_api_key"),
        ("refusal", 400, "bad_prompt"),
    ],
)
async def test_errors_have_the_vendors_own_names(simulator: Any, fault: Any, status: int, name: str) -> None:
    await simulator.plan(Rule(fault=fault))
    with pytest.raises(ApiError) as caught:
        await joined(client(simulator).music.compose(prompt="Calm", music_length_ms=4000, request_options=ONCE))
    assert (caught.value.status_code, caught.value.body["detail"]["status"]) == (status, name)


async def test_a_key_may_do_so_many_calls_at_once(simulator: Any) -> None:
    await simulator.plan(
        limits=(Limit(vendor="elevenlabs", at_once=1),), latencies=({"path": "/v1/sound-generation", "seconds": 2},)
    )
    api = client(simulator)
    first = api.text_to_sound_effects.convert(text="Thunder", duration_seconds=1, request_options=ONCE)
    running = asyncio.ensure_future(joined(first))
    while not (await simulator.counts())["most_at_once"].get("elevenlabs"):  # noqa: ASYNC110 — it is on its way by HTTP
        await asyncio.sleep(0.02)
    with pytest.raises(ApiError) as caught:
        await joined(api.text_to_sound_effects.convert(text="Rain", duration_seconds=1, request_options=ONCE))
    assert caught.value.body["detail"]["status"] == "too_many_concurrent_requests"
    assert await running
