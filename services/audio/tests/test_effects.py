"""What effects promise: every name has a sound of its own, scenes are as long as they are, effects lie where the cues say."""

import asyncio
import dataclasses

import numpy as np
import pytest

from audio.domain.orders import EffectsOrder, Hit
from audio.domain.places import KNOWN
from audio.domain.plan import effects_order
from audio.vendors.local.ambience import AMBIENCES as TABLE
from audio.vendors.local.ambience import layers
from audio.vendors.local.effects.catalogue import CATALOGUE, effect, looped
from audio.vendors.local.scenery import sound
from chassis.compute import Compute
from contracts.sounds import EFFECTS

from .films import FILM, heard

SILENT = EffectsOrder(120, "silence", "day", "clear", True, "small", ())


def test_every_effect_of_the_vocabulary_has_a_recipe() -> None:
    assert set(CATALOGUE) == set(EFFECTS)
    assert len(EFFECTS) >= 40


@pytest.mark.parametrize("name", EFFECTS)
def test_an_effect_is_heard_and_has_clean_edges(name: str) -> None:
    samples = effect(name, 3.0, 7)
    assert np.isfinite(samples).all()
    assert 0.03 < np.abs(samples).max() < 0.8
    assert np.abs(samples[:1]).max() < 0.002
    assert np.abs(samples[-4:]).max() < 0.002
    if CATALOGUE[name].lasting:
        assert len(samples) == 3 * 48000


def test_every_effect_sounds_different() -> None:
    def colour(name: str) -> np.ndarray:
        samples = effect(name, 3.0, 7)
        samples = np.concatenate([samples, np.zeros(240000)])[:240000]
        power = (np.abs(np.fft.rfft(samples.reshape(20, 12000), axis=1)) ** 2)[:, 1:]
        edges = np.geomspace(1, 6000, 21).astype(int)
        bands = np.add.reduceat(power, edges[:-1], axis=1)
        return np.asarray(np.log10(bands / bands.sum() + 1e-7))

    colours = {name: colour(name) for name in EFFECTS}
    close = [(a, b) for a in EFFECTS for b in EFFECTS if a < b and np.sqrt(np.mean((colours[a] - colours[b]) ** 2)) < 0.25]
    assert close == []


def test_a_scene_is_exactly_as_long_as_its_shots_and_neither_clips_nor_clicks() -> None:
    for scene, frames in (("s1", 288), ("s2", 97)):
        samples = heard(sound(effects_order(FILM, scene), 1))
        assert samples.shape == (frames * 2000, 2)
        assert np.abs(samples).max() < 0.9
        assert np.abs(samples[:48]).max() < 0.002
        assert np.abs(samples[-24:]).max() < 0.002


def test_an_effect_starts_at_its_frame() -> None:
    samples = heard(sound(dataclasses.replace(SILENT, hits=(Hit("gunshot", 48, 120, 1.0),)), 1))
    assert np.abs(samples[: 48 * 2000]).max() == 0
    assert np.abs(samples[48 * 2000 : 50 * 2000]).max() > 0.1


@pytest.mark.parametrize("name", ["clock", "frog", "cutlery", "keys", "applause"])
def test_what_is_made_of_many_sounds_begins_with_one(name: str) -> None:
    made = np.abs(effect(name, 3.0, 5))
    assert made[: 3 * 2000].max() > 0.1 * made.max()


def test_a_lasting_effect_ends_with_its_shot_and_what_is_near_is_louder() -> None:
    near, far = (heard(sound(dataclasses.replace(SILENT, hits=(Hit("rain", 0, 60, n),)), 1)) for n in (1.0, 0.2))
    assert np.abs(near[100 * 2000 :]).max() < 0.001
    assert np.sqrt(np.mean(near**2)) > 1.5 * np.sqrt(np.mean(far**2))


def test_many_loud_effects_at_once_do_not_clip() -> None:
    loud = ("explosion", "gunshot", "crash", "impact", "sting", "thunder", "rocket")
    hits = tuple(Hit(name, 10, 120, 1.0) for name in loud * 3)
    assert np.abs(heard(sound(dataclasses.replace(SILENT, hits=hits), 1))).max() < 0.9


def test_every_ambience_is_heard_at_any_time_and_in_any_weather() -> None:
    assert set(TABLE) == set(KNOWN)
    assert {layer.effect for layers_ in TABLE.values() for layer in layers_} <= set(EFFECTS)
    assert all(CATALOGUE[layer.effect].lasting for layers_ in TABLE.values() for layer in layers_ if not layer.every)
    for name in KNOWN[1:]:
        order = EffectsOrder(12, name, "night", "storm", False, "open", ())
        assert np.abs(heard(sound(order, 3))).max() > 0.001


def test_night_and_weather_change_what_is_heard() -> None:
    def names(time: str = "day", weather: str = "clear") -> set[str]:
        return {layer.effect for layer in layers(EffectsOrder(240, "forest", time, weather, False, "open", ()))}

    assert "birds" in names()
    assert "owl" in names(time="night")
    assert "birds" not in names(time="night")
    assert {"rain", "thunder"} <= names(weather="storm")


def test_a_long_scene_is_looped_without_a_hole() -> None:
    rng = np.random.default_rng(1)
    long = looped(rng.standard_normal(48000), 400000)
    levels = np.sqrt(np.mean(long[:384000].reshape(-1, 2400) ** 2, axis=1))
    assert 0.8 < levels.min() < levels.max() < 1.2


async def test_the_same_scene_gives_the_same_bytes_in_any_process(compute: Compute) -> None:
    orders = [effects_order(FILM, "s1"), effects_order(FILM, "s2")]
    there = await asyncio.gather(*(compute(sound, order, 9) for order in (*orders, orders[0])))
    assert there[0] == there[2] == sound(orders[0], 9)
    assert there[1] != there[0]
