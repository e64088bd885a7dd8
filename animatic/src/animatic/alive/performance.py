"""What somebody does at each moment of a clip: moves in their pose, breathes, blinks, looks about, speaks, walks on. Pure."""

import math
from dataclasses import dataclass, field, replace

from animatic.alive.moves import MOTIONS, TALK, mixed, pose_at
from animatic.alive.speech import Speech
from animatic.chance import Chance
from animatic.graph import Figure
from animatic.life import Life
from animatic.poses import Pose, pose_of

DRAWINGS = 12
"""New drawings a second; in between only the camera moves, and what breathing moves."""
AT_CUT = 0.25
"""How far a gesture has come when its shot begins: one cuts on the movement, not before it."""
EXCITED = ("afraid", "crying", "shouting", "angry", "laughing", "pained")
GAITS = {"running": 0.5, "walking": 0.9, "jumping": 0.7, "fighting": 0.7, "flying": 0.56, "swimming": 1.1}
"""Seconds of an animal's round."""
WAGS = {"dog": 0.5, "cat": 2.2, "mouse": 0.7, "wolf": 1.8, "fox": 1.6}
STRIDES = {"walking": 0.72, "running": 1.5, "swimming": 0.5, "flying": 1.6}
"""How far one round of the legs carries, in heights."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of somebody: what is drawn anew, and what only shifts and stretches the drawing."""

    life: Life
    breath: float = 0.0
    """How much taller the chest is, as a part of the height."""
    nod: float = 0.0
    """How far the head is lower, as a part of the height."""
    x: float = 0.0
    """Metres to the right of the place in the still."""


@dataclass(frozen=True, slots=True)
class Performance:
    """Somebody throughout one clip. Times are seconds from the cut at which the shot begins; handles lie outside 0 to `span`."""

    figure: Figure
    span: float
    speech: Speech
    steps: int = 12
    """Different drawings in one round of a movement."""
    near: bool = False
    """True when only head and shoulders are seen, and no gesture."""
    speed: float = 0.0
    """Metres a second to the right."""
    others: tuple[tuple[str, float], ...] = ()
    """Who else is there, and where."""
    since: float = 0.0
    """For how many seconds they have been in this pose when the shot begins: a gesture is not made again in the next shot."""
    blinks: tuple[float, ...] = field(init=False)
    looks: tuple[tuple[float, float, float], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Decide by chance when the eyes blink and where they look."""
        object.__setattr__(self, "blinks", _blinks(self.figure, self.span))
        object.__setattr__(self, "looks", _looks(self.figure, self.span))

    def at(self, t: float) -> Moment:
        """The moment t; what is drawn changes twelve times a second, the rest at any time."""
        drawn = math.floor(t * DRAWINGS + 1e-6) / DRAWINGS
        if self.figure.expression == "asleep" or self.figure.pose == "sleeping":
            return Moment(Life(pose=self._pose(drawn), phase=0.0), 0.012 * _wave(t, 4.2, self.figure.seed), 0.0)
        life = Life(
            pose=self._pose(drawn),
            lids=self._lids(drawn),
            mouth=self.speech.mouth(self.figure.id, drawn + 0.5 / DRAWINGS),
            look=self._look(drawn)[0],
            turn=self._turn(drawn),
            phase=self._phase(drawn),
        )
        every = 1.9 if self.figure.expression in EXCITED or self.figure.pose in ("running", "fighting") else 3.6
        return Moment(life, 0.0042 * _wave(t, every, self.figure.seed), self._nod(t), self.speed * (t - self.span / 2))

    def _pose(self, t: float) -> Pose | None:
        motion = MOTIONS.get(self.figure.pose)
        if self.figure.dress.species not in ("", "robot"):
            return None
        if motion is None or (motion.seconds > 2 and self.speech.talks(self.figure.id, t)):
            return self._gesture(t)
        if motion.once:
            return pose_at(motion, _step(AT_CUT + (1 - AT_CUT) * (t + self.since) / motion.seconds, 8))
        return pose_at(motion, self._round(t, motion.seconds))

    def _round(self, t: float, seconds: float) -> float:
        """The place in a round. The same at both cuts, so that a movement goes on over a cut into the next shot."""
        wanted = self._pace() / max(0.2, seconds) if self.speed else 1 / max(0.2, seconds)
        rounds = wanted * self.span
        if rounds > 0.6:
            rounds = max(1, round(rounds))
        start = Chance("round", self.figure.seed).unit()
        return round((start + rounds * t / max(0.04, self.span)) * self.steps) % self.steps / self.steps

    def _pace(self) -> float:
        """How fast the legs go against their usual: as fast as the way asks, within what looks like walking."""
        motion = MOTIONS.get(self.figure.pose)
        stride = STRIDES.get(self.figure.pose, 1.0) * self.figure.height
        usual = stride / motion.seconds if motion else 1.0
        return min(1.15, max(0.72, abs(self.speed) / usual))

    def _gesture(self, t: float) -> Pose | None:
        """The near arm of who speaks underlines the words, where it is free."""
        goal = TALK.get(self.figure.pose)
        if goal is None or self.near or self.figure.held or not self.speech.talks(self.figure.id, t, 0.45):
            return None
        level = _step(max(0.0, _wave(t, 2.3, self.figure.seed) * 0.75 + 0.3 * _wave(t, 0.8, self.figure.seed)), 4)
        rest = pose_of(self.figure.pose)
        return mixed(rest, replace(rest, near=goal), min(1.0, level)) if level else None

    def _lids(self, t: float) -> float:
        for blink in self.blinks:
            drawing = round((t - blink) * DRAWINGS)
            if drawing in (0, 2):
                return 0.5
            if drawing == 1:
                return 0.0
        return 1.0

    def _look(self, t: float) -> tuple[float, float]:
        """Where eyes and head turn by themselves."""
        found = (0.0, 0.0)
        for start, eyes, head in self.looks:
            if t >= start:
                found = eyes, head
        return found

    def _turn(self, t: float) -> float:
        """Who listens turns to the voice; who is alone looks about now and then."""
        if self.figure.facing == "back":
            return 0.0
        voice = self.speech.voice(t)
        if voice == self.figure.id:
            return -0.06 if _wave(t, 1.7, self.figure.seed) > 0.3 else 0.0
        way = -1.0 if self.figure.facing == "left" else 1.0
        for other, x in self.others:
            if other == voice:
                return 0.12 if (x - self.figure.x) * way > 0 else -0.24
        return self._look(t)[1]

    def _nod(self, t: float) -> float:
        if self.figure.expression == "laughing":
            return 0.007 * abs(_wave(t, 0.62, self.figure.seed))
        if self.speech.talks(self.figure.id, t, 0.2):
            return 0.005 + 0.0045 * _wave(t, 0.86, self.figure.seed) + 0.0025 * _wave(t, 0.37, self.figure.seed)
        return 0.0016 * _wave(t, 5.1, self.figure.seed)

    def _phase(self, t: float) -> float:
        species = self.figure.dress.species
        if species in ("", "robot"):
            return 0.0
        seconds = GAITS.get(self.figure.pose) or WAGS.get(species, 2.6)
        return self._round(t, seconds)


def _wave(t: float, seconds: float, seed: int) -> float:
    return math.sin(math.tau * (t / seconds + seed % 89 / 89))


def _step(value: float, steps: int) -> float:
    return round(value * steps) / steps


def _blinks(figure: Figure, span: float) -> tuple[float, ...]:
    chance, t, found = Chance("blink", figure.seed, round(span, 3)), 0.0, list[float]()
    t = chance.between(0.4, 1.8)
    while t < span + 2:
        found.append(math.floor(t * DRAWINGS) / DRAWINGS)
        t += chance.between(1.6, 4.2)
    return tuple(found)


def _looks(figure: Figure, span: float) -> tuple[tuple[float, float, float], ...]:
    chance, t, found = Chance("looks", figure.seed, round(span, 3)), 0.0, list[tuple[float, float, float]]()
    t = chance.between(0.5, 1.6)
    while t < span + 2:
        away = chance.pick(((0.9, 0.08), (-0.9, -0.16), (-0.6, -0.24), (0.7, 0.0)))
        steps = ((0.0, 0.5), (1 / DRAWINGS, 1.0))
        found += [(t + later, away[0], round(away[1] * k, 3)) for later, k in steps]
        t += chance.between(0.8, 1.9)
        found += [(t, 0.0, round(away[1] * 0.5, 3)), (t + 1 / DRAWINGS, 0.0, 0.0)]
        t += chance.between(0.9, 2.6)
    return tuple(found)
