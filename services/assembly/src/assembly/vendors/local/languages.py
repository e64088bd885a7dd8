"""Language codes as MP4 wants them: three letters."""

_CODES = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin",
    "fr": "fra", "he": "heb", "hi": "hin", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor",
    "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sv": "swe", "th": "tha",
    "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "zho",
}  # fmt: skip


def language_code(language: str) -> str:
    """`en`, `en-GB` or `eng` as `eng`; what is not known is undetermined."""
    code = language.lower().replace("_", "-").split("-")[0]
    return _CODES.get(code) or (code if code in _CODES.values() else "und")
