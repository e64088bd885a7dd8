"""How a shot ends, where its last moment is plainly another picture than its first: somebody has gone, a door is shut.

Used by shots. Clip models that are given the last picture go there instead of guessing. What is denied, tried or only
begun has no such end.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_DOUBT = re.compile(
    r"\b(?:not|never|no longer|almost|nearly|about to|tr(?:y|ies) to|wants? to|refuses|begins?|starts?|if|before|until"
    r"|again and again|keeps|eyes?|mouth|arms?)\b|n['’]t\b|\?",
    re.IGNORECASE,
)
_ROOM = r"(?:room|house|building|shop|bar|cafe|café|office|kitchen|stage|church|hall)"
_GOES = re.compile(
    r"\b(?:exits?|disappears?|vanish(?:es)?"
    r"|(?:walks?|runs?|goes|go|storms?|rush(?:es)?|hurry|hurries|slips?|drives?|rides?|sneaks?|march(?:es)?|strides?)"
    r" (?:out|off|away)"
    rf"|leaves?(?=\W*$|[.;!]| the {_ROOM}| without| quietly| silently| together))(?!\w| of)",
    re.IGNORECASE,
)
_POSTURES = (
    (re.compile(r"\bsits? (?:back )?down\b|\btakes? (?:a|his|her|their) seat\b", re.IGNORECASE), "sitting"),
    (re.compile(r"\bstands? up\b|\bgets? up\b|\b(?:gets?|rises?) to (?:his|her|their) feet\b", re.IGNORECASE), "standing"),
    (re.compile(r"\blies? down\b", re.IGNORECASE), "lying down"),
    (re.compile(r"\bkneels? down\b|\b(?:sinks?|drops?|falls?) to (?:his|her|their) knees\b", re.IGNORECASE), "kneeling"),
    (re.compile(r"\bfalls? asleep\b", re.IGNORECASE), "asleep"),
)
_PRONOUN = re.compile(r"\b(?:he|she|it|they|both)\b", re.IGNORECASE)
_A = r"(?:the|an?|his|her|their|its)"
_DOOR = r"(?P<thing>(?:[a-z-]+ )?(?:door|gate|window|box|chest|book|suitcase|drawer|shutters|curtains))\b"
_LAMP = r"(?P<thing>(?:[a-z-]+ )?(?:lights?|lamps?|lanterns?|candles?|torch|campfire|television|screen))\b"
_STATES = tuple(
    (re.compile(told, re.IGNORECASE), state)
    for told, state in (
        (rf"\b(?:closes?|shuts?|slams?) {_A} {_DOOR}", "closed"),
        (rf"\b{_A} {_DOOR} (?:closes?|shuts?|slams?|falls? shut)\b", "closed"),
        (rf"\bopens? {_A} {_DOOR}", "open"),
        (rf"\b{_A} {_DOOR} (?:opens?|swings? open)\b", "open"),
        (rf"\b(?:lights?|(?:turns?|switch(?:es)?) on) {_A} {_LAMP}", "lit"),
        (rf"\b{_A} {_LAMP} (?:goes|go|comes?|flares?) (?:on|up)\b", "lit"),
        (rf"\b(?:blows? out|puts? out|(?:turns?|switch(?:es)?) off) {_A} {_LAMP}", "out"),
        (rf"\b{_A} {_LAMP} (?:goes|go|dies|die)(?: out)?\b", "out"),
    )
)


@dataclass(frozen=True, slots=True)
class Ending:
    """The last moment in a sentence, empty where it is like the first; and who of the cast is not in it."""

    seen: str
    leaving: tuple[str, ...] = ()


NOWHERE = Ending("")


def ending_of(told: str, named: Sequence[tuple[str, int]], names: Mapping[str, str]) -> Ending:
    """How a sentence of action ends: what it says last of all. `named` are members with positions, `names` those who are seen."""
    if _DOUBT.search(told):
        return NOWHERE
    found = [(match.start(), _gone(told, match, named, names)) for match in _GOES.finditer(told)]
    for pattern, state in _POSTURES:
        found += [(match.start(), _held(told, match, named, names, state)) for match in pattern.finditer(told)]
    for pattern, state in _STATES:
        found += [(match.start(), _changed(match["thing"], state)) for match in pattern.finditer(told)]
    return max(((at, end) for at, end in found if end), key=lambda one: one[0], default=(0, NOWHERE))[1]


Named = Sequence[tuple[str, int]]


def _gone(told: str, match: re.Match[str], named: Named, names: Mapping[str, str]) -> Ending | None:
    who = _who(told, match, named, names)
    left = [name for member, name in names.items() if member not in who]
    if not left:
        return Ending("The place is empty.", who) if who else None
    stay = "is left alone" if len(left) == 1 else "are left behind"
    return Ending(f"{' and '.join(left)} {stay}.", who) if who else None


def _held(told: str, match: re.Match[str], named: Named, names: Mapping[str, str], state: str) -> Ending | None:
    who = [names[member] for member in _who(told, match, named, names)]
    return Ending(f"{' and '.join(who)} {'is' if len(who) == 1 else 'are'} {state}.") if who else None


def _changed(thing: str, state: str) -> Ending:
    return Ending(f"The {thing} {'are' if thing.endswith('s') else 'is'} {state}.")


def _who(told: str, match: re.Match[str], named: Named, names: Mapping[str, str]) -> tuple[str, ...]:
    """Who does it: whoever is named last before the verb, with those joined by `and`; a pronoun means those who are seen."""
    before = [one for one in named if one[1] < match.start()]
    if not before:
        meant = _PRONOUN.search(told, 0, match.start())
        return tuple(names) if meant and (len(names) == 1 or meant[0].lower() in ("they", "both")) else ()
    found = [before[-1]]
    for one in reversed(before[:-1]):
        between = told[one[1] : found[-1][1]]
        if len(between.split()) > 4 or not re.search(r"(?:,|\band) $", between):
            break
        found.append(one)
    return tuple(member for member, _ in reversed(found) if member in names)
