"""Large gradients and glows promise: made small and enlarged, they are what they would be if painted pixel by pixel."""

import numpy as np
import pytest
import skia

from animatic.camera import surface_on
from animatic.layers import Pixels
from animatic.paint.inks import SOFT, enlarged, ink, radial, screened
from animatic.paint.shapes import Point, oval, rect

WIDE, HIGH = 300, 200


def backdrop() -> Pixels:
    pixels = np.full((HIGH, WIDE, 4), 255, np.uint8)
    pixels[:, :, :3] = (40, 90, 160)
    return pixels


def difference(one: Pixels, other: Pixels) -> int:
    return int(np.abs(one.astype(int) - other).max())


@pytest.mark.parametrize("turn", [0, 20], ids=["straight", "turned"])
@pytest.mark.parametrize("end", [(0.0, 200.0), (300.0, 0.0), (300.0, 70.0)], ids=["down", "across", "aslant"])
def test_a_large_gradient_is_as_if_painted_pixel_by_pixel(end: Point, turn: float) -> None:
    paint = skia.Paint(AntiAlias=True)
    colours = [ink(colour, alpha).toColor() for colour, alpha in (("#f0d080", 1.0), ("#806040", 0.9), ("#203050", 0.4))]
    paint.setShader(skia.GradientShader.MakeLinear([skia.Point(0, 0), skia.Point(*end)], colours, [0.0, 0.42, 1.0]))
    shape, plain, small = rect(20, 10, 250, 170), backdrop(), backdrop()
    with surface_on(plain) as canvas:
        canvas.rotate(turn, WIDE / 2, HIGH / 2)
        canvas.drawPath(shape, paint)
    with surface_on(small) as canvas:
        canvas.rotate(turn, WIDE / 2, HIGH / 2)
        enlarged(canvas, shape, paint, ((0.0, 0.0), end))
    assert difference(plain, small) <= 10
    assert difference(plain, backdrop()) > 50


@pytest.mark.parametrize("middle", [(150.0, 100.0), (10.5, 190.25)], ids=["inside", "partly outside"])
def test_a_large_glow_is_as_if_painted_pixel_by_pixel(middle: Point) -> None:
    shape, plain, small = oval(*middle, 90), backdrop(), backdrop()
    paint = radial(middle, 90, "#ffd080", tuple((place, 0.7 * part) for place, part in SOFT))
    with surface_on(small) as canvas:
        screened(canvas, shape, paint)
    paint.setBlendMode(skia.BlendMode.kScreen)
    with surface_on(plain) as canvas:
        canvas.drawPath(shape, paint)
    assert difference(plain, small) <= 14, "only its very middle is less sharp"
    assert np.percentile(np.abs(plain.astype(int) - small), 99.5) <= 3
    assert difference(plain, backdrop()) > 50


def test_a_glow_outside_the_picture_changes_nothing() -> None:
    pixels = backdrop()
    with surface_on(pixels) as canvas:
        screened(canvas, oval(-300, -300, 90), radial((-300, -300), 90, "#ffd080", SOFT))
    assert difference(pixels, backdrop()) == 0
