"""The storyboard from what a language model has read: slices and words from the script, lengths that sum up, ids that are ours.

Used by the adapters; the counterpart of `analysis.domain.board`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from analysis.domain.board import MOST_SCENES, MOST_SHOTS, Wish
from analysis.domain.condense import condensed, covered, scenes_kept
from analysis.domain.drafts import SHORTEST, Draft
from analysis.domain.elements import Script
from analysis.domain.fit import fit
from analysis.domain.inking import Inked, inked
from analysis.domain.languages import language_of
from analysis.domain.places import SceneSetting
from analysis.domain.rates import at_rate
from analysis.domain.scenes import SceneText
from analysis.domain.text import ScriptError
from analysis.domain.told.answer import Act, Reading, Take
from analysis.domain.told.casting import NOWHERE, member_of, place_of, setting_of, speaker_of
from analysis.domain.told.drafting import draft_of, with_all_speech
from analysis.domain.told.reconcile import Book, book_of
from analysis.domain.told.units import Unit
from contracts.sounds import AMBIENCES, MOODS
from contracts.storyboard import FPS, Element, MusicCue, Scene, Shot, Storyboard

Told = tuple[int, Act, list[tuple[int, Take]]]
"""A scene with the number of its part, and its shots each with theirs."""


@dataclass(frozen=True, slots=True)
class Filmed:
    """A scene on its way: what was told, what is cut out of the script for it, its shots."""

    act: Act
    mood: str
    ambience: str
    text: SceneText
    setting: SceneSetting
    drafts: list[Draft]


def storyboard_of(script: Script, units: Sequence[Unit], readings: Sequence[Reading], wish: Wish) -> Storyboard:
    """The whole film on paper; what the readings name and nobody knows is left out.

    Raises ScriptError when the film is longer than one may be.
    """
    book = book_of(readings)
    filmed = _fitting(_scenes(script, units, readings, book, keep_all=wish.duration is None), wish.duration)
    frames = _frames([scene.drafts for scene in filmed], wish.duration)
    board = Inked(
        script=script,
        scenes=[scene.text for scene in filmed],
        settings=[scene.setting for scene in filmed],
        moods=[scene.mood for scene in filmed],
        drafts=[scene.drafts for scene in filmed],
        frames=frames,
    )
    drawn = inked(
        board, tuple(map(member_of, book.cast)), tuple(map(place_of, book.places)) or (NOWHERE,), wish.style, wish.transition
    )
    things = {thing.name: thing.id for thing in book.things}
    scenes = tuple(_scene(scene, one, things) for scene, one in zip(drawn.scenes, filmed, strict=True))
    used = {id_ for scene in scenes for shot in scene.shots for id_ in shot.elements}
    told = next((reading for reading in readings if reading.title.strip()), readings[0])
    whole = drawn.model_copy(
        update={
            "title": drawn.title if script.entry("title") else " ".join(told.title.split())[:120] or drawn.title,
            "logline": " ".join(told.logline.split())[:400] or drawn.logline,
            "ratio": wish.ratio,
            "form": wish.form,
            "seed": wish.seed,
            "language": language_of(script.text, wish.language),
            "scenes": scenes,
            "elements": tuple(Element(id=t.id, name=t.name, description=t.description) for t in book.things if t.id in used),
            "music": _music(filmed, frames),
        }
    )
    return at_rate(whole, wish.fps)


def _scenes(script: Script, units: Sequence[Unit], readings: Sequence[Reading], book: Book, *, keep_all: bool) -> list[Filmed]:
    acts = _joined(readings)
    if len(acts) > MOST_SCENES:
        raise ScriptError(f"The script has {len(acts):,} scenes; a film has at most {MOST_SCENES}.", "too_many_scenes")
    firsts = [units[0].number, *(act.first for _, act, _ in acts[1:]), units[-1].number + 1]
    starts = list(accumulate([0, *(_start(units, first) for first in firsts[1:-1]), len(script.text)], max))
    by_number, ambiences = {unit.number: unit for unit in units}, {spot.id: spot.ambience for spot in book.places}
    found = list[Filmed]()
    for n, (part, act, takes) in enumerate(acts):
        inside = [unit for unit in units if firsts[n] <= unit.number < firsts[n + 1]]
        drafts = [draft_of(take, of, book, by_number) for of, take in takes]
        if keep_all and drafts:
            speech = [unit for unit in inside if unit.kind == "speech"]
            drafts = with_all_speech([take for _, take in takes], drafts, speech, speaker_of(book))
        text, setting = _text(script, inside, starts[n], starts[n + 1]), setting_of(act, part, book)
        drafts = drafts or [Draft(action=act.title or text.heading or "The place.", size="wide")]
        mood, ambience = act.mood.strip().lower(), ambiences.get(setting.place, "").strip().lower()
        found.append(Filmed(act, mood if mood in MOODS else "neutral", ambience, text, setting, drafts))
    return found


def _joined(readings: Sequence[Reading]) -> list[Told]:
    """All scenes; what goes on with the scene before is one with it."""
    found = list[Told]()
    for part, reading in enumerate(readings):
        for n, act in enumerate(sorted(reading.scenes, key=lambda act: act.first)):
            takes = [(part, take) for take in act.shots]
            if act.continues and n == 0 and found:
                found[-1][2].extend(takes)
            else:
                found.append((part, act, takes))
    return found


def _start(units: Sequence[Unit], number: int) -> int:
    return next((unit.start for unit in units if unit.number >= number), units[-1].start)


def _text(script: Script, inside: Sequence[Unit], start: int, end: int) -> SceneText:
    heading = next((unit for unit in inside[:2] if unit.kind == "heading"), None)
    elements = tuple(element for element in script.elements if start <= element.start < end and element.kind != "heading")
    return SceneText(start, end, heading.text if heading else "", heading.scene_number if heading else "", elements)


def _fitting(scenes: list[Filmed], duration: int | None) -> list[Filmed]:
    """The scenes and shots that the film has room for; the words of those left out belong to the scene before."""
    kept = scenes
    if duration is not None:
        total = duration * FPS
        weights = [max(shot.weight for shot in scene.drafts) + 0.1 * min(8, len(scene.drafts)) for scene in scenes]
        chosen = scenes_kept(weights, max(1, total // SHORTEST))
        bounds = [0, *(scenes[n].text.start for n in chosen[1:]), scenes[-1].text.end]
        drafts = covered(condensed([scenes[n].drafts for n in chosen], total), total)
        texts = [replace(scenes[n].text, start=bounds[i], end=bounds[i + 1]) for i, n in enumerate(chosen)]
        kept = [replace(scenes[n], text=text, drafts=d) for n, text, d in zip(chosen, texts, drafts, strict=True)]
    shots = sum(len(scene.drafts) for scene in kept)
    if shots > MOST_SHOTS:
        advice = "Choose a duration and it is condensed, or send a part of it."
        raise ScriptError(f"The script makes {shots:,} shots; a film has at most {MOST_SHOTS:,}. {advice}", "too_many_shots")
    return kept


def _frames(drafts: Sequence[Sequence[Draft]], duration: int | None) -> list[list[int]]:
    """Lengths of all shots, scene by scene; their sum is exactly the wanted duration where one is wanted."""
    flat = [shot for scene in drafts for shot in scene]
    natural, least = [shot.natural for shot in flat], [shot.least for shot in flat]
    frames = [*map(max, natural, least)] if duration is None else fit(natural, least, duration * FPS)
    ends = list(accumulate(len(scene) for scene in drafts))
    return [frames[end - len(scene) : end] for end, scene in zip(ends, drafts, strict=True)]


def _scene(scene: Scene, filmed: Filmed, things: dict[str, str]) -> Scene:
    """The scene with what only the model has told of it."""
    told = {
        "title": " ".join(filmed.act.title.split())[:120] or scene.title,
        "beat": " ".join(filmed.act.beat.split())[:400] or scene.beat,
        "ambience": filmed.ambience if filmed.ambience in AMBIENCES else scene.ambience,
        "shots": tuple(_shot(shot, things) for shot in scene.shots),
    }
    return scene.model_copy(update=told)


def _shot(shot: Shot, things: dict[str, str]) -> Shot:
    """Things that come again are elements; drafts carry them among the props, by name, so that the prompt names them."""
    elements = tuple(things[prop] for prop in shot.props if prop in things)
    return shot.model_copy(update={"elements": elements, "props": tuple(prop for prop in shot.props if prop not in things)})


def _music(scenes: Sequence[Filmed], frames: Sequence[Sequence[int]]) -> tuple[MusicCue, ...]:
    """One cue per run of scenes with the same mood, as strong as its scenes are on the whole."""
    cues = list[MusicCue]()
    for scene, lengths in zip(scenes, frames, strict=True):
        length, strength = sum(lengths), min(1.0, max(0.0, scene.act.intensity))
        if cues and cues[-1].mood == scene.mood:
            before = cues.pop()
            whole = before.frames + length
            strength = (before.intensity * before.frames + strength * length) / whole
            cues.append(MusicCue(mood=before.mood, frames=whole, intensity=round(strength, 3)))
        else:
            cues.append(MusicCue(mood=scene.mood, frames=length, intensity=round(strength, 3)))
    return tuple(cues)
