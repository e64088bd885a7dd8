"""Sets the letters of burned captions: those of every script are shaped, ordered and joined by Skia's paragraphs.

Only the processes of the pool import this: the service itself draws nothing and is 8 MB smaller without.
"""

import unicodedata
from dataclasses import dataclass

import numpy as np
import skia
from numpy.typing import NDArray

from assembly.domain.captions import Caption
from assembly.vendors.local.fonts import BOLD, collection, families_for

Pixels = NDArray[np.uint8]

WHITE, NAMED, BEHIND = 0xFFFFFFFF, 0xFFFFE08A, 0xA6000000
LETTER = 0.054
"""Height of the letters, as a part of the picture's shorter side."""
SMALL = 0.72
"""Height of a speaker's name, as a part of the letters'."""
WIDEST = 0.94
"""How much of the picture's width a row may take; longer ones are written smaller."""
LOW = 0.06
"""How far above the lower edge the last row ends, as a part of the height."""


@dataclass(frozen=True, slots=True)
class _Row:
    paragraph: skia.textlayout.Paragraph
    width: float
    height: float


def picture_of(caption: Caption, size: tuple[int, int]) -> tuple[Pixels, int, int]:
    """The caption's RGBA pixels, and where their upper left corner lies in a picture of this size."""
    rows = _rows(caption, size)
    margin = max(2, round(min(size) * LETTER * 0.28))
    width = _even(min(size[0], max(row.width for row in rows) + 2 * margin))
    height = _even(sum(row.height for row in rows))
    surface = skia.Surface(width, height)
    canvas, y = surface.getCanvas(), 0.0
    canvas.clear(skia.ColorTRANSPARENT)
    for row in rows:
        left = (width - row.width) / 2
        box = skia.Rect.MakeXYWH(left - margin, y, row.width + 2 * margin, row.height)
        canvas.drawRoundRect(box, margin / 2, margin / 2, skia.Paint(Color=BEHIND, AntiAlias=True))
        row.paragraph.paint(canvas, left, y)
        y += row.height
    x, low = (size[0] - width) // 4 * 2, round(size[1] * (1 - LOW))
    return surface.toarray(colorType=skia.kRGBA_8888_ColorType), x, max(0, (low - height) // 2 * 2)


def _rows(caption: Caption, size: tuple[int, int]) -> list[_Row]:
    letters, room = min(size) * LETTER, size[0] * WIDEST
    written = [_row(text, letters, caption) for text in caption.rows]
    if (widest := max(row.width for row in written)) > room:
        written = [_row(text, letters * room / widest, caption) for text in caption.rows]
    named = [_row(caption.label, letters * SMALL, caption, NAMED)] if caption.label else []
    return [*named, *written]


def _row(text: str, letters: float, caption: Caption, colour: int = WHITE) -> _Row:
    style = skia.textlayout.TextStyle()
    style.setFontSize(letters)
    style.setFontFamilies([skia.String(name) for name in families_for(caption.language)])
    style.setForegroundPaint(skia.Paint(Color=colour, AntiAlias=True))
    style.setLocale(skia.String(caption.language))
    lean = skia.FontStyle.kItalic_Slant if caption.slanted and _leans(text) else skia.FontStyle.kUpright_Slant
    style.setFontStyle(skia.FontStyle(BOLD, skia.FontStyle.kNormal_Width, lean))
    whole = skia.textlayout.ParagraphStyle()
    whole.setTextStyle(style)
    builder = skia.textlayout.ParagraphBuilder.make(whole, collection(), skia.Unicodes.ICU.Make())
    builder.pushStyle(style)
    builder.addText(directed(text))
    paragraph = builder.Build()
    paragraph.layout(1e6)
    return _Row(paragraph, paragraph.LongestLine, max(paragraph.Height, letters * 1.36))


def directed(text: str) -> str:
    """The row as a whole goes the way of its first letter that has one, wherever its marks and numbers stand."""
    ways = (unicodedata.bidirectional(letter) for letter in text)
    first = next((way for way in ways if way in ("L", "R", "AL")), "L")
    return text if first == "L" else f"\u2067{text}\u2069"


def _leans(text: str) -> bool:
    """Latin, Greek and Cyrillic have letters that lean; other scripts would only be bent."""
    return all(ord(letter) < 0x530 or not letter.isalpha() for letter in text)


def _even(value: float) -> int:
    return -(-int(np.ceil(value)) // 2) * 2
