"""The light of a place: from time of day, weather and whether there is a roof. Every colour in a picture is derived from it."""

from dataclasses import replace

from animatic.chance import Chance
from animatic.colour import mix
from animatic.graph import Light

TIMES: dict[str, Light] = {
    "dawn": Light(
        sky=("#4a5f9a", "#9a8fc0", "#f0b2a4", "#fde0ae"),
        haze="#edc6b6",
        key="#ffd29a",
        ambient="#cdbdd6",
        x=0.2,
        y=0.44,
        strength=0.75,
        fog=0.5,
        stars=0.05,
    ),
    "day": Light(
        sky=("#3f86cf", "#6fb0e4", "#a9d5ef", "#dcf0f5"),
        haze="#cfe3ee",
        key="#fff3d6",
        ambient="#f4f4f6",
        x=0.78,
        y=0.12,
        strength=0.55,
        fog=0.35,
    ),
    "dusk": Light(
        sky=("#2c2458", "#723a78", "#d2586a", "#f7a35c"),
        haze="#cf7a78",
        key="#ffb267",
        ambient="#b795b0",
        x=0.7,
        y=0.5,
        strength=0.9,
        fog=0.5,
        stars=0.3,
        lamps=True,
    ),
    "night": Light(
        sky=("#070b22", "#101a3e", "#1d2d5c", "#33477c"),
        haze="#263763",
        key="#b9ccff",
        ambient="#7683b4",
        x=0.27,
        y=0.16,
        strength=0.65,
        fog=0.45,
        stars=1.0,
        lamps=True,
    ),
}

_GREY = {"rain": 0.62, "storm": 0.8, "fog": 0.55, "snow": 0.5}
_FOG = {"rain": 0.9, "storm": 1.1, "fog": 3.4, "snow": 1.0}
_SKY = {"rain": "#76828f", "storm": "#39414f", "fog": "#c3c9cc", "snow": "#c9d3de"}
_NIGHT_SKY = {"rain": "#1a2233", "storm": "#11151f", "fog": "#3a4254", "snow": "#39455c"}

_ROOMS: dict[str, tuple[str, str, float]] = {
    "dawn": ("#ffd9a8", "#c9b6bd", 0.7),
    "day": ("#fff1d2", "#ece8e4", 0.5),
    "dusk": ("#ffb877", "#bd9a9a", 0.75),
    "night": ("#ffcf8a", "#a08b9c", 0.7),
}


def light_of(time: str, weather: str, interior: bool, seed: int) -> Light:
    """The light for a time, weather and roof; the seed only moves the sun a little."""
    light = TIMES.get(time, TIMES["day"])
    chance = Chance("light", seed, time)
    x = light.x if chance.unit() < 0.5 else 1 - light.x
    light = replace(light, x=x + chance.near(0, 0.04))
    light = _clouded(light, time, weather)
    return _roofed(light, time) if interior else light


def _clouded(light: Light, time: str, weather: str) -> Light:
    grey = _GREY.get(weather)
    if grey is None:
        return light
    cloud = (_NIGHT_SKY if time == "night" else _SKY)[weather]
    if time in ("dawn", "dusk"):
        cloud = mix(cloud, light.sky[2], 0.3)
    steps = (0.0, 0.08, 0.2, 0.34)
    sky = tuple(
        mix(mix(colour, cloud, grey + 0.2), light.haze, step * 0.5) for colour, step in zip(light.sky, steps, strict=True)
    )
    return replace(
        light,
        sky=(sky[0], sky[1], sky[2], sky[3]),
        haze=mix(light.haze, cloud, grey),
        key=mix(light.key, "#dfe6ee", grey * 0.7),
        ambient=mix(light.ambient, "#8d97a8" if weather != "snow" else "#c6d0df", grey * 0.55),
        strength=light.strength * (1 - 0.6 * grey),
        fog=light.fog * _FOG[weather] + 0.25,
        stars=0.0,
        lamps=light.lamps or weather == "storm",
        veiled=weather != "fog",
    )


def moonlit(light: Light) -> Light:
    """A room at night where nothing shines but what comes through its windows."""
    return replace(light, key="#c6d6ff", ambient="#8b95c4", strength=0.8)


def _roofed(light: Light, time: str) -> Light:
    key, ambient, strength = _ROOMS.get(time, _ROOMS["day"])
    return replace(light, key=key, ambient=ambient, strength=strength, fog=0.08, lamps=time in ("dusk", "night"))
