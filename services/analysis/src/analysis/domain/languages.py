"""The language of a script, from its letters and its smallest words; used by board. Another wish than English wins."""

import re
from collections import Counter

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("uk", re.compile(r"[іїєґ]")),
    ("ru", re.compile(r"[а-яё]")),
    ("el", re.compile(r"[α-ωά-ώ]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_SMALL_WORDS = {
    "en": "the and of to is in it you that he she was for on with his her at a an i not my are be this have what from they we do",
    "de": "der die das und ist nicht ein eine ich du er sie es wir mit auf dem den im zu von auch noch wie sich seine ihre für",
    "fr": "le la les et est un une des du que qui il elle dans pas je tu nous vous ce sur avec pour au sa son se ne à l d c y",
    "es": "el la los las y es un una de que en no se con por su lo al del está yo tú qué mi sus para como más sí él",
    "it": "il la lo gli e è un una di che in non si con per del della sono io tu mi suo sua al nel come più sì ma lui lei",
    "pt": "o a os as e é um uma de que em não se com por do da no na eu você seu sua para como mais ao ele ela",
    "nl": "de het een en is niet van ik je hij zij we met op in te dat die er naar zijn haar voor aan wat maar ook",
}
_MARKS = {"de": "äöüß", "fr": "éèêçàùœ", "es": "ñ¿¡áíóú", "it": "àèìòù", "pt": "ãõçáê"}
_WORD = re.compile(r"[^\W\d_]+")
READ = 40_000
"""Characters that are looked at."""
LEAST = 4
"""Small words of a language that must be there before English is given up."""


def language_of(text: str, wished: str) -> str:
    """The wished language; for English, the one that the text is clearly written in."""
    if wished.lower().split("-")[0] != "en":
        return wished
    sample = text[:READ].lower()
    letters = sum(1 for char in sample if char.isalpha())
    by_script = [language for language, pattern in _SCRIPTS if len(pattern.findall(sample)) > 0.12 * letters]
    if by_script:
        return by_script[0]
    return _by_words(sample) or wished


def _by_words(sample: str) -> str | None:
    """The language whose small words come most often, helped by the letters that only it has."""
    counts = Counter(_WORD.findall(re.sub(r"<[^>]*>", " ", sample)))
    points = {language: sum(counts[word] for word in line.split()) for language, line in _SMALL_WORDS.items()}
    for language, letters in _MARKS.items():
        points[language] += sum(1 for word, count in counts.items() if any(letter in word for letter in letters) and count)
    best = max(points, key=lambda language: points[language])
    clear = points[best] >= LEAST and points[best] > 1.15 * points["en"]
    return best if best != "en" and clear else None
