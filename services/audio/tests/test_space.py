"""Where things are heard: every kind of place has its sound and its room, and effects come from where the action is."""

import dataclasses
import json
from itertools import pairwise

import numpy as np
import pytest

from audio.domain.orders import EffectsOrder, Hit, Room, Speaker, SpeechOrder, SpokenLine
from audio.domain.places import ambience_of, room_of
from audio.vendors.local.ambience import AMBIENCES, layers
from audio.vendors.local.reverb import ROOMS, impulse, in_room
from audio.vendors.local.scenery import sound
from audio.vendors.local.voice import speak
from contracts.film_format import RING
from contracts.storyboard import PLACE_KINDS, Place, Scene, Shot

from .films import heard
from .hearing import clicks, level, ringing, true_peak

SILENT = EffectsOrder(96, "silence", "day", "clear", True, "dry", ())


def scene(time: str = "day", ambience: str = "") -> Scene:
    """A scene somewhere."""
    shots = (Shot(id="s.1", size="wide", frames=24, action="x"),)
    return Scene.model_validate(
        {"id": "s", "title": "s", "start": 0, "end": 0, "place": "p", "time": time, "ambience": ambience, "shots": shots}
    )


def place(kind: str, *, interior: bool = False) -> Place:
    """A place of a kind."""
    return Place(id="p", name="P", kind=kind, interior=interior)


def balance(samples: np.ndarray) -> float:
    """From -1 (all left) to 1 (all right)."""
    left, right = np.square(samples).sum(axis=0)
    return float((right - left) / (left + right))


def test_every_kind_of_place_sounds_like_itself() -> None:
    def heard_at(kind: str, time: str) -> frozenset[tuple[str, float]]:
        name = ambience_of(scene(time), place(kind))
        order = dataclasses.replace(SILENT, ambience=name, time=time, interior=False)
        return frozenset((layer.effect, layer.level) for layer in layers(order))

    for time in ("dawn", "day", "dusk", "night"):
        sounds = {kind: heard_at(kind, time) for kind in PLACE_KINDS}
        assert all(sounds.values())
        alike = {(a, b) for a in PLACE_KINDS for b in PLACE_KINDS if a < b and sounds[a] == sounds[b]}
        assert alike <= {
            *{("city", "street"), ("coast", "sea"), ("exterior", "field"), ("interior", "room"), ("space_station", "spaceship")},
        }


@pytest.mark.parametrize(
    ("kind", "interior", "room"),
    [
        *[("kitchen", True, "small"), ("church", True, "hall"), ("cave", True, "cave"), ("museum", True, "hall")],
        *[("library", True, "large"), ("prison", True, "hall"), ("street", False, "street"), ("mountain", False, "valley")],
        *[("field", False, "open"), ("church", False, "open"), ("underwater", False, "water"), ("bedroom", True, "small")],
    ],
)
def test_a_place_has_the_room_one_would_hear_there(kind: str, interior: bool, room: Room) -> None:
    where = place(kind, interior=interior)
    assert room_of(ambience_of(scene(), where), where) == room


def test_the_name_of_a_place_says_more_than_its_kind() -> None:
    def at(name: str, kind: str) -> str:
        return ambience_of(scene(), Place(id="p", name=name, kind=kind, interior=True))

    assert at("Train Station", "train") == "station"
    assert at("ELEVATOR", "room") == "elevator"
    assert at("Harbor Cafe", "harbor") == "cafe"
    assert at("Old Mill", "factory") == "factory"


def test_larger_rooms_ring_longer_and_high_tones_die_first() -> None:
    def seconds(room: Room) -> float:
        return 3 * ringing(impulse(room, 0)[:, None])

    order: tuple[Room, ...] = ("small", "large", "hall", "cave")
    found = [seconds(room) for room in order]
    assert all(a * 1.3 < b for a, b in pairwise(found))
    assert all(0.4 * ROOMS[room].tail < time < 1.6 * ROOMS[room].tail for room, time in zip(order, found, strict=True))
    hall = impulse("hall", 0)
    late, early = (np.abs(np.fft.rfft(part)) ** 2 for part in (hall[48000:72000], hall[4800:28800]))
    assert late[4000:].sum() / late.sum() < 0.5 * early[4000:].sum() / early.sum()


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "water"])
def test_a_voice_stays_in_front_of_its_room(room: Room) -> None:
    dry = np.random.default_rng(1).standard_normal(9600)
    wet = in_room(dry, room)
    wet[: len(dry)] -= dry
    assert -26 < level(wet[:48000, None]) - level(np.pad(dry, (0, 38400))[:, None]) < -1


def test_a_thing_is_always_heard_from_its_side_and_what_is_near_from_the_middle() -> None:
    hits = (Hit("door_knock", 0, 24, 0.4), Hit("door_open", 48, 96, 0.4))
    samples = heard(sound(dataclasses.replace(SILENT, hits=hits), 5))
    knock, opened = balance(samples[: 48 * 2000]), balance(samples[48 * 2000 :])
    assert abs(knock) > 0.02
    assert abs(knock - opened) < 0.05
    near = balance(heard(sound(dataclasses.replace(SILENT, hits=(Hit("door_knock", 0, 24, 1.0),)), 5)))
    assert abs(near) < 0.5 * abs(knock)


def test_what_passes_goes_by() -> None:
    samples = heard(sound(dataclasses.replace(SILENT, hits=(Hit("car_pass", 0, 96, 0.7),)), 2))
    third = len(samples) * 3 // 12
    first, last = balance(samples[:third]), balance(samples[2 * third : 3 * third])
    assert first * last < 0
    assert abs(first - last) > 0.8


def test_what_is_far_is_softer_duller_and_has_more_of_the_room() -> None:
    def at(nearness: float) -> np.ndarray:
        return heard(sound(dataclasses.replace(SILENT, room="hall", hits=(Hit("door_knock", 4, 96, nearness),)), 3))

    def high(samples: np.ndarray) -> float:
        power = (np.abs(np.fft.rfft(samples, axis=0)) ** 2).sum(axis=1)
        return float(power[len(power) // 6 :].sum() / power.sum())

    near, far = at(1.0), at(0.15)
    assert level(near) > level(far) + 5
    assert high(far) < 0.5 * high(near)
    rest = slice(60 * 2000, None)
    assert level(far[rest]) - level(far) > level(near[rest]) - level(near)


@pytest.mark.parametrize("name", AMBIENCES)
def test_no_ambience_clips_or_is_off_centre_or_drowns_a_voice(name: str) -> None:
    samples = heard(sound(dataclasses.replace(SILENT, ambience=name, frames=72, interior=False), 4))
    assert true_peak(samples) < -6
    assert np.abs(samples.mean(axis=0)).max() < 0.001
    assert level(samples) < -24
    if name != "silence":
        assert level(samples) > -66


def test_a_room_rings_over_the_cut_and_nobody_speaks_in_it() -> None:
    line = SpokenLine("l", "Hello, is there anybody down here?", "c", Speaker("female", 0), "")
    order = SpeechOrder(36, "en", "neutral", "cave", (line,))
    small, cave = (heard(speak(dataclasses.replace(order, room=room)).sound) for room in ("dry", "cave"))
    assert len(small) == 36 * 2000
    assert (36 + 24) * 2000 < len(cave) <= 36 * 2000 + RING * 48_000
    cut = 36 * 2000
    parts = [level(cave[at : at + 4800]) for at in range(cut, len(cave) - 4800, 4800)]
    assert parts[0] < level(cave[:cut]) - 6
    assert all(later < before + 1.5 for before, later in pairwise(parts))
    assert clicks(cave[cut - 960 : cut + 960] * np.hanning(1920)[:, None], 18_000) < -75
    assert np.abs(cave[-24:]).max() < 0.001


def test_the_last_bang_of_a_scene_is_heard_after_its_cut_and_its_place_is_not() -> None:
    bang = dataclasses.replace(SILENT, ambience="cave", room="cave", frames=48, hits=(Hit("gunshot", 44, 48, 1.0),))
    rung, quiet = heard(sound(bang, 1)), heard(sound(dataclasses.replace(bang, hits=()), 1))
    assert len(quiet) == 48 * 2000
    assert 48 * 2000 + 12_000 < len(rung) <= 48 * 2000 + RING * 48_000
    assert np.abs(rung).max() < 0.9
    assert np.abs(rung[-24:]).max() < 0.002


def test_speech_has_no_clicks_at_its_joints() -> None:
    lines = tuple(SpokenLine(f"l{n}", "Mama, run along.", "c", Speaker("female", n), "") for n in range(3))
    spoken = speak(SpeechOrder(144, "en", "neutral", "small", lines))
    samples, words = heard(spoken.sound), json.loads(spoken.words)["words"]
    for word in (word for word in words if word["text"] == "Mama,"):
        at = round(word["start"] * 48000)
        assert clicks(samples[at - 960 : at + 240] * np.hanning(1200)[:, None], 18_000) < -75
    assert true_peak(samples) < -0.5
    assert abs(samples.mean()) < 0.001
