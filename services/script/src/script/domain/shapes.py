"""Whether an idea in another language wants an advert, a trailer, an explainer or a story, and what it is about; for tongues."""

import re
from collections.abc import Mapping
from typing import Literal

Shape = Literal["story", "advert", "trailer", "explainer"]
_KINDS: tuple[Shape, ...] = ("trailer", "advert", "explainer")
"""A `bande-annonce` is no `annonce`."""
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ARTICLES = re.compile(
    r"^(?:einen?|einem|einer|der|die|das|den|dem|unsere?n?|un|une|le|la|les|l['’]|du|des|notre|una|el|los|las|unos|unas|nuestr[oa])\s*"
    r"\b",
    re.IGNORECASE,
)


def shape_of(tables: Mapping[str, Mapping[str, str]], idea: str) -> Shape:
    """What kind of film the words ask for; a question is answered."""
    for kind in _KINDS:
        forms = "|".join(re.escape(form) for form in tables["told"][kind].split())
        start = "" if _JAPANESE.search(forms) else r"(?<!\w)"
        if re.search(f"{start}(?:{forms})", idea, re.IGNORECASE):
            return kind
    return "explainer" if re.search(tables["asked"]["question"], idea, re.IGNORECASE) else "story"


def topic_of(tables: Mapping[str, Mapping[str, str]], idea: str, shape: Shape) -> str:
    """What an advert praises or an explainer explains, in the idea's own words; the idea itself where it names nothing."""
    asked = tables["asked"]
    if shape == "story":
        return idea
    if shape == "explainer" and re.search(asked["question"], idea, re.IGNORECASE):
        bare = idea.strip("¿? ")
        return bare[:1].lower() + bare[1:]
    if ":" in idea:
        return idea.split(":", 1)[1].strip()
    patterns = (asked["clause"], asked["topic"]) if shape == "explainer" else (asked["topic"],)
    for pattern in patterns:
        if found := re.search(pattern, idea, re.IGNORECASE):
            return found[1].strip(" ?¿.!")
    return idea


def titled(topic: str, *, nouns: bool) -> str:
    """A topic as a title: without its article, with a capital; where words bend (`nouns`), its nouns alone."""
    bare = _ARTICLES.sub("", topic) or topic
    capitals = [word for word in bare.split() if word[:1].isupper()]
    bare = " ".join(capitals) if nouns and capitals else bare
    return bare[:1].upper() + bare[1:]
