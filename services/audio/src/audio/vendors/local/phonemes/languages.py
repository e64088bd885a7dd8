"""Which of the engine's voices reads a text: the storyboard's language, or that of its script where they do not go together."""

import unicodedata
from collections import Counter

from audio.vendors.local.phonemes.espeak import speaks

_OF_SCRIPT = {
    "CJK": "cmn",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "ARABIC": "ar",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ETHIOPIC": "am",
}
_SCRIPTS_OF = {
    **dict.fromkeys(("uk", "bg", "sr", "mk", "be", "kk", "ky", "tt", "ba"), "CYRILLIC"),
    **dict.fromkeys(("fa", "ur", "ug", "sd"), "ARABIC"),
    **dict.fromkeys(("mr", "ne", "kok"), "DEVANAGARI"),
    **dict.fromkeys(("ja", "yue", "hak"), "CJK"),
}
_NAMED = {"zh": "cmn", "en": "en-us", "no": "nb", "iw": "he", "pt-br": "pt-br"}
ENGLISH = "en-us"


def plain(text: str) -> str:
    """The text without what is no text: control characters, lone surrogates, NUL. As many characters as before."""
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") else char for char in text)


def voice_language(text: str, language: str) -> str:
    """The engine's name of the language that a text is read in."""
    base = language.lower().replace("_", "-")
    wanted = next((_NAMED.get(code, code) for code in (base, base.split("-")[0]) if speaks(_NAMED.get(code, code))), ENGLISH)
    script = _script(text)
    if script is None or script == _SCRIPTS_OF.get(base.split("-")[0]) or _OF_SCRIPT.get(script) == wanted:
        return wanted
    return _OF_SCRIPT.get(script, wanted)


def _script(text: str) -> str | None:
    names = [unicodedata.name(char, "").split(" ")[0].split("-")[0] for char in text[:400] if char.isalpha()]
    counts = Counter(names)
    if counts["HIRAGANA"] or counts["KATAKANA"]:
        return "HIRAGANA"
    most = counts.most_common(1)
    return most[0][0] if most and most[0][0] in _OF_SCRIPT else None
