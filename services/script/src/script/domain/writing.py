"""A screenplay from an idea: the shape's scenes, filled and cut to the wanted length; used by the local writer. Pure."""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from script.domain.ideas import Idea, idea_of
from script.domain.slots import Slots, slots_of

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
    "trouble",
    "climax",
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
SPOKEN, SEEN = (2.5, 0.9), (6.5, 1.6)
"""Words per second and seconds on top, for what is said and for what is seen."""


@dataclass(frozen=True, slots=True)
class Screenplay:
    """A title and Fountain text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a scene: an action, or a speech with its cue."""

    cue: str
    words: str
    optional: bool

    def seconds(self) -> float:
        """About how long it is on screen."""
        per_second, extra = SPOKEN if self.cue else SEEN
        return len(self.words.split()) / per_second + extra


@dataclass(frozen=True, slots=True)
class Moment:
    """One scene before it is filled: its beat, which of the story's places, its lines."""

    beat: str
    place: int
    text: str


def screenplay_of(text: str, seconds: int, seed: int) -> Screenplay:
    """Write the screenplay; the same idea, length and seed give the same words."""
    idea = idea_of(text)
    chooser = random.Random(f"{seed}\n{idea.text}")  # noqa: S311
    slots = slots_of(idea, chooser)
    moments = _chosen(idea, seconds, chooser, slots)
    lines = _cut([_lines(moment, slots) for moment in moments], seconds)
    headings = _headings(idea, moments, slots, chooser)
    title = _title(idea, slots, chooser)
    scenes = [f"{heading}\n\n{_fountain(scene)}" for heading, scene in zip(headings, lines, strict=True)]
    return Screenplay(title, f"Title: {title}\n\n" + "\n".join(scenes))


@cache
def _moments(shape: str) -> tuple[Moment, ...]:
    data = tomllib.loads(resources.files(__package__).joinpath(f"scenes/{shape}.toml").read_text(encoding="utf-8"))
    return tuple(Moment(scene["beat"], scene.get("place", 0), scene["text"]) for scene in data["scene"])


def _chosen(idea: Idea, seconds: int, chooser: random.Random, slots: Slots) -> list[Moment]:
    """Scenes by importance until they fill the length, in the order of a story; none comes twice."""
    own = _moments(idea.shape)
    pool = list(own if idea.shape in {"advert", "trailer", "explainer"} else own + _moments("middle"))
    taken: list[Moment] = []
    filled = 0.0
    for beat in _FIRST:
        fits = [moment for moment in pool if moment.beat == beat]
        if not fits or (len(taken) >= 3 and filled >= seconds * 0.85):
            continue
        moment = chooser.choice(_short(fits, seconds, slots))
        pool.remove(moment)
        taken.append(moment)
        filled += _core(moment, slots)
    return _in_order(taken)


def _core(moment: Moment, slots: Slots) -> float:
    """How long a scene is without what may be left out."""
    return sum(line.seconds() for line in _lines(moment, slots) if not line.optional)


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


def _lines(moment: Moment, slots: Slots) -> list[Line]:
    """A scene's lines, filled; `?` marks what may be left out."""
    lines: list[Line] = []
    for raw in moment.text.strip().splitlines():
        optional = raw.startswith("?")
        cue, _, words = raw.lstrip("? ").partition(": ")
        speaker = cue.split(" (")[0]
        if words and speaker in {"HERO", "OTHER", "NARRATOR"}:
            name = {"HERO": slots.hero.cue, "OTHER": slots.other.cue}.get(speaker, speaker)
            manner = cue[len(speaker) :].strip()
            lines.append(Line(f"{name}\n{manner}".strip(), words.format(**slots.values), optional))
        else:
            lines.append(Line("", raw.lstrip("? ").format(**slots.values), optional))
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


def _headings(idea: Idea, moments: Sequence[Moment], slots: Slots, chooser: random.Random) -> list[str]:
    """Time goes on through the story, from the idea's own; its weather lasts until the end begins."""
    start = _DAY.index(idea.time) if idea.time else chooser.randrange(len(_DAY))
    weather = idea.weather or chooser.choice(("", "", "RAIN", "FOG", "SNOW", "STORM"))
    headings: list[str] = []
    for number, moment in enumerate(moments):
        time = _DAY[(start + round(number * 3 / max(3, len(moments) - 1))) % 4]
        late = number >= len(moments) - 1
        sky = f" - {weather}" if weather and not late and (idea.weather or number) else ""
        headings.append(f"{slots.places[moment.place % len(slots.places)]} - {time}{sky}")
    return headings


def _fountain(lines: Sequence[Line]) -> str:
    return "".join(f"{line.cue}\n{line.words}\n\n" if line.cue else f"{line.words}\n\n" for line in lines)


def _title(idea: Idea, slots: Slots, chooser: random.Random) -> str:
    if idea.shape == "advert":
        return slots.values["Product"]
    if idea.shape == "explainer":
        return slots.values["Idea"]
    hero, thing = _capital(slots.hero.words), _capital(f"the {slots.thing}")
    if idea.other:
        return f"{hero} and {_capital(slots.other.words).replace('The ', 'the ')}"
    place = _capital(slots.values["place"]).replace("The ", "the ")
    return chooser.choice(
        [f"{hero} and the {thing[4:]}", f"{thing} of {place}" if idea.place and slots.thing not in place.lower() else thing]
    )


def _capital(words: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in words.split())
