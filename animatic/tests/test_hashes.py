"""Frames look as they did: a perceptual hash of each kind of picture. Pins structure, not taste.

A picture that was meant to change: look at it with `make gallery`, then copy the hash that the failing test says.
"""

from typing import Any

import numpy as np
import pytest
from PIL import Image

from animatic import compose_frame, draw

from .boards import board

NEAR_ENOUGH = 10
"""Bits of 256 that may differ: another version of skia rounds an edge differently."""
SCENES: dict[str, tuple[str, bool, dict[str, Any]]] = {
    "street": ("street", False, {}),
    "forest at night": ("forest", False, {"time": "night"}),
    "sea in a storm": ("sea", False, {"weather": "storm"}),
    "cafe": ("cafe", True, {"size": "medium"}),
    "kitchen": ("kitchen", True, {"time": "dusk"}),
    "castle in snow": ("castle", False, {"weather": "snow"}),
    "space station": ("space_station", True, {"cast": ("robo",)}),
    "close": ("park", False, {"size": "close_up", "cast": ("mara",), "expressions": {"mara": "laughing"}}),
    "over a shoulder": ("office", True, {"size": "medium", "angle": "over_shoulder"}),
    "insert": ("room", True, {"size": "insert", "cast": (), "props": ("clock",)}),
    "portrait": ("market", False, {"ratio": "9:16", "cast": ("mara", "tom", "lily")}),
    "square": ("beach", False, {"ratio": "1:1", "time": "dawn", "cast": ("rex", "crowd")}),
    "noir": ("city", False, {"style": "noir", "time": "night"}),
    "running": ("field", False, {"size": "full", "cast": ("lily", "rex"), "poses": {"lily": "running", "rex": "running"}}),
}
KNOWN: dict[str, str] = {
    "street": "ffd0bec0dcc5ae8aae8bae8eac82bf82a6da7a62f270a65ac75c994639437f01",
    "forest at night": "bce09ea28c25cd08ce38ce194e3306b346a15664c6509e789e48f540f740ff00",
    "sea in a storm": "ff18fb18ff00ed10be003a00dc00ca80c680ca6cca64ca64cb64f940f940fe00",
    "cafe": "c88fd2266e22cc36cc318c51da89b0aeb0ae383ef03eb81db81df81af818f99c",
    "kitchen": "fe00ff40f340f340fb84f984e384e4c4f944e56ce464e274b1477941b348d990",
    "castle in snow": "f8f0f8f8fbb0caacdbacdb8edecedcc4dc459169e169f161f940f940fd40ff00",
    "space station": "fe00fc00f880f400fe0074c284ce91d693d684ce66cac75c86d61cc33c807e00",
    "close": "fff8fcf0f8f1f1e9e931fb885b8c6398c158c358ac8caec0fe80fe80fa90f290",
    "over a shoulder": "fda0f530b43ae63ae65ae25ae1c8e16cf878785a387a3c52bde0bde0bfe0ffe0",
    "insert": "ef08ec8cecccecccecdce97ccab4e69fc29fc317d336e320e0e0f1c0ff00fd00",
    "portrait": "fff8fff8fff0f7f0ec7074203c63be52a3d1a969e0f0e0e7b556bd66b960b980",
    "square": "dfc0ffe0fff8fff8fff8fff8f46168836c8b6ccb6ccb698b6dd8fd40fdc0ff00",
    "noir": "54d8c8f9e0fcc0ac89e568647926a90ab2bab272a67a864c0a463143d550e900",
    "running": "fff8f9f8d9f0dff09c78daba9110af208706a688e64cd652b651ec50fa58fa28",
}


def fresh(name: str) -> str:
    """A difference hash of 16 x 16: each bit says whether the picture gets lighter to the right."""
    place, inside, changed = SCENES[name]
    ratio = changed.get("ratio", "16:9")
    size = {"16:9": (320, 180), "9:16": (180, 320), "1:1": (240, 240)}[ratio]
    picture = Image.fromarray(draw(compose_frame(board(place, inside, **changed), "shot", size, 7)))
    small = np.asarray(picture.convert("L").resize((17, 16), Image.Resampling.BOX), np.int16)
    return np.packbits(small[:, 1:] > small[:, :-1]).tobytes().hex()


def apart(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_looks_as_it_did(name: str) -> None:
    now = fresh(name)
    assert apart(now, KNOWN[name]) <= NEAR_ENOUGH, f"{name!r} has changed; its hash is now {now}"


def test_the_hashes_tell_all_pictures_apart() -> None:
    hashes = list(KNOWN.values())
    assert all(apart(a, b) > 3 * NEAR_ENOUGH for i, a in enumerate(hashes) for b in hashes[:i])
