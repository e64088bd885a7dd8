"""Which format a text is in, decided by its content, and its elements; called by the storyboard's composition."""

import re

from analysis.domain.elements import FILMED, Script
from analysis.domain.fdx import parse_fdx
from analysis.domain.fountain import is_cue, is_play, parse_fountain
from analysis.domain.headings import is_heading
from analysis.domain.pasted import looks_pasted, parse_pasted
from analysis.domain.prose import parse_prose
from analysis.domain.text import ScriptError, checked, lines_of

_FORCED = re.compile(r"^(?:@\S.*|~\S.*|>.*<|\.[A-Z][^.]*|={3,}|#{1,6} .*|= \S.*|> ?[A-Z ]+:?)$")
_TITLE = re.compile(
    r"^(title|credit|author|authors|draft date|titel|titre|título|titolo|название|タイトル)[ \t]*:", re.IGNORECASE
)


def read(text: str) -> Script:
    """Parse a script of any known format; raises ScriptError when it holds nothing to film."""
    script = _parsed(checked(text))
    if not any(element.kind in FILMED or element.kind == "heading" for element in script.elements):
        raise ScriptError("The script holds no scene, no action and no dialogue: nothing to film.", "script_nothing_to_film")
    return script


def _parsed(text: str) -> Script:
    start = text.lstrip("\ufeff \t\r\n")[:2000]
    if "<FinalDraft" in start:
        return parse_fdx(text)
    if re.match(r"<!doctype html|<html|<\?xml", start, re.IGNORECASE):
        raise ScriptError("This is a markup file and no script. Send its text, or its address as a web page.", "script_not_text")
    if looks_pasted(text):
        return parse_pasted(text)
    return parse_fountain(text) if _looks_fountain(text) else parse_prose(text)


def _looks_fountain(text: str) -> bool:
    """A heading, a title page, forced elements or at least one cue with a speech make a screenplay."""
    lines = [line.text.strip().lstrip("\ufeff") for line in lines_of(text)]
    if any(is_heading(line) and not lines[n - 1] for n, line in enumerate(lines) if line and (n == 0 or not lines[n - 1])):
        return True
    if any(is_heading(line) for line in lines[:1]) or any(_TITLE.match(line) for line in lines[:1]):
        return True
    if is_play(lines):
        return True
    forced = sum(1 for line in lines if _FORCED.match(line))
    around = zip(["", *lines], lines, [*lines[1:], ""], strict=False)
    cues = sum(1 for before, line, after in around if not before and is_cue(line) and after and not after.isupper())
    return cues >= 1 or (forced >= 2 and any(line[:1] in "@.~>" for line in lines if _FORCED.match(line)))
