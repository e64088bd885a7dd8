"""How each style paints: what it does to colours, edges and surfaces. The style's name and palette are in the catalogue."""

from dataclasses import dataclass
from functools import lru_cache

from animatic.colour import luminance, mix, rgb, to_hex


@dataclass(frozen=True, slots=True, eq=False)
class Treatment:
    """The way of one style, of which there is one object. Amounts go from 0 to 1 unless they say otherwise."""

    saturation: float = 1.0
    contrast: float = 1.0
    lift: float = 0.0
    """Added to every colour: pale styles are above 0."""
    shadows: str = "#20183a"
    shadows_amount: float = 0.0
    highlights: str = "#fff0d0"
    highlights_amount: float = 0.0
    shade: float = 1.0
    """Strength of the gradients inside shapes."""
    rim: float = 1.0
    outline: float = 0.0
    """Width of ink lines, in pixels of a 720 pixel high picture."""
    ink: str = "#17151c"
    edge_shadow: float = 0.0
    """Shadow under the edge of every shape, as of cut paper."""
    glow: float = 1.0
    grain: float = 0.05
    vignette: float = 0.45
    texture: str = ""
    flat_clouds: bool = False


TREATMENTS: dict[str, Treatment] = {
    "storybook": Treatment(saturation=1.08, shadows_amount=0.16, highlights_amount=0.12),
    "documentary": Treatment(
        saturation=0.62, contrast=1.04, shade=0.9, rim=0.55, grain=0.04, vignette=0.3, shadows="#1d2a30", shadows_amount=0.12
    ),
    "noir": Treatment(
        saturation=0.0,
        contrast=1.55,
        lift=0.07,
        shade=1.5,
        rim=1.4,
        glow=1.2,
        grain=0.11,
        vignette=0.7,
        shadows="#05060a",
        shadows_amount=0.1,
    ),
    "watercolor": Treatment(
        saturation=0.75,
        contrast=0.72,
        lift=0.16,
        shade=0.8,
        rim=0.4,
        grain=0.02,
        vignette=0.0,
        texture="paper",
        highlights="#fdf6e6",
        highlights_amount=0.25,
        outline=0.9,
        ink="#5a5560",
    ),
    "neon": Treatment(
        saturation=1.45,
        contrast=1.2,
        lift=-0.06,
        shadows="#2a0a66",
        shadows_amount=0.5,
        highlights="#4ff0ff",
        highlights_amount=0.2,
        rim=2.0,
        glow=1.8,
        vignette=0.6,
    ),
    "comic": Treatment(
        saturation=1.3,
        contrast=1.22,
        shade=0.35,
        rim=0.35,
        outline=2.6,
        grain=0.0,
        vignette=0.12,
        texture="dots",
        flat_clouds=True,
        glow=0.7,
    ),
    "papercut": Treatment(
        saturation=1.05,
        contrast=0.95,
        shade=0.12,
        rim=0.0,
        edge_shadow=0.38,
        flat_clouds=True,
        grain=0.05,
        vignette=0.2,
        texture="paper",
        glow=0.6,
        highlights="#fbf2e3",
        highlights_amount=0.15,
    ),
    "pastel": Treatment(
        saturation=0.72,
        contrast=0.68,
        lift=0.2,
        shade=0.7,
        rim=0.6,
        grain=0.0,
        vignette=0.05,
        highlights="#ffeef6",
        highlights_amount=0.2,
    ),
    "vintage": Treatment(
        saturation=0.66,
        contrast=0.9,
        lift=0.04,
        shadows="#3b2212",
        shadows_amount=0.5,
        highlights="#f5d48a",
        highlights_amount=0.45,
        rim=0.7,
        grain=0.1,
        vignette=0.65,
    ),
}
"""By style id; a style that is not here is painted as storybook."""


def treatment_of(style: str) -> Treatment:
    """The way of painting of a style."""
    return TREATMENTS.get(style, TREATMENTS["storybook"])


@lru_cache(maxsize=65536)
def graded(colour: str, style: Treatment) -> str:
    """A colour as the style shows it."""
    light = luminance(colour)
    red, green, blue = (light + (part - light) * style.saturation for part in rgb(colour))
    value = to_hex((_curved(red, style), _curved(green, style), _curved(blue, style)))
    light = luminance(value)
    value = mix(value, style.shadows, style.shadows_amount * (1 - light) ** 1.5)
    return mix(value, style.highlights, style.highlights_amount * light**2)


def _curved(part: float, style: Treatment) -> float:
    return (part - 0.45) * style.contrast + 0.45 + style.lift
