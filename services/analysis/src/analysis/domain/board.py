"""The storyboard from a script's text: the one entry to the analyst's rules. Pure: the same input gives the same storyboard."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from analysis.domain.action_cuts import cut_on_action
from analysis.domain.cast import cast_of
from analysis.domain.condense import condensed, covered, scenes_kept
from analysis.domain.drafts import SHORTEST, Draft, SceneFacts
from analysis.domain.elements import Script
from analysis.domain.fit import fit
from analysis.domain.inking import Inked, inked
from analysis.domain.languages import language_of
from analysis.domain.lexicon.gloss import Gloss, gloss_of
from analysis.domain.looks import dressed
from analysis.domain.places import SceneSetting, settings_of
from analysis.domain.rates import at_rate
from analysis.domain.reading import read
from analysis.domain.roster import Roster
from analysis.domain.scenes import SceneText, scenes_of
from analysis.domain.shots import shots_of
from analysis.domain.staging import mood_of
from analysis.domain.text import ScriptError, literal
from contracts.analysis import AnalyzeScript
from contracts.form import Form
from contracts.storyboard import FPS, FrameRate, Place, Ratio, Storyboard, TransitionChoice

MOST_SCENES = 500
MOST_SHOTS = 1000
MEMORY = 4
"""Scenes back that a pronoun can mean somebody of."""
NARRATED = frozenset({"dialogue", "lyric"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What the film shall be like."""

    duration: int | None
    ratio: Ratio
    style: str
    seed: int
    language: str
    form: Form = field(default_factory=Form)
    transition: TransitionChoice = "auto"
    fps: FrameRate = 24


def storyboard_of(text: str, wish: Wish) -> Storyboard:
    """Read the script and plan the whole film; raises ScriptError with a sentence for the author."""
    script = read(text)
    language = language_of(text, wish.language)
    gloss = gloss_of(language)
    scenes = scenes_of(script, gloss)
    if len(scenes) > MOST_SCENES:
        raise ScriptError(f"The script has {len(scenes):,} scenes; a film has at most {MOST_SCENES}.", "too_many_scenes")
    roster = cast_of(script, gloss)
    places, settings = settings_of(scenes, gloss)
    moods = [
        mood_of(literal(gloss.english(_words(scene))), at.time, at.weather) for scene, at in zip(scenes, settings, strict=True)
    ]
    drafts = _drafts(script, scenes, (places, settings), moods, roster, gloss, wish.seed)
    kept, drafts = _fitting(drafts, wish.duration)
    cast = dressed(roster, [gloss.english(e.text) for e in script.elements if e.kind in {"action", "shot"}])
    whole = _slices(scenes, kept)
    drafts, frames = cut_on_action(drafts, _frames(drafts, wish.duration), MOST_SHOTS)
    board = Inked(
        script=script,
        scenes=whole,
        settings=[settings[n] for n in kept],
        moods=[moods[n] for n in kept],
        drafts=drafts,
        frames=frames,
    )
    drawn = inked(board, cast, places, wish.style, wish.transition)
    told = {"ratio": wish.ratio, "form": wish.form, "seed": wish.seed, "language": language}
    return at_rate(drawn.model_copy(update=told), wish.fps)


def wish_of(command: AnalyzeScript) -> Wish:
    """What a command asks for."""
    return Wish(
        duration=command.duration,
        ratio=command.ratio,
        style=command.style,
        seed=command.seed,
        language=command.language,
        form=command.form,
        transition=command.transition,
        fps=command.fps,
    )


def _words(scene: SceneText) -> str:
    return " ".join(e.text for e in scene.elements if e.kind in {"action", "dialogue", "shot", "lyric", "parenthetical"})


def _drafts(
    script: Script,
    scenes: Sequence[SceneText],
    where: tuple[Sequence[Place], Sequence[SceneSetting]],
    moods: Sequence[str],
    roster: Roster,
    gloss: Gloss,
    seed: int,
) -> list[list[Draft]]:
    """The shots of all scenes; where nobody in the whole script speaks, a narrator reads what happens."""
    narrated = script.format == "prose" or not any(e.kind in NARRATED for e in script.elements)
    places, settings = where
    found: list[list[Draft]] = []
    for number, (scene, setting, mood) in enumerate(zip(scenes, settings, moods, strict=True)):
        opening = scene.heading or setting.kind.replace("_", " ").capitalize()
        before = (shot for shots in reversed(found[-MEMORY:]) for shot in reversed(shots))
        earlier = tuple(dict.fromkeys(member for shot in before for member in shot.cast))
        others = tuple((place.name, place.id) for place in places if place.id != setting.place)
        facts = SceneFacts(mood, not setting.interior, opening, earlier, narrated, f"{seed}:{number}", gloss, others)
        found.append(shots_of(scene.elements, roster, facts))
    return found


def _fitting(drafts: list[list[Draft]], duration: int | None) -> tuple[list[int], list[list[Draft]]]:
    """The scenes and shots that the film has room for."""
    kept = list(range(len(drafts)))
    if duration is not None:
        total = duration * FPS
        weights = [max(shot.weight for shot in scene) + 0.1 * min(8, len(scene)) for scene in drafts]
        kept = scenes_kept(weights, max(1, total // SHORTEST))
        drafts = covered(condensed([drafts[n] for n in kept], total), total)
    shots = sum(len(scene) for scene in drafts)
    if shots > MOST_SHOTS:
        advice = "Choose a duration and it is condensed, or send a part of it."
        raise ScriptError(f"The script makes {shots:,} shots; a film has at most {MOST_SHOTS:,}. {advice}", "too_many_shots")
    return kept, drafts


def _slices(scenes: Sequence[SceneText], kept: Sequence[int]) -> list[SceneText]:
    """The kept scenes with the slices of those left out put to the scene before, so that no word of the script is lost."""
    bounds = [0, *(scenes[n].start for n in kept[1:]), scenes[-1].end]
    return [replace(scenes[n], start=bounds[i], end=bounds[i + 1]) for i, n in enumerate(kept)]


def _frames(drafts: Sequence[Sequence[Draft]], duration: int | None) -> list[list[int]]:
    """Lengths of all shots, scene by scene; their sum is exactly the wanted duration where one is wanted."""
    flat = [shot for scene in drafts for shot in scene]
    if duration is None:
        frames = [max(shot.natural, shot.least) for shot in flat]
    else:
        frames = fit([shot.natural for shot in flat], [shot.least for shot in flat], duration * FPS)
    ends = list(accumulate(len(scene) for scene in drafts))
    return [frames[end - len(scene) : end] for end, scene in zip(ends, drafts, strict=True)]
