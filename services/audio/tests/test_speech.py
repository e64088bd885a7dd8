"""What speech promises: it fits its shot, its words have their times, any text can be spoken, the same order sounds the same."""

import asyncio
import dataclasses
import json
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audio.domain.orders import Speaker, SpeechOrder, SpokenLine
from audio.domain.plan import speech_order
from audio.vendors.local.voice import speak
from chassis.compute import Compute
from contracts.film_format import RING

from .films import FILM, heard

ORDER = speech_order(FILM, "s1.2")


def said(text: str, frames: int = 72, language: str = "en") -> SpeechOrder:
    """An order of one line."""
    line = SpokenLine("l", text, "c", Speaker("female", 2), "")
    return SpeechOrder(frames, language, "neutral", "small", (line,))


def test_speech_that_ends_in_its_shot_is_exactly_as_long_and_neither_clips_nor_clicks() -> None:
    samples = heard(speak(ORDER).sound)
    assert samples.shape == (192 * 2000, 1)
    assert np.abs(samples).max() < 0.9
    assert np.abs(samples[:48]).max() < 0.001
    assert np.abs(samples[-48:]).max() < 0.001
    assert float(np.sqrt(np.mean(samples**2))) > 0.02


def test_words_are_those_of_the_lines_in_order_and_inside_the_shot() -> None:
    words = json.loads(speak(ORDER).words)["words"]
    assert [w["text"] for w in words] == [word for line in ORDER.lines for word in line.text.split()]
    times = [t for w in words for t in (w["start"], w["end"])]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= 8.0
    assert all(w["end"] - w["start"] > 0.04 for w in words)
    assert {w["speaker"] for w in words} == {None, "mara", "corran"}


def test_sound_is_heard_where_the_words_say() -> None:
    spoken = speak(said("Wait. Now.", 96))
    samples = np.abs(heard(spoken.sound)[:, 0])
    wait, now = json.loads(spoken.words)["words"]
    during = [samples[int(w["start"] * 48000) : int(w["end"] * 48000)].mean() for w in (wait, now)]
    pause = samples[int((wait["end"] + 0.05) * 48000) : int((now["start"] - 0.02) * 48000)].mean()
    assert min(during) > 4 * pause


def test_mouths_move_while_words_are_said() -> None:
    found = json.loads(speak(said("Mama, pop!")).words)["phonemes"]
    assert [m["mouth"] for m in found][:2] == ["closed", "open"]
    assert all(0 <= m["start"] <= m["end"] <= 3 for m in found)


def test_every_word_has_its_mouths_and_a_pause_has_none() -> None:
    spoken = json.loads(speak(ORDER).words)
    words, mouths = spoken["words"], spoken["phonemes"]
    for word in words:
        inside = [m for m in mouths if word["start"] - 0.03 <= m["start"] < word["end"] + 0.001]
        assert inside, word
        assert {m["speaker"] for m in inside} == {word["speaker"]}
        assert any(m["mouth"] not in ("rest", "closed") for m in inside), word
    first, last = words[0]["start"], words[-1]["end"]
    assert all(first - 0.01 <= m["start"] <= m["end"] <= last + 0.4 for m in mouths)
    for before, after in pairwise(words):
        middle = (before["end"] + after["start"]) / 2
        if after["start"] - before["end"] > 0.2:
            assert not [m for m in mouths if m["phoneme"] and m["start"] < middle - 0.05 and m["end"] > middle + 0.05]


def test_lines_that_are_too_long_are_spoken_faster_then_faded_out() -> None:
    text = "We have to leave this place before the tide comes in."
    easy, tight = (json.loads(speak(said(text, frames)).words)["words"] for frames in (120, 60))
    assert tight[-1]["end"] < 2.5 < easy[-1]["end"]
    crowded = speak(said(text * 20, 48))
    after = heard(crowded.sound)[48 * 2000 :]
    assert 0 < len(after) <= RING * 48_000
    assert np.abs(after[-48:]).max() < 0.001
    assert np.sqrt(np.mean(after**2)) < 0.1 * np.sqrt(np.mean(heard(crowded.sound) ** 2))
    assert json.loads(crowded.words)["words"][-1]["end"] == 2.0


def test_a_whisper_has_less_voice_in_it_than_a_shout() -> None:
    def tonality(manner: str) -> float:
        order = said("Come here, all of you, now.")
        line = dataclasses.replace(order.lines[0], manner=manner)
        samples = heard(speak(dataclasses.replace(order, lines=(line,))).sound)[:, 0]
        power = np.abs(np.fft.rfft(samples)) ** 2
        hertz = np.fft.rfftfreq(len(samples), 1 / 48000)
        return float(power[(hertz > 100) & (hertz < 500)].sum() / power.sum())

    assert tonality("(whispers)") < 0.5 * tonality("SHOUTING")


def test_markup_is_spoken_and_not_obeyed() -> None:
    plain, tagged = (json.loads(speak(said(t, 120)).words)["words"] for t in ("go on", '<break time="9s"/> go on'))
    assert plain[-1]["end"] < 1.5
    assert tagged[0]["end"] > tagged[0]["start"]
    assert tagged[-1]["end"] <= 5.0


@pytest.mark.parametrize(
    "text",
    ["你好吗。今天天气很好", "مرحبا كيف حالك", "Привет, как дела?", "こんにちは", "안녕하세요", "Γειά σου", "שלום עולם"],
)
def test_every_script_is_read_whatever_the_language_of_the_film(text: str) -> None:
    samples = heard(speak(said(text, 96)).sound)
    assert float(np.sqrt(np.mean(samples**2))) > 0.01


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=60), st.integers(1, 60))
@example("", 1)
@example("\x00\x01\ud800 [[x]] <speak>&amp;</speak> {\\an8} 🙂🙃 \u202eabc", 30)
@example("—— … !!! \"'`", 5)
@example("a" * 5000, 10)
@example("\u0301\u200d\u200b", 12)
def test_no_text_breaks_speech(text: str, frames: int) -> None:
    spoken = speak(said(text, frames))
    assert frames * 2000 <= heard(spoken.sound).shape[0] <= frames * 2000 + RING * 48_000
    words = json.loads(spoken.words)["words"]
    times = [t for w in words for t in (w["start"], w["end"])]
    assert times == sorted(times)
    assert all(0 <= t <= frames / 24 + 0.001 for t in times)


@pytest.mark.parametrize("language", ["de", "pt-BR", "zh", "tlh", "", "en_GB", "💥"])
def test_an_unknown_language_is_read_in_english(language: str) -> None:
    assert float(np.abs(heard(speak(said("Hello, world", language=language)).sound)).max()) > 0.05


async def test_the_same_order_gives_the_same_bytes_in_any_process_after_anything(compute: Compute) -> None:
    orders = [ORDER, said("Breathe."), speech_order(FILM, "s2.1")]
    there = await asyncio.gather(*(compute(speak, order) for order in orders))
    back = await asyncio.gather(*(compute(speak, order) for order in reversed(orders)))
    assert there == back[::-1] == [speak(order) for order in orders]
