"""A screenplay from an idea: the shape's scenes, filled and cut to the wanted length; used by the local writer. Pure."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from script.domain.ideas import Idea, idea_of
from script.domain.moments import Moment, fitting, moments_of
from script.domain.plain import plural
from script.domain.slots import SHOWN, Slots, slots_of
from script.domain.tongues import story_in, tongue_of

_ORDER = (
    "open",
    "want",
    "trouble",
    "try",
    "friend",
    "try",
    "try",
    "dark",
    "try",
    "friend",
    "turn",
    "try",
    "climax",
    "after",
    "end",
)
_FIRST = (
    "open",
    "turn",
    "end",
    "climax",
    "trouble",
    "want",
    "try",
    "friend",
    "try",
    "dark",
    "after",
    "try",
    "try",
    "friend",
    "try",
)
"""Beats by importance: a short film has a beginning, a turn and an end; a longer one gets more of the middle."""
_DAY = ("DAWN", "DAY", "DUSK", "NIGHT")
_HOURS = {"horror": "DUSK", "bedtime": "DUSK"}
"""When stories of a shape begin, where the idea does not say."""
_LIGHTS = {"DAWN": "first light", "DAY": "clear light", "DUSK": "evening light", "NIGHT": "moonlight"}
_TOLD = frozenset({"advert", "trailer", "explainer", "howto", "horror", "history", "nature"})
"""Shapes that take nothing from the common middle of stories."""
_UNPEOPLED = _TOLD - {"horror"}
"""Shapes that need not show who does what the idea names."""
SPOKEN, SEEN = (2.5, 0.9), (6.5, 1.6)
"""Words per second and seconds on top, for what is said and for what is seen."""
SHORT = 45
"""Seconds up to which a story stays at one time of day, and near its place."""
_DEED = re.compile(r"\{(?:deed|verb|my_verb|[Ii]dea)\}")
_OUTDOORS = re.compile(
    r"\b(?:[Bb]icycles?|[Cc]ars?|[Bb]us(?:es)?|[Tt]rucks?|[Hh]orses?|[Gg]ulls?|[Tt]ides?|[Ss]treets?|[Ll]eaves|[Ll]aundry|[Rr]oofs?|[Rr]iver|[Mm]ountains?)\b"
)
_NAMES = re.compile(r"\{(?:[Oo]ther|deed|verb|(?:a_)?[Tt]hing)\}")
_MET = ("{Other} looks up.", "{Other} comes nearer, step by step.", "{Other} stands there and says nothing.")
_SEEN = ("{Hero} looks at {thing}.", "In the middle of it all: {thing}.", "{Hero} walks once around {thing}.")
"""How who and what the idea names comes in, where no scene has it."""
_CHOICE = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Screenplay:
    """A title and Fountain text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One action, or one speech with its cue."""

    cue: str
    words: str
    optional: bool

    def seconds(self) -> float:
        """How long it is on screen."""
        per_second, extra = SPOKEN if self.cue else SEEN
        return len(self.words.split()) / per_second + extra


def screenplay_of(text: str, seconds: int, seed: int, language: str = "en") -> Screenplay:
    """Write the screenplay; the same idea, length, seed and language give the same words."""
    if tongue := tongue_of(text, language):
        told = story_in(tongue, text, seconds, seed)
        return Screenplay(told.title, told.text)
    idea = idea_of(text)
    chooser = random.Random(f"{seed}\n{idea.text}")  # noqa: S311
    slots = slots_of(idea, chooser)
    title = _title(idea, slots, chooser)
    slots.values["Title"] = title
    moments = _chosen(idea, seconds, chooser, slots)
    headings, lights = _headings(idea, moments, seconds, slots, chooser)
    lines = _cut([_lines(moment, slots, light) for moment, light in zip(moments, lights, strict=True)], seconds)
    scenes = [f"{heading}\n\n{_fountain(scene)}" for heading, scene in zip(headings, lines, strict=True)]
    return Screenplay(title, f"Title: {title}\n\n" + "\n".join(scenes))


def _chosen(idea: Idea, seconds: int, chooser: random.Random, slots: Slots) -> list[Moment]:
    """Scenes by importance until they fill the length, in the order of a story; none comes twice. A scene that only this
    idea's deed, place or goods bring with them is twice as likely as one that fits any."""
    files = (idea.shape,) if idea.shape in _TOLD else (idea.shape, "arts", "near", "middle")
    facts = {"art": idea.art, "family": slots.family, "goods": idea.goods, "weather": idea.weather}
    named = {"deed": slots.deed.plain, "thing": idea.thing, "other": idea.other}
    every = [moment for file in files for moment in moments_of(file)]
    pool = [_settled(m, chooser) for m in fitting(every, facts, frozenset(key for key, value in named.items() if value))]
    pool = [moment for moment in pool if _belongs(moment, slots.places)]
    taken: list[Moment] = []
    filled = 0.0
    for beat in _FIRST:
        fits = [moment for moment in pool if moment.beat == beat]
        if not fits or (len(taken) >= 3 and filled >= seconds * 0.85):
            continue
        if beat == "climax" and slots.deed.plain and not any(_DEED.search(moment.text) for moment in taken):
            fits = [moment for moment in fits if _DEED.search(moment.text)] or fits
        short = _short(fits, seconds, slots)
        moment = chooser.choice([m for m in short for _ in range(2 if m.tags or "deed" in m.needs else 1)])
        pool.remove(moment)
        taken.append(moment)
        filled += _core(moment, slots)
    return _naming(_in_order(taken), idea, slots, chooser, seconds)


def _naming(moments: list[Moment], idea: Idea, slots: Slots, chooser: random.Random, seconds: int) -> list[Moment]:
    """What the idea names and no scene of a short film shows is shown where the story turns."""
    if idea.shape in _UNPEOPLED or not moments:
        return moments
    said = "\n".join(line for moment in moments for line in moment.text.splitlines() if not line.startswith("?"))
    missing = [
        chooser.choice(ways)
        for named, shown, ways in (
            (slots.deed.plain, r"\{deed\}|\{verb\}", ("{doing}.",)),
            (idea.other, r"\{[Oo]ther\}|^OTHER", _MET),
            (slots.thing if slots.thing in idea.thing else "", r"\{(?:a_)?[Tt]hing\}|\{A_thing\}", _SEEN),
        )
        if named and not re.search(shown, said, re.MULTILINE)
    ]
    if "{doing}." in missing:  # whom and what it is done to is seen with it
        missing = missing[:1]
    at = min(1, len(moments) - 1)
    lines = moments[at].text.strip().splitlines()
    full = sum(_core(moment, slots) for moment in moments) > seconds
    if missing and full and ": " not in lines[0] and not _NAMES.search(lines[0]):
        lines = lines[1:]  # a film without room shows this instead
    told = moments[at].saying("\n".join([*missing, *lines]))
    return [*moments[:at], told, *moments[at + 1 :]]


def _belongs(moment: Moment, places: Sequence[str]) -> bool:
    """What is only out of doors does not happen in a room: no bicycles ride through a courtroom."""
    inside = not moment.heading and places[moment.place % len(places)].startswith("INT.")
    return not (inside and _OUTDOORS.search(moment.text))


def _settled(moment: Moment, chooser: random.Random) -> Moment:
    """The moment with one of each `[a|b]` chosen."""
    return moment.saying(_CHOICE.sub(lambda match: chooser.choice(match[1].split("|")), moment.text))


def _core(moment: Moment, slots: Slots) -> float:
    """How long a scene is without what may be left out."""
    return sum(line.seconds() for line in _lines(moment, slots, "light") if not line.optional)


def _short(moments: Sequence[Moment], seconds: int, slots: Slots) -> list[Moment]:
    """Those that a short film has room for, at least one."""
    by_length = sorted(moments, key=lambda moment: _core(moment, slots))
    return [moment for moment in by_length if _core(moment, slots) <= seconds * 0.36] or by_length[:1]


def _in_order(taken: Sequence[Moment]) -> list[Moment]:
    left = list(taken)
    ordered: list[Moment] = []
    for beat in _ORDER:
        if found := next((moment for moment in left if moment.beat == beat), None):
            left.remove(found)
            ordered.append(found)
    return ordered


def _lines(moment: Moment, slots: Slots, light: str) -> list[Line]:
    """A scene's lines, filled; `?` marks what may be left out."""
    values = slots.values | {"light": light, "Light": light[:1].upper() + light[1:]}
    lines: list[Line] = []
    for raw in moment.text.strip().splitlines():
        optional = raw.startswith("?")
        cue, _, words = raw.lstrip("? ").partition(": ")
        speaker = cue.split(" (")[0]
        if words and speaker in {"HERO", "OTHER", "NARRATOR"}:
            name = {"HERO": slots.hero.cue, "OTHER": slots.other.cue}.get(speaker, speaker)
            manner = cue[len(speaker) :].strip()
            lines.append(Line(f"{name}\n{manner}".strip(), words.format(**values), optional))
        else:
            lines.append(Line("", raw.lstrip("? ").format(**values), optional))
    return lines


def _cut(scenes: list[list[Line]], seconds: int) -> list[list[Line]]:
    """Leave out optional lines, those of the longest scenes first, until the length fits."""
    length = sum(line.seconds() for scene in scenes for line in scene)
    scenes = [list(scene) for scene in scenes]
    while length > seconds * 1.05:
        options = [
            (sum(line.seconds() for line in scene), n) for n, scene in enumerate(scenes) if any(line.optional for line in scene)
        ]
        if not options:
            break
        scene = scenes[max(options)[1]]
        line = next(line for line in reversed(scene) if line.optional)
        scene.remove(line)
        length -= line.seconds()
    return scenes


def _headings(
    idea: Idea, moments: Sequence[Moment], seconds: int, slots: Slots, chooser: random.Random
) -> tuple[list[str], list[str]]:
    """Where and when each scene plays, and its light. A short story stays near its place, and at the time that the idea names;
    a longer one goes through the day. The idea's weather lasts until the end begins, in a short story to the end."""
    start = _DAY.index(idea.time or _HOURS.get(idea.shape) or chooser.choice(_DAY))
    weather = idea.weather or (
        chooser.choice(("", "", "RAIN", "FOG", "SNOW", "STORM")) if idea.shape not in SHOWN and slots.family != "space" else ""
    )
    brief = seconds <= SHORT
    headings: list[str] = []
    lights: list[str] = []
    for number, moment in enumerate(moments):
        passed = 0 if brief and idea.time else round(number * (2 if brief else 3) / max(3, len(moments) - 1))
        time = _DAY[(start + passed) % 4]
        late = number >= len(moments) - 1 and not (brief and idea.weather)
        sky = f" - {weather}" if weather and not late and (idea.weather or number) else ""
        spot = min(moment.place, 1) if brief else moment.place
        where = moment.heading or slots.places[spot % len(slots.places)]
        headings.append(f"{where} - {time}{sky}")
        lights.append(_LIGHTS[time])
    return headings, lights


def _fountain(lines: Sequence[Line]) -> str:
    return "".join(f"{line.cue}\n{line.words}\n\n" if line.cue else f"{line.words}\n\n" for line in lines)


def _title(idea: Idea, slots: Slots, chooser: random.Random) -> str:
    if idea.shape == "advert":
        return slots.values["Product"]
    if idea.shape in {"explainer", "howto"}:
        return slots.values["Idea"]
    if idea.shape in {"nature", "history"}:
        if any(char.isdigit() for char in idea.text) and not idea.hero:
            return _capital(idea.text)
        subject = f"the {slots.hero.described} {slots.hero.words.removeprefix('the ')}" if idea.hero else f"the {slots.thing}"
        return _capital(" ".join(subject.split())) if idea.hero or idea.thing else slots.values["Idea"]
    hero, thing = _capital(slots.hero.words), _capital(f"the {slots.thing}")
    if idea.hero and idea.hero.cue.startswith("FIRST "):
        return _capital(f"two {plural(idea.hero.words.removeprefix('the first '))}")
    if idea.other:
        return f"{hero} and {_capital(slots.other.words).replace('The ', 'the ')}"
    place = _capital(slots.values["place"]).replace("The ", "the ")
    named = [thing, f"{hero} Who Could {_capital(slots.deed.plain)}"] if idea.thing and slots.deed.plain else []
    of_place = f"{thing} of {place}" if idea.place and slots.thing not in place.lower() else thing
    return chooser.choice([f"{hero} and the {_capital(slots.thing)}", of_place, *named])


def _capital(words: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in words.split())
