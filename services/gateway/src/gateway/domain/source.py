"""What a text is (an idea or a screenplay) and whether it can become a film at all; called before anything is stored."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from gateway.domain.faults import unacceptable

IDEA_LENGTH = 400
"""Characters of the longest line that is still an idea and not a text whose words are kept."""

SCENES = 500
"""The most scenes of one film."""

_HEADING = re.compile(
    r"^[ \t]*(?:\d+[A-Z]?[.)]?[ \t]+)?(?:(?:INT|EXT)\b[. ]|EST\.|I(?:NT)?\.?/E(?:XT)?\b[. ]|\.(?=[A-Za-z0-9]))",
    re.MULTILINE | re.IGNORECASE,
)
_FDX_HEADING = re.compile(r"""Type\s*=\s*["']Scene Heading["']""")
_PROLOG = (("<?", "?>"), ("<!--", "-->"), ("<!DOCTYPE", ">"))
_LETTER = re.compile(r"[^\W\d_]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text that may become a film, as it will be stored."""

    kind: Literal["idea", "screenplay"]
    content: str
    media_type: str


def read_text(raw: str) -> Text:
    """The text and what it is.

    Raises Unacceptable when it holds no words, is no text, or has too many scenes.
    """
    content = raw.removeprefix("\ufeff")
    _check_characters(content)
    if not _LETTER.search(content):
        raise unacceptable("text", "text_without_words", "The text has no words. Write an idea, or paste a screenplay.")
    scenes = count_scenes(content)
    if scenes > SCENES:
        raise unacceptable(
            "text", "too_many_scenes", f"The screenplay has {scenes} scenes; a film may have {SCENES}. Split it into parts."
        )
    return Text(_kind_of(content), content, "application/xml" if is_fdx(content) else "text/plain")


def is_fdx(text: str) -> bool:
    """Whether a text is a Final Draft file, known by its root element."""
    rest = text[:10_000].lstrip()
    while end := next((end for start, end in _PROLOG if rest.startswith(start)), None):
        rest = rest.partition(end)[2].lstrip()
    return rest.startswith(("<FinalDraft>", "<FinalDraft ", "<FinalDraft\n", "<FinalDraft\r", "<FinalDraft\t"))


def count_scenes(text: str) -> int:
    """About how many scene headings there are: cheap, and never fewer than a parser would find by `INT.` and `EXT.`."""
    found = (_FDX_HEADING if is_fdx(text) else _HEADING).finditer(text)
    return sum(1 for _ in found)


def _kind_of(text: str) -> Literal["idea", "screenplay"]:
    stripped = text.strip()
    one_line = len(stripped.splitlines()) == 1
    short = len(stripped) <= IDEA_LENGTH
    return "idea" if one_line and short and not is_fdx(text) and count_scenes(text) == 0 else "screenplay"


def _check_characters(text: str) -> None:
    if _SURROGATE.search(text):
        raise unacceptable(
            "text",
            "text_not_unicode",
            "The text holds half of a character pair (a lone surrogate). Save it as UTF-8 and send it again.",
        )
    if found := _CONTROLS.search(text):
        name = f"U+{ord(found.group()):04X}"
        where = f"character {found.start() + 1}"
        raise unacceptable(
            "text", "text_is_binary", f"The text holds the control character {name} ({where}): this looks like a binary file."
        )


def short_title(text: str, limit: int = 60) -> str:
    """A name for a film that has none yet: the first line that has words, cut at a word."""
    if is_fdx(text):
        return ""
    lines = (line.strip() for line in text.splitlines())
    line = next((line for line in lines if any(c.isalpha() for c in line)), "")
    line = "".join(c for c in line.removeprefix("Title:").strip() if unicodedata.category(c)[0] != "C")
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
