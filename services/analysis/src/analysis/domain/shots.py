"""A scene's elements become shots: one action or one speech each, with camera, people, things and sounds; used by board."""

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from analysis.domain.camera import View, angle_of, move_of, size_of
from analysis.domain.continuity import Continuity
from analysis.domain.coverage import PAUSE, coverage, is_off_screen, speaking
from analysis.domain.drafts import Draft, SceneFacts, Spoken
from analysis.domain.elements import Element
from analysis.domain.endings import NOWHERE, Ending, ending_of
from analysis.domain.names import NARRATORS, cue_name, shown
from analysis.domain.pacing import action_frames, least_frames, one_action_each
from analysis.domain.quotes import Part, manner_of, parts_of
from analysis.domain.roster import Roster
from analysis.domain.soundtrack import effects_in
from analysis.domain.speeches import pieces_of, speech_pieces
from analysis.domain.staging import expression_of, expressions_in, names_a_size, poses_in, props_in, with_instrument
from analysis.domain.text import literal, sentences_of, spoken_words
from contracts.storyboard import FPS, Move, ShotSize

_CLOSING = re.compile(r"^\W*(?:THE END|FIN|ENDE)\W*$", re.IGNORECASE)
_DIRECTION = re.compile(
    r"^\W*(?:INTERCUT\b.*|(?:END(?: OF)?|BEGIN|START) (?:THE )?(?:MONTAGE|INTERCUT|FLASHBACK|SERIES OF SHOTS)\b.*"
    r"|BACK TO (?:SCENE|PRESENT)|(?:MONTAGE|SERIES OF SHOTS)\b[^a-z]*)$"
)
"""What tells the cutter how to cut; nothing of it is seen."""
_BULLETS = re.compile(r"(?:^|(?<=[.!?…]) )(?:--|[•*]) +(?=[A-ZÀ-Þ])")
_DUAL_WORDS = 30.0
_MOVING = {
    *("walking", "running", "climbing", "fighting", "dancing", "jumping", "falling", "flying", "swimming", "throwing"),
    *("carrying", "pushing"),
}
_LASTING = {"sitting", "kneeling", "crouching", "lying", "sleeping", "leaning", "holding", "carrying", "swimming", "flying"}
_ONSCREEN = 4
"""People in one shot at most."""


def shots_of(elements: tuple[Element, ...], roster: Roster, facts: SceneFacts) -> list[Draft]:
    """The drafts of one scene, at least one."""
    talkers = dict.fromkeys(
        m for e in elements if e.kind == "character" and not is_off_screen(e.text) for m in roster.speakers(e.text)
    )
    stage = _Stage(roster, facts, earlier=facts.earlier, partner=tuple(talkers))
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
    dual: bool = False
    """Whether the open cue speaks at the same time as the one before."""
    partner: tuple[str, ...] = ()
    """Who is spoken to where nobody else has been seen yet: the next who speaks."""
    speeches: int = 0
    previous: Move = "static"
    now: Continuity = field(default_factory=Continuity)

    def take(self, element: Element) -> None:
        """Read the next element."""
        match element.kind:
            case "action" | "shot" | "centered":
                self.cue = ""
                for part in _BULLETS.split(element.text):
                    if part and not _CLOSING.match(part) and not _DIRECTION.match(part):
                        self._action(part)
            case "character":
                self.cue, self.manner, self.dual = element.text, "", element.dual
            case "parenthetical":
                self.manner = element.text.strip("()（） ")
            case "dialogue":
                self._speech(element.text, self.manner)
                self.manner = ""
            case "lyric":
                self._speech(element.text, "singing")
            case _:
                pass

    def show(self, text: str, lines: tuple[Spoken, ...]) -> None:
        """A shot of an action."""
        english = self.facts.gloss.english(text)
        told = literal(english)
        named = self.roster.mentioned(told)
        meant = self.roster.meant(told, (*self.recent, *self.earlier))[:_ONSCREEN]
        cast = meant or self._present(told)
        elsewhere = self.facts.cutaway(told)
        now = Continuity() if elsewhere else self.now
        if not elsewhere:
            self._remember(cast)
        poses, props = poses_in(told, named, meant), self._props(told, cast)
        now.told(told, named, cast, [m for m in cast if poses.get(m, "standing") not in ("standing", *_LASTING)], props)
        poses = {m: self._pose(m, "") if poses.get(m, "standing") == "standing" else poses[m] for m in cast}
        view = self._view(told, cast, moving=bool(_MOVING.intersection(poses.values())))
        size = size_of(view)
        end, move = self._ending(english, cast, size), self._move(view, size)
        self.drafts.append(
            Draft(
                action=text,
                size=size,
                angle=angle_of(view),
                move="static" if end.leaving and move.startswith("track") else move,
                cast=cast,
                poses=poses,
                expressions=dict.fromkeys(cast, "neutral") | expressions_in(told, named, meant),
                props=with_instrument(props, told, poses.values(), (d.props for d in reversed(self.drafts))),
                states=now.states,
                spots=now.spots,
                place=elsewhere,
                lines=lines,
                effects=tuple(effects_in(told)),
                end=end.seen,
                leaving=end.leaving,
                weight=0.6 + 0.2 * bool(cast) + 0.3 * (not self.drafts) + 0.05 * min(4, len(text.split()) // 4),
                natural=action_frames(text, told, lines),
                least=least_frames(lines),
            )
        )

    def _ending(self, told: str, cast: tuple[str, ...], size: ShotSize) -> Ending:
        """Where the shot arrives, for which a detail is too small; who leaves is not followed by the camera."""
        end = ending_of(told, self.roster.mentioned(told), {m: shown(self.roster.by_id[m].name.full) for m in cast})
        return NOWHERE if size in ("insert", "extreme_close_up") else end

    def _present(self, told: str) -> tuple[str, ...]:
        """Who is still there when a sentence names nobody: a sound or a silence is seen on their faces, a sunrise over them;
        a thing or a named framing stands alone."""
        if self._props(told, ()) or names_a_size(told) or told.isupper():
            return ()
        return tuple(self.recent[: _ONSCREEN - 1])

    def _props(self, told: str, cast: tuple[str, ...]) -> tuple[str, ...]:
        """Things, without those that are somebody: a robot in the cast is no second robot on the floor."""
        beings = {self.roster.by_id[m].species or self.roster.by_id[m].kind for m in cast}
        forms = {form.lower() for m in cast for form in self.roster.by_id[m].name.forms}
        return tuple(prop for prop in props_in(told) if prop not in beings and prop not in forms)

    def _action(self, paragraph: str) -> None:
        if not self.facts.narrated:
            for sentence in one_action_each(sentences_of(paragraph)):
                self.show(sentence, ())
            return
        for part in parts_of(paragraph, self.facts.gloss):
            if part.quoted:
                self._quote(part)
            else:
                for sentence in one_action_each(sentences_of(part.text)):
                    for piece in pieces_of(sentence):
                        self.show(piece, (Spoken(piece, None, "narration"),))

    def _quote(self, part: Part) -> None:
        """Quoted words: whom the words around name speaks them, else the other one of two who talk, else the narrator."""
        around = self.facts.gloss.english(part.around)
        speaker = next(iter(self.roster.meant(around, self.recent)), None)
        people = [m for m in self.recent if self.roster.by_id[m].kind != "crowd"]
        if speaker is None and not part.around.strip() and self.speeches and people:
            speaker = people[1] if len(people) > 1 else people[0]
        for piece in speech_pieces(part.text):
            self._spoken(piece, (speaker,) if speaker else (), manner_of(around), off=speaker is None)

    def _speech(self, text: str, manner: str) -> None:
        speakers = self.roster.speakers(self.cue)
        narrator = cue_name(self.cue) in NARRATORS or not speakers
        if self.dual and self._together(text, speakers, manner):
            return
        for piece in speech_pieces(text):
            if narrator:
                self._narrated(Spoken(piece, None, "narration", manner))
            elif is_off_screen(self.cue) and self._over_picture(speakers):
                self._narrated(Spoken(piece, speakers[0], "voice_over", manner))
            else:
                self._spoken(piece, speakers, manner, off=is_off_screen(self.cue))

    def _over_picture(self, speakers: tuple[str, ...]) -> bool:
        """Whether a voice goes over the picture: of its speaker, or of nobody who could listen."""
        last = self.drafts[-1] if self.drafts else None
        return bool(last and (set(speakers) & set(last.cast))) or not self._seen(speakers, off=True)

    def _together(self, text: str, speakers: tuple[str, ...], manner: str) -> bool:
        """Dual dialogue in one shot of both, if it is short enough for one."""
        last = self.drafts[-1] if self.drafts else None
        kind: Literal["dialogue", "voice_over"] = "voice_over" if is_off_screen(self.cue) else "dialogue"
        if not (last and last.lines and last.lines[-1].kind == kind and speakers):
            return False
        if sum(spoken_words(line.text) for line in last.lines) + spoken_words(text) > _DUAL_WORDS:
            return False
        lines = (*last.lines, Spoken(text, speakers[0], kind, manner))
        if kind == "voice_over":
            self.drafts[-1] = replace(last, lines=lines, least=least_frames(lines), natural=least_frames(lines) + FPS // 3)
            return True
        cast = tuple(dict.fromkeys((*(line.speaker for line in lines if line.speaker), *last.cast)))[:_ONSCREEN]
        talking = [m for m in cast if m in {line.speaker for line in lines}]
        felt = expression_of(manner, text, self.facts.mood)
        self._remember(speakers)
        least = least_frames(lines)
        self.drafts[-1] = replace(
            last,
            lines=lines,
            cast=cast,
            size="medium",
            angle="eye",
            least=least,
            natural=least + FPS // 3,
            action=speaking(talking, "both at once", cast, self.roster.by_id, off=False),
            poses={m: self._pose(m, "") for m in cast},
            expressions=last.expressions | dict.fromkeys(speakers, felt),
        )
        return True

    def _narrated(self, line: Spoken) -> None:
        """A narrator speaks over what was just shown, as long as nobody speaks in it; else over a new look at it."""
        last = self.drafts[-1] if self.drafts else None
        if last and not last.lines:
            least = least_frames((line,))
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
        told = self.facts.gloss.english(manner)
        action = speaking(speakers, manner, seen, self.roster.by_id, off=off)
        size, angle = coverage(words, seen, self.speeches, opens=not self.drafts, off=off)
        felt = expression_of(told, words, self.facts.mood)
        self.drafts.append(
            Draft(
                action=action,
                size=size,
                angle=angle,
                move=self._move(self._view(action, seen, moving=False), size),
                cast=seen,
                poses={m: self._awake(m, told) if m in speakers else self._pose(m, "") for m in seen},
                expressions={m: felt if m in speakers else "neutral" for m in seen},
                props=self.drafts[-1].props[:2] if self.drafts and not self.drafts[-1].place else (),
                states=self.now.states,
                spots=self.now.spots,
                lines=(line,),
                weight=1.0 + 0.2 * words.count("!") + 0.2 * words.endswith("?"),
                natural=least_frames((line,)) + round(FPS * (0.2 + 0.8 * bool(PAUSE.search(manner)))),
                least=least_frames((line,)),
            )
        )

    def _seen(self, speakers: tuple[str, ...], *, off: bool) -> tuple[str, ...]:
        """Who is in the picture while somebody speaks: the listeners alone if the voice comes from elsewhere."""
        if off:
            return tuple(m for m in (*self.recent, *(self.partner if not self.drafts else ())) if m not in speakers)[:2]
        return (*speakers, *self._listener(speakers))[:_ONSCREEN]

    def _pose(self, member: str, manner: str) -> str:
        """The pose of the parenthetical, else the one that the member was last seen in."""
        by_manner = poses_in(manner, (), (member,))[member]
        if by_manner != "standing":
            return by_manner
        last = next((draft.poses[member] for draft in reversed(self.drafts[-6:]) if member in draft.poses), "standing")
        return last if last in _LASTING else "standing"

    def _awake(self, member: str, manner: str) -> str:
        """The pose of somebody who speaks: nobody talks asleep."""
        pose = self._pose(member, manner)
        return "sitting" if pose == "sleeping" else pose

    def _listener(self, speakers: tuple[str, ...]) -> tuple[str, ...]:
        able = {"person", "child", "robot"}
        near = (*self.recent, *self.partner)
        return tuple(m for m in near if m not in speakers and self.roster.by_id[m].kind in able)[: 1 if len(speakers) == 1 else 0]

    def _view(self, text: str, cast: tuple[str, ...], *, moving: bool) -> View:
        props = len(self._props(text, cast))
        return View(text, len(cast), props, moving, not self.drafts, self.facts.exterior, self.facts.mood)

    def _move(self, view: View, size: ShotSize) -> Move:
        self.previous = move_of(view, size, self.previous, f"{self.facts.seed}:{len(self.drafts)}")
        return self.previous

    def _remember(self, cast: tuple[str, ...]) -> None:
        self.recent = [*cast, *(m for m in self.recent if m not in cast)][:8]
