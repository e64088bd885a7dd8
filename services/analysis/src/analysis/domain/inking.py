"""From drafts with lengths to the contract's storyboard: ids, handles, cues, prompts; used by board."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.domain.cuts import cuts_of, handles_of
from analysis.domain.drafts import Draft
from analysis.domain.elements import Script
from analysis.domain.headings import is_heading, setting_of
from analysis.domain.names import shown
from analysis.domain.places import SceneSetting
from analysis.domain.prompts import prompt_of
from analysis.domain.scenes import SceneText
from analysis.domain.soundtrack import ambience_of, music_of
from analysis.domain.text import sentences_of
from contracts.storyboard import CastMember, EffectCue, Line, Place, Scene, Shot, Storyboard, Transition, TransitionChoice

TITLE_WORDS = 7


@dataclass(frozen=True, slots=True)
class Inked:
    """Everything decided about the film; all lists have one entry per scene."""

    script: Script
    scenes: Sequence[SceneText]
    settings: Sequence[SceneSetting]
    moods: Sequence[str]
    drafts: Sequence[Sequence[Draft]]
    frames: Sequence[Sequence[int]]


def inked(
    film: Inked, cast: tuple[CastMember, ...], places: tuple[Place, ...], style: str, transition: TransitionChoice = "auto"
) -> Storyboard:
    """The storyboard, with the cast and the places that the film shows or hears."""
    cuts = cuts_of(film.scenes, film.settings, film.moods, transition)
    handles = [*handles_of(cuts, [frames[0] for frames in film.frames], [frames[-1] for frames in film.frames]), 0]
    by_cast, by_place = {m.id: m for m in cast}, {p.id: p for p in places}
    scenes: list[Scene] = []
    for n, setting in enumerate(film.settings):
        place, sky = by_place[setting.place], (setting.time, setting.weather)
        prompts = [prompt_of(draft, by_place.get(draft.place, place), sky, by_cast, style) for draft in film.drafts[n]]
        shots = _shots(_id(n), film.drafts[n], film.frames[n], (handles[n], handles[n + 1]), prompts)
        scenes.append(_scene(film, n, place, cuts[n].transition if handles[n] else "cut", shots))
    heard = {m for scene in scenes for shot in scene.shots for m in (*shot.cast, *(line.speaker for line in shot.lines))}
    seen = {place for scene in scenes for place in (scene.place, *(shot.place for shot in scene.shots))}
    return Storyboard(
        title=_title(film.script),
        logline=_logline(film.script),
        style=style,
        cast=tuple(member for member in cast if member.id in heard),
        places=tuple(place for place in places if place.id in seen),
        scenes=tuple(scenes),
        music=music_of([(mood, sum(frames)) for mood, frames in zip(film.moods, film.frames, strict=True)]),
    )


def _id(number: int) -> str:
    return f"s{number + 1:03}"


def _scene(film: Inked, number: int, place: Place, transition: Transition, shots: tuple[Shot, ...]) -> Scene:
    text, setting = film.scenes[number], film.settings[number]
    return Scene(
        id=_id(number),
        number=text.number or str(number + 1),
        title=_scene_title(text, place),
        heading=text.heading,
        start=text.start,
        end=text.end,
        place=place.id,
        time=setting.time,
        weather=setting.weather,
        mood=film.moods[number],
        beat=_beat(text),
        ambience=ambience_of(place.kind, setting.weather, setting.time, interior=place.interior, name=place.name),
        transition_in=transition,
        shots=shots,
    )


def _shots(
    scene: str, drafts: Sequence[Draft], frames: Sequence[int], handles: tuple[int, int], prompts: Sequence[str]
) -> tuple[Shot, ...]:
    head, tail = handles
    last = len(drafts) - 1
    return tuple(
        _shot(f"{scene}-{n + 1:02}", draft, length, head if n == 0 else 0, tail if n == last else 0).model_copy(
            update={"prompt": prompts[n]}
        )
        for n, (draft, length) in enumerate(zip(drafts, frames, strict=True))
    )


def _shot(shot: str, draft: Draft, frames: int, head: int, tail: int) -> Shot:
    return Shot(
        id=shot,
        size=draft.size,
        angle=draft.angle,
        move=draft.move,
        frames=frames,
        head=head,
        tail=tail,
        action=draft.action,
        cast=draft.cast,
        poses=draft.poses,
        expressions=draft.expressions,
        props=draft.props,
        states=draft.states,
        spots=draft.spots,
        place=draft.place,
        lines=tuple(
            Line(id=f"{shot}-{n + 1}", text=line.text, speaker=line.speaker, kind=line.kind, manner=line.manner)
            for n, line in enumerate(draft.lines)
        ),
        effects=tuple(EffectCue(name=name, frame=round(part * frames * 0.6)) for name, part in draft.effects),
        end=draft.end,
        leaving=draft.leaving,
    )


def _scene_title(scene: SceneText, place: Place) -> str:
    section = next((e.text for e in scene.elements if e.kind == "section" and e.text), "")
    return section or place.name


def _beat(scene: SceneText) -> str:
    """What the scene is about: its synopsis, else its first sentence."""
    synopsis = next((e.text for e in scene.elements if e.kind == "synopsis"), "")
    first = next((e.text for e in scene.elements if e.kind in {"action", "dialogue"}), "")
    return synopsis or next(iter(sentences_of(first)), "")


def _title(script: Script) -> str:
    """The title page's title, else the first words."""
    if title := script.entry("title"):
        return shown(title) if script.format != "prose" else title
    first = next((e.text for e in script.elements if e.kind in {"heading", "action", "dialogue"} and e.text), "Untitled")
    few = (shown(setting_of(first).location) if is_heading(first) else first).split()
    return " ".join(few[:TITLE_WORDS]).rstrip(".,;:!?") + ("…" if len(few) > TITLE_WORDS else "")


def _logline(script: Script) -> str:
    told = next((e.text for e in script.elements if e.kind in {"synopsis", "action"}), "")
    return next(iter(sentences_of(told)), "")
