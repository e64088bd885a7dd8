"""What a sentence of action puts on the screen: poses, expressions, things; and how fast it is. Used by shots."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from analysis.domain.lexicon.match import table, verbs, words
from analysis.domain.text import words_of
from contracts.storyboard import TimeOfDay, Weather
from contracts.vocabulary import EXPRESSIONS, POSES, PROPS

_DRAMA = words("drama")
_THINGS = words("things")["props"]
POSE, EXPRESSION, MOOD = verbs(_DRAMA["poses"]), verbs(_DRAMA["expressions"]), verbs(_DRAMA["moods"])
PROP = table({prop: f"{prop} {prop}s {_THINGS.get(prop, '')}" for prop in PROPS})
_FAST, _SLOW = table({"fast": _DRAMA["fast"]["words"]}), table({"slow": _DRAMA["slow"]["words"]})
_NOT_PROPS = re.compile(
    r"\b(?:fire(?:s|d) at|book(?:s|ed) an?|watch(?:es)? (?:the|her|him|them|it|as|over)|signs? (?:the|a|her|his)"
    r"|rings\b|bow to|drums? (?:his|her)|a ring of|open fire|box office|off[- ]key|low[- ]key|(?:he|she|it|they) fires?"
    r"|(?:rose|flower|river|sea|lake)[- ]?beds?|stone (?:bridge|wall|walls|house|steps|stairs|floor|church|tower))\b",
    re.IGNORECASE,
)
_NOT_POSES = re.compile(
    r"\bopens? (?:his|her|their|its|both) (?:eyes?|mouth)\b"
    r"|\b(?:not|never|(?:does|do|did|wo|ca)n['’]t|cannot) \w+"
    r"|\b(?:rose|flower|river|sea|lake)[- ]?beds?\b",
    re.IGNORECASE,
)
_WORN = re.compile(
    r"\b(?:in|wears|wearing|with) (?:an? |his |her |the )?(?:[\w-]+ ){0,2}(?:hats?|crown|mask|necklace|shoes?|ring|watch)\b"
)
_WILL_NOT = re.compile(r"\bwon['’]t\b", re.IGNORECASE)
_SKIES = {"storm": ("tense", 1.2), "fog": ("mysterious", 0.7), "dawn": ("hopeful", 0.7)}
_FELT = {
    "happy": "happy",
    "playful": "smirking",
    "romantic": "tender",
    "sad": "sad",
    "fearful": "afraid",
    "angry": "angry",
    "tense": "worried",
    "action": "determined",
}
_AND = re.compile(r"(?:\band|,)\s+(?:(?:the|an?|his|her|old|young)\s+)*$", re.IGNORECASE)
_FRAMED = re.compile(
    r"\b(?:close (?:on|up)|insert|angle on|aerial|establishing|from (?:far )?above|horizon|skyline|in the distance|far away"
    r"|super|title|montage)\b",
    re.IGNORECASE,
)
_MUTUAL = ("embracing", "fighting", "dancing")
INSTRUMENTS = ("guitar", "violin", "piano", "drum", "trumpet")
_MAKES_MUSIC = re.compile(
    r"\bplay(?:s|ed|ing)?\b(?! (?:with|cards|chess|football|soccer|tag|catch|hide|dead|games?|a (?:game|trick|joke)|the fool))"
)
MOST_PROPS = 4
_WEIGHTS = {"action": 0.6, "futuristic": 0.5}
"""Moods whose words often only name a move or a thing."""
AGAIN = 0.25
"""Weight of a word of mood that comes again: a robot in every sentence is no mood."""


def poses_in(text: str, named: Sequence[tuple[str, int]], cast: Sequence[str]) -> dict[str, str]:
    """Cast id to pose: each takes the first pose word behind its name; the rest share the sentence's first."""
    found = POSE.all(_NOT_POSES.sub(lambda match: "." * len(match[0]), text))
    mutual = next((pose for pose, _ in found if pose in _MUTUAL), None)
    if mutual and len(cast) == 2:
        return dict.fromkeys(cast, mutual)
    given = _together(text, named, _assigned(found, named), [position for _, position in found])
    return _shared(given, [pose for pose, _ in found], cast, "standing", POSES)


def names_a_size(text: str) -> bool:
    """Whether the words ask for a framing of their own, in which nobody has to be."""
    return bool(_FRAMED.search(text))


def expressions_in(text: str, named: Sequence[tuple[str, int]], cast: Sequence[str]) -> dict[str, str]:
    """Cast id to expression, likewise; who has none is neutral."""
    return _shared(_assigned(EXPRESSION.all(text), named), [e for e, _ in EXPRESSION.all(text)], cast, "neutral", EXPRESSIONS)


def expression_of(manner: str, words_spoken: str, mood: str) -> str:
    """How somebody looks while speaking: from the parenthetical, else from the words' punctuation, else from the mood."""
    by_manner = EXPRESSION.first(manner)
    if by_manner:
        return by_manner
    if words_spoken.rstrip("\"'”’").endswith("!"):
        return "angry" if mood in {"angry", "dark"} else "surprised" if mood in {"wonder", "tense", "fearful"} else "happy"
    return _FELT.get(mood, "neutral")


def props_in(text: str) -> tuple[str, ...]:
    """Things that the text names and that can be drawn, at most MOST_PROPS."""
    return tuple(dict.fromkeys(prop for prop, _ in PROP.all(_WORN.sub(" ", _NOT_PROPS.sub(" ", text)))))[:MOST_PROPS]


def with_instrument(
    props: tuple[str, ...], text: str, poses: Collection[str], before: Iterable[Sequence[str]]
) -> tuple[str, ...]:
    """The things of a shot, and what somebody plays in it: where the words name nothing, the instrument that was seen last."""
    if props or "playing" not in poses or not _MAKES_MUSIC.search(text.lower()):
        return props
    return next(((thing,) for things in before for thing in things if thing in INSTRUMENTS), props)


def mood_of(text: str, time: TimeOfDay, weather: Weather) -> str:
    """The mood that most words speak for, with a weight for the sky's; one quick move alone makes no action scene."""
    found = Counter((hit.meaning, hit.form.lower()) for hit in MOOD.found(_WILL_NOT.sub("will not", text)))
    weights: dict[str, float] = {}
    for (mood, _), count in found.items():
        weights[mood] = weights.get(mood, 0.0) + _WEIGHTS.get(mood, 1.0) * (1 + AGAIN * min(2, count - 1))
    for sky in (_SKIES.get(weather), _SKIES.get(time)):
        if sky:
            weights[sky[0]] = weights.get(sky[0], 0.0) + sky[1]
    order = list(_DRAMA["moods"])
    return max(weights, key=lambda mood: (weights[mood], order.index(mood))) if weights else "neutral"


def pace_of(text: str) -> float:
    """How much longer (above 1) or shorter (below 1) than its words an action is held."""
    fast, slow = len(_FAST.all(text)), len(_SLOW.all(text))
    shouted = sum(1 for word in words_of(text) if len(word) > 3 and word.isupper())
    return min(1.5, max(0.6, 1.0 - 0.12 * fast + 0.15 * slow + 0.05 * min(shouted, 2)))


def _assigned(found: Sequence[tuple[str, int]], named: Sequence[tuple[str, int]]) -> dict[str, str]:
    """Each word of the list goes to the name that stands closest before it."""
    given: dict[str, str] = {}
    for meaning, position in found:
        before = [member for member, start in named if start < position]
        if before:
            given.setdefault(before[-1], meaning)
    return given


def _together(text: str, named: Sequence[tuple[str, int]], given: dict[str, str], verbs: Sequence[int]) -> dict[str, str]:
    """What is said of one is said of those named before with `and`: MIA and LEO sit."""
    found = dict(given)
    for (one, at), (other, then) in reversed(list(pairwise(named))):
        joined = _AND.search(text[at:then]) and not any(at < verb < then for verb in verbs)
        if joined and other in found:
            found.setdefault(one, found[other])
    return found


def _shared(
    given: dict[str, str], found: Sequence[str], cast: Sequence[str], otherwise: str, known: Sequence[str]
) -> dict[str, str]:
    rest = next((meaning for meaning in found if meaning in known), otherwise)
    unnamed = rest if not given else otherwise
    return {member: given.get(member, unnamed) for member in cast}
