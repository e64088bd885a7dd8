"""The script as text: decoding with positions, lines and sentences with offsets, and counting what has to be spoken."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

UPPER = "A-ZÀ-ÖØ-ÞŒŠŽŸĄĆĘŁŃŚŹŻČĎĚŇŘŤŮĞİŞŐŰȘȚΑ-ΩА-ЯЁЇІЄҐ"
LOWER = "a-zß-öø-ÿœšžąćęłńśźżčďěňřťůğışőűșțα-ωά-ώа-яёїієґ"
"""Letters for character classes: Latin with its usual accents, Greek, Cyrillic."""
MAX_BYTES = 4 * 1024 * 1024
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE = re.compile(
    r"(?<![A-Z]\.)(?<!\bMr\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\bSt\.)(?<!\bvs\.)(?<=[.!?…。！？؟])[\"'”’»)\]]*\s+(?=[\"'“‘„«¿¡(\[]?[^\W\d_a-zß-ÿа-яё]|[\"'“‘(\[]?\d)"
    r"|(?<=[。！？])(?=\S)"
)
CJK_PER_WORD = 1.7
"""A syllable of Chinese, Japanese or Korean takes about this part of the time of an English word."""
LONG_WORD = 12
"""Letters from which on a word counts for more than one."""


class ScriptError(ValueError):
    """The script itself is wrong; the message is a sentence for its author. Arguments are positional so that it pickles."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message, code)
        self.message = message
        self.code = code


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line and where it stands; `end` lies behind its line break."""

    text: str
    start: int
    end: int


def decoded(data: bytes) -> str:
    """The script's text, unchanged; raises ScriptError with the position of what is no text."""
    if len(data) > MAX_BYTES:
        raise ScriptError(f"The script has {len(data):,} bytes; at most {MAX_BYTES:,} are read.", "script_too_large")
    if data[:4] == b"%PDF":
        raise ScriptError("This is a PDF file. Export it as Fountain, FDX or plain text, or paste its text.", "script_not_text")
    if data[:5] == b"{\\rtf":
        raise ScriptError("This is an RTF file. Save it as plain text and send it again.", "script_not_text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ScriptError(
            f"The script is not valid UTF-8: byte {data[error.start]:#04x} at position {error.start}. Save it as UTF-8.",
            "script_not_utf8",
        ) from None
    return checked(text)


def checked(text: str) -> str:
    """The text itself; raises ScriptError when it holds what no script holds, or no word at all."""
    if (position := text.find("\0")) >= 0:
        raise ScriptError(f"The script holds a NUL character at position {position}; it looks like a binary file.", "script_nul")
    if bad := re.search(r"[\ud800-\udfff]", text):
        raise ScriptError(f"The script holds half a character (a lone surrogate) at position {bad.start()}.", "script_surrogate")
    if not text.strip("\ufeff \t\r\n\f"):
        raise ScriptError("The script is empty. Write at least one sentence.", "script_empty")
    if not _WORD.search(text):
        raise ScriptError("The script holds no words: there is nothing to film. Write at least one sentence.", "script_wordless")
    return text


def lines_of(text: str) -> list[TextLine]:
    """All lines; their ranges follow each other without gaps and cover the text."""
    return [TextLine(m[0].rstrip("\r\n"), m.start(), m.end()) for m in _LINE.finditer(text) if m.end() > m.start()]


def sentences_of(text: str) -> list[str]:
    """The sentences of a paragraph, with their punctuation."""
    parts: list[str] = []
    start = 0
    for match in _SENTENCE.finditer(text):
        parts.append(text[start : match.end()].strip())
        start = match.end()
    parts.append(text[start:].strip())
    return [part for part in parts if part]


_PARTED = re.compile(r"([^\W\d_]{1,40})-\s*$")
_GOES_ON = re.compile(rf"[{LOWER}]+(?:-[{LOWER}]+)*")
_OWN_HYPHEN = frozenset(
    "well self half ill all long short high low old new twenty thirty forty fifty sixty seventy eighty ninety".split()
)


def known_words(text: str) -> frozenset[str]:
    """All words of a text in small letters, hyphens included, without those that a line's end parts."""
    whole = re.sub(r"[^\W\d_]{1,40}-[ \t]*(?:\r\n|\r|\n)\s{0,80}[^\W\d_]+", " ", text)
    return frozenset(match[0].lower() for match in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", whole))


def joined(first: str, second: str, known: AbstractSet[str]) -> str:
    """Two lines of one paragraph; a word parted at the line's end grows together, unless the hyphen is its own."""
    before, after = _PARTED.search(first), _GOES_ON.match(second)
    if first.endswith("--") or not first.endswith("-"):
        return f"{first} {second}"
    if before is None or after is None:
        return f"{first}{second}"
    head, tail = before[1].lower(), after[0]
    both = head in known and tail in known and f"{head}{tail}" not in known
    keep = f"{head}-{tail}" in known or both or head in _OWN_HYPHEN
    return f"{first if keep else first[:-1]}{second}"


_SIMILE = re.compile(
    r"\b(?:like|unlike|as if (?:it|he|she|they) (?:were|was|is)|as though (?:it|he|she|they) (?:were|was)|as \w+ as)"
    r" (?:an?|the|two) (?:[\w'’-]+ ){0,2}?[\w'’-]+(?=[\s.,;:!?…\"”]|$)",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:there (?:is|are|was) no|no|without|not an?|never an?|instead of|nobody|no one)(?: (?:single|more|other))?"
    r" (?:[\w'’-]+ )??"
    r"(?!\b(?:one|longer|doubt|matter|time|idea)\b)[\w'’-]+",
    re.IGNORECASE,
)


_DEPICTED = re.compile(
    r"\b(?:photo(?:graph)?|picture|painting|portrait|drawing|statue|poster|sketch|memor(?:y|ies)|dream|story|book|film|song|toy)s?"
    r" of( (?:an? |the |his |her |their |two )?[\w'’-]+(?: [\w'’-]+)?)",
    re.IGNORECASE,
)
"""What is only seen in a picture."""


def literal(text: str) -> str:
    """The text, equally long, without what is compared (`like a ghost`), depicted (`a photo of`) or not there (`no fire`)."""
    text = _DEPICTED.sub(lambda m: m[0][: m.start(1) - m.start()] + " " * len(m[1]), text)
    return _NEGATED.sub(lambda m: " " * len(m[0]), _SIMILE.sub(lambda m: " " * len(m[0]), text))


def words_of(text: str) -> list[str]:
    """The words, without punctuation."""
    return _WORD.findall(text)


def spoken_words(text: str) -> float:
    """How many English words of usual length take as long to say as this text."""
    syllables = len(_CJK.findall(text))
    return sum(max(1.0, len(word) / LONG_WORD) for word in words_of(_CJK.sub(" ", text))) + syllables / CJK_PER_WORD
