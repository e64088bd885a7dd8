"""What a place sounds like when nothing happens: beds that never stop and small sounds that come now and then.

A table of layers made from the effects; time of day, weather and walls add and take away.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from audio.domain.orders import EffectsOrder

ALWAYS = ("dawn", "day", "dusk", "night")
LIGHT = ("dawn", "day", "dusk")
DARK = ("dusk", "night")
FAR, WALL = 420.0, 1500.0
"""Hertz that come from far away, or through a wall."""


@dataclass(frozen=True, slots=True)
class Layer:
    """An effect at a root mean square level in dBFS: all the time, or about every `every` seconds; `through` takes its highs."""

    effect: str
    level: float
    every: float = 0.0
    times: tuple[str, ...] = ALWAYS
    through: float = 0.0


_CITY = (Layer("engine", -44, through=FAR), Layer("airplane", -45, through=FAR))
_NATURE = (Layer("wind", -43), Layer("birds", -41, times=LIGHT), Layer("crickets", -42, times=DARK))
_TONE = (Layer("airplane", -50, through=FAR), Layer("hum", -56))

AMBIENCES: dict[str, tuple[Layer, ...]] = {
    "silence": (),
    "room": (*_TONE, Layer("clock", -52)),
    "kitchen": (Layer("hum", -47), Layer("cutlery", -42, 7), Layer("drip", -44, 9)),
    "office": (
        Layer("hum", -52),
        Layer("typing", -43, 4),
        Layer("phone_ring", -52, 21, through=FAR),
        Layer("crowd", -52, through=FAR),
    ),
    "cafe": (Layer("crowd", -37), Layer("cutlery", -40, 4), Layer("glass_clink", -43, 7), Layer("steam", -44, 15)),
    "school": (Layer("crowd", -43), Layer("footsteps", -46, 9), Layer("laughter", -47, 11)),
    "hospital": (Layer("hum", -50), Layer("beep", -44, 1.5), Layer("footsteps", -47, 11)),
    "laboratory": (Layer("hum", -46), Layer("bubbles", -46), Layer("beep", -46, 5), Layer("robot", -50, 13)),
    "castle": (Layer("wind", -43, through=FAR), Layer("fire", -47), Layer("drip", -48, 8), Layer("chain", -50, 17)),
    "church": (Layer("wind", -50, through=FAR), Layer("church_bell", -50, 23, through=FAR), Layer("creak", -50, 14)),
    "stage": (Layer("crowd", -46), Layer("creak", -50, 13)),
    "factory": (Layer("machine", -36), Layer("steam", -42, 6), Layer("hammer", -42, 5), Layer("drill", -47, 12)),
    "street": (*_CITY, Layer("car_pass", -38, 6), Layer("footsteps", -45, 8), Layer("car_horn", -46, 19), Layer("crowd", -47)),
    "city_night": (
        *_CITY,
        Layer("car_pass", -41, 9),
        Layer("siren", -54, 26, through=FAR),
        Layer("dog", -50, 16),
        Layer("crickets", -50),
    ),
    "market": (Layer("crowd", -34), Layer("coin", -44, 6), Layer("bell", -46, 14), Layer("sheep", -50, 17)),
    "rooftop": (Layer("wind", -39), *_CITY, Layer("siren", -52, 22, through=FAR)),
    "station": (Layer("crowd", -40), Layer("train", -45, through=FAR), Layer("train_horn", -48, 18), Layer("footsteps", -43, 5)),
    "park": (*_NATURE, Layer("laughter", -48, 12), Layer("bicycle_bell", -48, 17), Layer("dog", -50, 15)),
    "garden": (*_NATURE, Layer("bee", -48, 6, LIGHT), Layer("leaves", -44, 7), Layer("stream", -48)),
    "farm": (*_NATURE, Layer("cow", -45, 13), Layer("sheep", -46, 10), Layer("rooster", -45, 14, ("dawn",))),
    "meadow": (*_NATURE, Layer("bee", -49, 9, LIGHT), Layer("leaves", -45, 8)),
    "forest": (
        *_NATURE,
        Layer("leaves", -42, 5),
        Layer("owl", -44, 11, DARK),
        Layer("crow", -47, 15, LIGHT),
        Layer("creak", -50, 13),
    ),
    "jungle": (
        Layer("birds", -38),
        Layer("crickets", -40),
        Layer("frog", -43),
        Layer("monster", -52, 19, through=FAR),
        Layer("drip", -46, 3),
    ),
    "desert": (Layer("wind", -37), Layer("leaves", -50, 9)),
    "mountain": (Layer("wind", -36), Layer("crow", -46, 14, LIGHT), Layer("rocks", -50, 21)),
    "snowfield": (Layer("wind", -38), Layer("leaves", -52, 11)),
    "cave": (Layer("drip", -40, 2), Layer("wind", -46, through=FAR), Layer("rumble", -50)),
    "river": (Layer("stream", -35), *_NATURE, Layer("frog", -45, times=DARK), Layer("splash", -46, 12)),
    "sea": (Layer("waves", -33), Layer("wind", -44), Layer("seagull", -44, 8, LIGHT)),
    "harbour": (Layer("waves", -38), Layer("seagull", -43, 6, LIGHT), Layer("creak", -45, 6), Layer("ship_bell", -46, 15)),
    "underwater": (Layer("rumble", -38), Layer("bubbles", -40), Layer("monster", -54, 24, through=FAR)),
    "battlefield": (Layer("rumble", -42), Layer("explosion", -36, 6, through=FAR), Layer("gunshot", -40, 3), Layer("wind", -46)),
    "campfire": (Layer("fire", -34), Layer("crickets", -46, times=DARK), Layer("owl", -47, 14, DARK), Layer("wind", -48)),
    "car": (Layer("engine", -34), Layer("airplane", -40, through=FAR)),
    "train": (Layer("train", -34), Layer("creak", -47, 8)),
    "ship": (Layer("waves", -40), Layer("creak", -41, 4), Layer("engine", -44, through=FAR)),
    "airplane": (Layer("airplane", -34), Layer("beep", -52, 22)),
    "spaceship": (Layer("airplane", -42, through=FAR), Layer("hum", -44), Layer("beep", -47, 6), Layer("robot", -52, 16)),
    "space": (Layer("rumble", -44), Layer("static", -52, 12)),
    "village": (
        *_NATURE,
        Layer("footsteps_gravel", -48, 9, LIGHT),
        Layer("dog", -50, 17),
        Layer("church_bell", -52, 29, through=FAR),
    ),
    "road": (Layer("wind", -42), Layer("car_pass", -37, 9), Layer("birds", -48, times=LIGHT), Layer("crickets", -46, times=DARK)),
    "bar": (
        Layer("crowd", -38),
        Layer("glass_clink", -42, 4),
        Layer("pour", -48, 13),
        Layer("laughter", -45, 9),
        Layer("hum", -52),
    ),
    "shop": (Layer("hum", -51), Layer("crowd", -50), Layer("coin", -45, 8), Layer("bell", -48, 15), Layer("paper", -48, 7)),
    "library": (*_TONE, Layer("paper", -46, 6), Layer("footsteps_wood", -52, 14), Layer("creak", -53, 17)),
    "museum": (Layer("airplane", -47, through=FAR), Layer("footsteps", -48, 7), Layer("crowd", -54, through=WALL)),
    "hallway": (Layer("hum", -50), Layer("footsteps", -47, 8), Layer("door_close", -52, 16, through=WALL)),
    "bedroom": (Layer("airplane", -53, through=FAR), Layer("clock", -53), Layer("crickets", -54, times=DARK, through=WALL)),
    "prison": (
        Layer("hum", -49),
        Layer("chain", -48, 13),
        Layer("footsteps", -49, 10),
        Layer("door_close", -48, 18),
        Layer("drip", -47, 6),
    ),
    "lake": (Layer("waves", -43, through=WALL), *_NATURE, Layer("frog", -45, times=DARK), Layer("splash", -48, 13)),
    "beach": (Layer("waves", -32), Layer("seagull", -45, 9, LIGHT), Layer("wind", -45), Layer("laughter", -52, 16, LIGHT)),
    "elevator": (Layer("hum", -46), Layer("machine", -52, through=FAR), Layer("creak", -50, 9)),
    "planet": (Layer("wind", -37, through=FAR), Layer("rumble", -42), Layer("hum", -54), Layer("rocks", -50, 19)),
}
_WEATHER: dict[str, tuple[Layer, ...]] = {
    "clear": (),
    "rain": (Layer("rain", -33),),
    "snow": (Layer("wind", -42),),
    "fog": (Layer("wind", -50), Layer("foghorn", -48, 24, through=FAR)),
    "storm": (Layer("rain", -32), Layer("wind", -33), Layer("thunder", -32, 11)),
}
_BEHIND_WALLS = ("car", "train", "airplane", "spaceship", "space", "underwater", "cave", "elevator")


def layers(order: EffectsOrder) -> Iterator[Layer]:
    """What is heard at this place, at this time, in this weather."""
    for layer in AMBIENCES[order.ambience]:
        if order.time in layer.times and not (layer.effect == "birds" and order.weather in ("rain", "storm")):
            yield layer
    if order.ambience in ("spaceship", "space", "underwater"):
        return
    for layer in _WEATHER[order.weather]:
        if order.interior or order.ambience in _BEHIND_WALLS:
            yield Layer(layer.effect, layer.level - 7, layer.every, through=layer.through or WALL)
        elif layer.effect != "foghorn" or order.ambience in ("sea", "harbour", "ship"):
            yield layer
