"""Colours as hex strings and how they mix; the words for colours that scripts use."""

from functools import lru_cache

RGB = tuple[float, float, float]


@lru_cache(maxsize=4096)
def rgb(colour: str) -> RGB:
    """Red, green, blue from 0 to 1."""
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def to_hex(value: RGB) -> str:
    """The hex string; each part is clipped."""
    red, green, blue = (round(255 * min(1.0, max(0.0, part))) for part in value)
    return f"#{red:02x}{green:02x}{blue:02x}"


@lru_cache(maxsize=65536)
def mix(a: str, b: str, amount: float) -> str:
    """From a (0) to b (1)."""
    (r, g, u), (s, h, v) = rgb(a), rgb(b)
    return to_hex((r + (s - r) * amount, g + (h - g) * amount, u + (v - u) * amount))


@lru_cache(maxsize=65536)
def times(a: str, b: str) -> str:
    """One colour seen in the light of another."""
    (r, g, u), (s, h, v) = rgb(a), rgb(b)
    return to_hex((r * s, g * h, u * v))


def darker(colour: str, amount: float) -> str:
    """Towards a cool black."""
    return mix(colour, "#0c0a16", amount)


def lighter(colour: str, amount: float) -> str:
    """Towards a warm white."""
    return mix(colour, "#fffaf0", amount)


def luminance(colour: str) -> float:
    """How bright it looks, from 0 to 1."""
    red, green, blue = rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


WORDS: dict[str, str] = {
    "black": "#25242b",
    "white": "#ece8df",
    "grey": "#83858a",
    "gray": "#83858a",
    "silver": "#b4bac2",
    "charcoal": "#3b3e45",
    "red": "#c23a35",
    "crimson": "#a3203a",
    "scarlet": "#d4342a",
    "maroon": "#6f2430",
    "burgundy": "#74283a",
    "pink": "#e58fa6",
    "rose": "#d77f8f",
    "magenta": "#c23a8f",
    "purple": "#71458f",
    "violet": "#7a55ab",
    "lavender": "#b3a2d6",
    "blue": "#3560a8",
    "navy": "#243358",
    "sky": "#7db2dc",
    "azure": "#4a93cf",
    "indigo": "#3c3a7c",
    "turquoise": "#34a6a3",
    "teal": "#27777a",
    "cyan": "#3fb8c9",
    "green": "#4b8148",
    "olive": "#71713c",
    "emerald": "#1f8a5f",
    "lime": "#9cc23f",
    "khaki": "#a8996a",
    "yellow": "#e4b832",
    "mustard": "#c1932e",
    "gold": "#cf9f3a",
    "golden": "#cf9f3a",
    "orange": "#dd7a32",
    "amber": "#dd9a33",
    "rust": "#a2512c",
    "copper": "#b0683a",
    "brown": "#76502f",
    "chestnut": "#6d3a22",
    "tan": "#b9925f",
    "beige": "#d1bd97",
    "cream": "#ece0c4",
    "ivory": "#ece4cf",
    "blond": "#dcb668",
    "blonde": "#dcb668",
    "auburn": "#7d3320",
    "ginger": "#c1602a",
    "pale": "#f0d6c4",
    "dark": "#3a302c",
    "light": "#e3d6c0",
    "camel": "#b98f58",
    "denim": "#43618c",
}
"""Colour words to hex."""


def named(text: str | None, fallback: str) -> str:
    """The colour that a text names: a hex value or the last colour word in it; the fallback when there is none."""
    if not text:
        return fallback
    text = text.strip().lower()
    if len(text) == 7 and text[0] == "#" and all(c in "0123456789abcdef" for c in text[1:]):
        return text
    found = [WORDS[word] for word in text.replace("-", " ").replace(",", " ").split() if word in WORDS]
    if not found:
        return fallback
    shade = 0.28 if "dark" in text and len(found) > 1 else 0.0
    return darker(found[-1], shade)
