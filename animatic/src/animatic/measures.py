"""How large things are, in metres: what `props`, `spots` and `several` stand them by."""

PROP_HEIGHT = {
    "ring": 0.14, "coin": 0.1, "key": 0.16, "pill": 0.06, "watch": 0.18, "phone": 0.2, "camera": 0.2, "cup": 0.22, "dice": 0.09,
    "compass": 0.18, "letter": 0.2, "envelope": 0.2, "ticket": 0.14,
    "egg": 0.17, "apple": 0.17, "money": 0.14, "knife": 0.34, "gun": 0.22, "mask": 0.3, "bread": 0.2, "cake": 0.32,
    "sword": 1.0, "lamp": 0.6, "computer": 0.55, "television": 1.0, "chair": 1.0, "table": 1.0,
    "door": 2.2, "window": 1.5, "car": 1.9, "bus": 3.2, "truck": 3.2, "train": 3.6, "boat": 1.0, "ship": 12.0, "airplane": 4.5,
    "rocket": 10.0, "spaceship": 3.2, "tree": 6.0, "piano": 1.3, "bed": 1.2, "sofa": 1.1,
    "robot": 1.8, "statue": 3.0, "gravestone": 1.2, "sign": 1.7, "fountain": 2.3, "balloon": 1.4, "kite": 3.2, "umbrella": 1.2,
    "guitar": 1.1, "fire": 1.1, "campfire": 1.1, "snowman": 1.9, "shelf": 2.2,
    "helicopter": 3.4, "wagon": 1.4, "tent": 2.0, "motorcycle": 1.2, "bicycle": 1.2, "wheelchair": 1.2, "telescope": 1.5,
    "anchor": 1.1, "mirror": 1.7, "easel": 1.7, "chest": 0.7, "barrel": 0.95, "crate": 0.7,
    "desk": 0.9, "bench": 0.95, "ladder": 3.0, "flag": 1.8, "spear": 1.9, "broom": 1.7, "shovel": 1.7, "screen": 1.0,
    "microphone": 1.6, "lever": 0.75, "rock": 0.9, "log": 0.6, "suitcase": 0.6, "drum": 0.7, "shield": 0.8,
    "axe": 0.8, "bow": 1.3, "plant": 1.5, "painting": 0.75, "torch": 0.75, "lantern": 0.4, "clock": 0.55, "crystal": 0.6,
    "globe": 0.55, "feather": 0.32, "butterfly": 0.34, "teddy": 0.5, "flower": 0.5, "sled": 0.5, "beacon": 2.3,
    "elevator_doors": 2.3, "kettle": 0.36, "alarm_clock": 0.3, "ship_wheel": 1.4, "counter": 1.14, "stove": 1.2, "fridge": 1.85,
}  # fmt: skip
"""How high props are, in metres; others are about 0.3."""


def height_of_prop(kind: str) -> float:
    """How high a thing is, in metres."""
    return PROP_HEIGHT.get(kind, 0.3)


TOPS = {
    "table": 0.76, "desk": 0.78, "bed": 0.52, "sofa": 0.46, "bench": 0.5, "chair": 0.47, "shelf": 2.1, "box": 0.3, "crate": 0.6,
    "barrel": 0.85, "chest": 0.56, "suitcase": 0.42, "piano": 1.0, "rock": 0.5, "log": 0.36, "computer": 0.8, "laptop": 0.8,
    "television": 0.95, "car": 1.38, "truck": 2.2, "boat": 0.45, "wagon": 0.8, "drum": 0.6, "ladder": 1.2, "gravestone": 0.9,
    "fountain": 0.5, "statue": 2.9, "book": 0.06, "plate": 0.08,
}  # fmt: skip
"""How high the top of a thing is, in metres."""
WIDTHS = {
    "bench": 1.7, "table": 1.3, "desk": 1.5, "bed": 2.1, "sofa": 1.9, "suitcase": 0.62, "chair": 0.55, "piano": 1.5,
    "chest": 0.85, "crate": 0.8, "box": 0.42, "barrel": 0.76, "bicycle": 1.75, "motorcycle": 2.0, "car": 4.0, "truck": 6.5,
    "bus": 9.0, "train": 14.0, "boat": 4.0, "wagon": 2.6, "shelf": 1.3, "tree": 3.4, "clock": 0.6, "letter": 0.3, "envelope": 0.3,
    "tent": 2.8, "sled": 1.2, "log": 1.4, "rock": 1.1, "guitar": 0.45, "bottle": 0.12, "candle": 0.2, "umbrella": 1.4,
}  # fmt: skip
"""How wide things are that are not about as wide as high."""


def width_of_prop(kind: str) -> float:
    """How wide a thing is, in metres."""
    return WIDTHS.get(kind, 0.8 * height_of_prop(kind))
