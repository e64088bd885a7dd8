"""What the words of an idea mean, where its nouns end, and which of them say where it happens. For ideas and slots."""

import re
import tomllib
from importlib import resources

from script.domain.plain import PLAIN, THIRDS, is_plural

TABLES: dict[str, dict[str, str]] = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
STOPS = frozenset(TABLES["grammar"]["stops"].split())
_PAIRS = frozenset(name for line in TABLES["families"].values() for name in line.split() if "_" in name)
_FOLLOWS = re.compile(
    r"^(?:an?|the|to|his|her|its|their|my|our|one|two|in|on|at|from|into|with|for|that|what|how|every|each|up|out|back|away|over"
    r"|everything|everyone|someone|something|him|them|asleep|awake|alone|apart|against|about|behind|under|near|across"
    r"|through|around|off|down|by|after|before|without|together|\w+ly)$"
)
_PLACE = re.compile(
    r"\b(?:in|on|at|inside|under|above|near|by|aboard|across|through|along|of|from|to)\s+((?:the|an?|his|her|their|its|my|our)\s+)?",
    re.IGNORECASE,
)
_GOES = re.compile(r"\b(?:drive|walk|travel|sail|fly|flie|go|goe|run|cycle|ride|move|return|hitchhike|march|swim)s?\s*$")
"""What is done to a place that has a name: who drives to Mexico is there."""


def means(table: str, text: str) -> str:
    """The entry of a table of words.toml that the text names first, or nothing."""
    found: tuple[int, str] | None = None
    for meaning, line in TABLES[table].items():
        forms = "|".join(re.escape(form.replace("_", " ")) for form in line.split())
        match = re.search(rf"(?<!\w)(?:{forms})(?!\w)", text, re.IGNORECASE)
        if match and (found is None or match.start() < found[0]):
            found = (match.start(), meaning)
    return found[1] if found else ""


def phrase_of(text: str, *, several: bool = False) -> tuple[list[str], str]:
    """The words of a noun phrase up to its verb or preposition, and the rest; `several` ends with the plural."""
    tokens = re.findall(r"[\w’'-]+|[^\w\s]", text)
    taken: list[str] = []
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else ""
        does = taken and not several and re.search(r"(?:[^s]s|ed)$", token)
        verb = does and (_FOLLOWS.match(following.lower()) or means("beings", taken[-1]) or _is_verb(token, following))
        if not re.match(r"\w", token) or token.lower() in STOPS or verb or len(taken) == 4:
            break
        taken.append(token)
        if several and is_plural(token) and not (following and is_plural(following)):
            break
    at = 0
    for token in taken:
        at = text.index(token, at) + len(token)
    return taken, text[at:].strip()


def _is_verb(token: str, following: str) -> bool:
    """A verb of the third person that no other verb follows: the nouns of `street dances` and `city lights` are plurals."""
    return token in THIRDS and following not in THIRDS


def is_place(phrase: list[str]) -> bool:
    """Whether one can be there, and it is nobody."""
    return bool(family_of(phrase)) and not means("beings", phrase[-1])


def family_of(phrase: list[str]) -> str:
    """What kind of place the last word is, or the last two together: a parking space is not in space."""
    pair = "_".join(phrase[-2:]).lower()
    whole = next((family for family, line in TABLES["families"].items() if pair in line.split()), "")
    return whole or means("families", phrase[-1])


def place_family(words: str) -> str:
    """What kind of place a thing is that one can be in or at, or nothing."""
    return family_of(words.split()) if words and not means("beings", words.rsplit(maxsplit=1)[-1]) else ""


def place_of(text: str, target: str) -> tuple[str, str]:
    """Where it happens: a phrase with a word of place, or a name behind `in`; what the deed is done to is no place."""
    for match in _PLACE.finditer(text):
        phrase, _ = phrase_of(text[match.end() :])
        if len(phrase) > 1 and match[0].startswith("to") and phrase[0] in PLAIN:
            phrase = phrase[1:]  # `to go home`
        if phrase and (family := family_of(phrase)):
            return " ".join(phrase[-3:]), family
        goes = _GOES.search(text[: match.start()]) or match[0].lower().startswith(("in", "at", "from"))
        if phrase and phrase[0][0].isupper() and goes:
            return " ".join(token for token in phrase if token[0].isupper()), "town"
    words = re.findall(r"[\w’'-]+", text)
    aim = target.lower().split()
    for one in (2, 1):
        parts = [words[at : at + one] for at in range(len(words) - one + 1)]
        named = (part for part in parts if not set(" ".join(part).lower().split()) & set(aim))
        found = next((part for part in named if ("_".join(part).lower() in _PAIRS if one == 2 else family_of(part))), [])
        if found:
            return " ".join(found).lower() if found[0].istitle() else " ".join(found), family_of(found)
    return "", ""
