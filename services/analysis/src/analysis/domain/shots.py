"""A scene's elements become shots: one action or one speech each, with camera, people, things and sounds; used by board."""

import re
from dataclasses import dataclass, field, replace

from analysis.domain.camera import View, angle_of, move_of, size_of
from analysis.domain.cast import Roster
from analysis.domain.drafts import BREATH, SHORTEST, Draft, Spoken, spoken_frames
from analysis.domain.elements import Element
from analysis.domain.names import NARRATORS, cue_name, shown
from analysis.domain.quotes import Part, manner_of, parts_of
from analysis.domain.soundtrack import effects_in
from analysis.domain.speeches import pieces_of, speech_pieces
from analysis.domain.staging import expression_of, expressions_in, pace_of, poses_in, props_in
from analysis.domain.text import sentences_of, spoken_words
from contracts.storyboard import FPS, Angle, Move, ShotSize

_OFF_SCREEN = re.compile(
    r"^(?:.* )?(?:VOICES?|RADIO|PHONE|TV|INTERCOM|TELEVISION)\b(?! ACTOR)"
    r"|\((?:[^)]*\b)?(?:ON (?:THE )?\w+|FILTERED|V\.?\s?O\.?|O\.?\s?S\.?|O\.?\s?C\.?|OFF|VOICE|PRE-?LAP)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"^\W*(?:THE END|FIN|ENDE)\W*$", re.IGNORECASE)
_PAUSE = re.compile(r"\b(?:beat|pause|silence|long moment|then)\b", re.IGNORECASE)
_MOVING = {
    *("walking", "running", "climbing", "fighting", "dancing", "jumping", "falling", "flying", "swimming", "throwing"),
    *("carrying", "pushing"),
}
_LASTING = {
    *("sitting", "kneeling", "crouching", "lying", "sleeping", "leaning", "holding", "carrying", "walking", "swimming", "flying"),
}
_ONSCREEN = 4
"""People in one shot at most."""


@dataclass(frozen=True, slots=True)
class SceneFacts:
    """What all shots of a scene share."""

    mood: str
    exterior: bool
    opening: str
    """What is seen where the scene says nothing."""
    earlier: tuple[str, ...]
    narrated: bool
    """Whether a narrator reads what is not spoken."""
    seed: str


def shots_of(elements: tuple[Element, ...], roster: Roster, facts: SceneFacts) -> list[Draft]:
    """The drafts of one scene, at least one."""
    stage = _Stage(roster, facts, earlier=facts.earlier)
    for element in elements:
        stage.take(element)
    if not stage.drafts:
        stage.show(facts.opening, ())
    return stage.drafts


@dataclass(slots=True)
class _Stage:
    roster: Roster
    facts: SceneFacts
    drafts: list[Draft] = field(default_factory=list)
    recent: list[str] = field(default_factory=list)
    """Who was seen last in this scene."""
    earlier: tuple[str, ...] = ()
    """Who was seen last in the scene before; a pronoun can still mean them."""
    cue: str = ""
    manner: str = ""
    speeches: int = 0
    previous: Move = "static"

    def take(self, element: Element) -> None:
        """Read the next element."""
        match element.kind:
            case "action" | "shot" | "centered":
                if not _CLOSING.match(element.text):
                    self._action(element.text)
            case "character":
                self.cue, self.manner = element.text, ""
            case "parenthetical":
                self.manner = element.text.strip("() ")
            case "dialogue":
                self._speech(element.text, self.manner)
                self.manner = ""
            case "lyric":
                self._speech(element.text, "singing")
            case _:
                pass

    def show(self, text: str, lines: tuple[Spoken, ...]) -> None:
        """A shot of an action."""
        named = self.roster.mentioned(text)
        cast = self.roster.meant(text, (*self.recent, *self.earlier))[:_ONSCREEN]
        self._remember(cast)
        poses = poses_in(text, named, cast)
        view = self._view(text, cast, moving=bool(_MOVING.intersection(poses.values())))
        size = size_of(view)
        self._add(
            Draft(
                action=text,
                size=size,
                angle=angle_of(view),
                move=self._move(view, size),
                cast=cast,
                poses=poses,
                expressions=expressions_in(text, named, cast),
                props=props_in(text),
                lines=lines,
                effects=tuple(effects_in(text)),
                weight=0.6 + 0.2 * bool(cast) + 0.3 * (not self.drafts) + 0.05 * min(4, len(text.split()) // 4),
                natural=_action_frames(text, lines),
                least=_least(lines),
            )
        )

    def _action(self, paragraph: str) -> None:
        if not self.facts.narrated:
            for sentence in _one_action_each(sentences_of(paragraph)):
                self.show(sentence, ())
            return
        for part in parts_of(paragraph):
            if part.quoted:
                self._quote(part)
            else:
                for sentence in _one_action_each(sentences_of(part.text)):
                    for piece in pieces_of(sentence):
                        self.show(piece, (Spoken(piece, None, "narration"),))

    def _quote(self, part: Part) -> None:
        """Quoted words: whom the words around name speaks them, else the other one of two who talk, else the narrator."""
        speaker = next(iter(self.roster.meant(part.around, self.recent)), None)
        if speaker is None and len(self.recent) > 1 and not part.around.strip():
            speaker = self.recent[1]
        for piece in speech_pieces(part.text):
            self._spoken(piece, (speaker,) if speaker else (), manner_of(part.around), off=speaker is None)

    def _speech(self, text: str, manner: str) -> None:
        speakers = self.roster.speakers(self.cue)
        narrator = cue_name(self.cue) in NARRATORS or not speakers
        for piece in speech_pieces(text):
            if narrator:
                self._narrated(Spoken(piece, None, "narration", manner))
            else:
                self._spoken(piece, speakers, manner, off=bool(_OFF_SCREEN.search(self.cue)))

    def _narrated(self, line: Spoken) -> None:
        """A narrator speaks over what was just shown, as long as nobody speaks in it; else over a new look at it."""
        last = self.drafts[-1] if self.drafts else None
        if last and not last.lines:
            least = _least((line,))
            self.drafts[-1] = replace(last, lines=(line,), least=least, natural=max(last.natural, least + 6))
        else:
            self.show(last.action if last else self.facts.opening, (line,))

    def _spoken(self, words: str, speakers: tuple[str, ...], manner: str, *, off: bool) -> None:
        """A shot of somebody speaking, or of the listener while a voice comes from elsewhere."""
        speaker = speakers[0] if speakers else None
        line = Spoken(words, speaker, "narration" if speaker is None else "voice_over" if off else "dialogue", manner)
        seen = self._seen(speakers, off=off)
        self._remember(speakers if not off else ())
        self.speeches += 1
        action = self._speaking(speaker, manner, seen, off=off)
        view = self._view(action, seen, moving=False)
        size, angle = self._coverage(words, seen, off=off)
        frames = _least((line,)) + round(FPS * (0.2 + 0.8 * bool(_PAUSE.search(manner))))
        felt = expression_of(manner, words, self.facts.mood)
        self._add(
            Draft(
                action=action,
                size=size,
                angle=angle,
                move=self._move(view, size),
                cast=seen,
                poses={m: self._pose(m, manner if m in speakers else "") for m in seen},
                expressions={m: felt if m in speakers else "neutral" for m in seen},
                props=self.drafts[-1].props[:2] if self.drafts else (),
                lines=(line,),
                weight=1.0 + 0.2 * words.count("!") + 0.2 * words.endswith("?"),
                natural=frames,
                least=_least((line,)),
            )
        )

    def _seen(self, speakers: tuple[str, ...], *, off: bool) -> tuple[str, ...]:
        """Who is in the picture while somebody speaks: the listener alone if the voice comes from elsewhere."""
        if off:
            return tuple(m for m in self.recent if m not in speakers)[:1]
        return (*speakers, *self._listener(speakers))[:_ONSCREEN]

    def _coverage(self, words: str, seen: tuple[str, ...], *, off: bool) -> tuple[ShotSize, Angle]:
        """A talk opens on both, then changes between over the shoulder and close; a shout comes close at once."""
        if not self.drafts:
            return ("wide" if not seen else "medium"), "eye"
        if off and not seen:
            return "wide", "eye"
        if "!" in words or self.speeches % 3 == 0:
            return "close_up", "eye"
        return "medium", ("over_shoulder" if len(seen) == 2 else "eye")

    def _speaking(self, speaker: str | None, manner: str, seen: tuple[str, ...], *, off: bool) -> str:
        named = self.roster.by_id
        names = {m: shown(named[m].name.full) for m in {*seen, speaker} if m in named}
        listener = next((names[m] for m in seen if m != speaker), "")
        if speaker is None or off:
            who = names.get(speaker or "", "a voice")
            return f"{listener} listens to {who}." if listener else f"The place is quiet while {who} speaks."
        said = f", {manner}" if manner and not _PAUSE.fullmatch(manner) else ""
        return f"{names[speaker]} speaks{' to ' + listener if listener else ''}{said}."

    def _pose(self, member: str, manner: str) -> str:
        """The pose of the parenthetical, else the one that the member was last seen in."""
        by_manner = poses_in(manner, (), (member,))[member]
        if by_manner != "standing":
            return by_manner
        last = next((draft.poses[member] for draft in reversed(self.drafts[-6:]) if member in draft.poses), "standing")
        return last if last in _LASTING else "standing"

    def _listener(self, speakers: tuple[str, ...]) -> tuple[str, ...]:
        people = {m for m in self.recent if self.roster.by_id[m].kind in {"person", "child", "robot"}}
        return tuple(m for m in self.recent if m not in speakers and m in people)[: 1 if len(speakers) == 1 else 0]

    def _view(self, text: str, cast: tuple[str, ...], *, moving: bool) -> View:
        return View(text, len(cast), len(props_in(text)), moving, not self.drafts, self.facts.exterior, self.facts.mood)

    def _move(self, view: View, size: ShotSize) -> Move:
        self.previous = move_of(view, size, self.previous, f"{self.facts.seed}:{len(self.drafts)}")
        return self.previous

    def _remember(self, cast: tuple[str, ...]) -> None:
        self.recent = [*cast, *(m for m in self.recent if m not in cast)][:8]

    def _add(self, draft: Draft) -> None:
        self.drafts.append(draft)


def _least(lines: tuple[Spoken, ...]) -> int:
    words = sum(spoken_words(line.text) for line in lines)
    return max(SHORTEST, spoken_frames(words) + BREATH) if lines else SHORTEST


def _action_frames(text: str, lines: tuple[Spoken, ...]) -> int:
    seconds = min(6.0, 1.3 + 0.14 * len(text.split())) * pace_of(text)
    return max(_least(lines) + (6 if lines else 0), round(seconds * FPS))


def _one_action_each(sentences: list[str]) -> list[str]:
    """Sentences, with fragments (`He stops.` `Listens.`) put to the sentence before."""
    merged: list[str] = []
    for sentence in sentences:
        if merged and len(sentence.split()) <= 3 and len(merged[-1].split()) <= 12:
            merged[-1] = f"{merged[-1]} {sentence}"
        else:
            merged.append(sentence)
    return merged
