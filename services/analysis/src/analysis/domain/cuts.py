"""How scenes follow each other: the transition into each and the extra frames that it overlaps; used by board."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.domain.places import SceneSetting
from analysis.domain.scenes import SceneText
from contracts.storyboard import Transition, TransitionChoice

HANDLE = 6
"""Frames that a transition takes of the shot before and of the shot behind the cut."""
SLOW, QUICK = 2.0, 0.5
"""How much longer or shorter where the script says so."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How one scene becomes the next: `reach` is how many frames of each side the transition takes, where there is room."""

    transition: Transition
    reach: int = HANDLE


_WORDS: tuple[tuple[re.Pattern[str], Transition], ...] = (
    (
        re.compile(r"CROSS[- ]?FADE|DISSOLVE|MORPH|RIPPLE|BLEND IN|FONDU ENCHAÎNÉ|ÜBERBLEND|DISSOLVENZA|ENCADENADO|НАПЛЫВ"),
        "dissolve",
    ),
    (re.compile(r"WHIP|SWISH|FLASH PAN|BLUR|DEFOCUS"), "blur"),
    (re.compile(r"WHITE|BLEACH|BURN|FLASH|\bBLANC|BLANCO|BIANCO|WEISS|WEIẞ|WEIß"), "fade_white"),
    (re.compile(r"GR[AE]Y|DESATURATE|COLOU?R DRAINS"), "fade_gray"),
    (re.compile(r"FADE|BLACK|\bNOIR|NEGRO|\bNERO|SCHWARZ|ABBLENDE|FONDU|FUNDIDO|ЗАТЕМНЕНИЕ"), "fade"),
    (re.compile(r"(?:IRIS|CIRCLE)\W+(?:OUT|CLOSE|WIPE OUT)"), "circle_close"),
    (re.compile(r"IRIS|CIRCLE"), "circle_open"),
    (re.compile(r"CLOCK|RADIAL"), "clock_wipe"),
    (re.compile(r"BARN\W?DOORS?\W.*\bCLOSE|CURTAINS? CLOSE"), "barn_close"),
    (re.compile(r"BARN|CURTAIN"), "barn_open"),
    (re.compile(r"BLIND|VENETIAN"), "blinds"),
    (re.compile(r"DIAGONAL"), "wipe_diagonal"),
    (re.compile(r"SOFT WIPE.*RIGHT"), "soft_wipe_right"),
    (re.compile(r"SOFT WIPE"), "soft_wipe_left"),
    (re.compile(r"WIPE.*\bUP"), "wipe_up"),
    (re.compile(r"WIPE.*\bDOWN"), "wipe_down"),
    (re.compile(r"WIPE.*RIGHT"), "wipe_right"),
    (re.compile(r"WIPE|VOLET|CORTINILLA|TENDINA|WISCHBLENDE"), "wipe_left"),
    (re.compile(r"COVER"), "cover_left"),
    (re.compile(r"REVEAL"), "reveal_left"),
    (re.compile(r"(?:SLIDE|PUSH).*\bUP"), "slide_up"),
    (re.compile(r"(?:SLIDE|PUSH).*\bDOWN"), "slide_down"),
    (re.compile(r"(?:SLIDE|PUSH).*RIGHT"), "slide_right"),
    (re.compile(r"SLIDE|PUSH"), "slide_left"),
    (re.compile(r"ZOOM"), "zoom"),
    (re.compile(r"PIXEL|MOSAIC|GLITCH"), "pixelate"),
    (re.compile(r"GRAIN|STATIC|NOISE"), "grain"),
    (re.compile(r"\bWIND\b"), "wind"),
    (re.compile(r"SQUEEZE|SQUASH"), "squeeze"),
    (re.compile(r"CUT|SCHNITT|COUPE|CORTE|TAGLIO|КАДР"), "cut"),
)
"""The first that is found in a transition's words; a smash, match or jump cut is a cut."""
_SLOW = re.compile(r"SLOW|LONG|LANGSAM|LENT")
_QUICK = re.compile(r"QUICK|FAST|SMASH|FLASH(?!BACK)|WHIP|SWISH|SCHNELL|RAPID")
_REMEMBERED = re.compile(r"FLASH ?BACK|DREAM|MEMORY|NIGHTMARE|VISION|RÜCKBLENDE|TRAUM|RÊVE|SUEÑO|SOGNO|ВОСПОМИНАНИЕ|СОН\b")

_MOODS: Mapping[str, Transition] = {
    "sad": "fade",
    "dark": "fade",
    "fearful": "fade",
    "nostalgic": "fade_gray",
    "wonder": "circle_open",
    "playful": "clock_wipe",
    "futuristic": "pixelate",
    "mysterious": "soft_wipe_left",
    "epic": "wipe_right",
    "triumphant": "fade_white",
    "angry": "cut",
    "action": "cut",
}
"""How the film steps into another mood where time or place changes; into any other it dissolves."""


def cuts_of(
    scenes: Sequence[SceneText], settings: Sequence[SceneSetting], moods: Sequence[str], choice: TransitionChoice
) -> list[Cut]:
    """How every scene comes in: as the script says, else as the film's owner has chosen, else by the drama."""
    found = [Cut("cut")] if scenes else []
    for n in range(1, len(scenes)):
        told = _told(scenes[n - 1]) or _opening(scenes[n])
        chosen = None if choice == "auto" else Cut(choice)
        found.append(told or chosen or Cut(_dramatic(scenes[n - 1 : n + 1], settings[n - 1 : n + 1], moods[n - 1 : n + 1])))
    return found


def handles_of(cuts: Sequence[Cut], first: Sequence[int], last: Sequence[int]) -> list[int]:
    """Handle frames of the transition into every scene, never more than a third of the shots it joins; 0 for a cut.

    `first` and `last` are the lengths of every scene's first and last shot.
    """
    handles = [0]
    for number in range(1, len(cuts)):
        room = min(cuts[number].reach, last[number - 1] // 3, first[number] // 3)
        handles.append(0 if cuts[number].transition == "cut" or room < 2 else room)
    return handles


def _told(scene: SceneText) -> Cut | None:
    """The transition at the end of a scene."""
    closing = scene.elements[-1:] if scene.elements else ()
    return next((_read(e.text) for e in closing if e.kind == "transition"), None)


def _opening(scene: SceneText) -> Cut | None:
    """A transition at a scene's very beginning, such as FADE IN."""
    return next((_read(e.text) for e in scene.elements[:1] if e.kind == "transition"), None)


def _read(text: str) -> Cut | None:
    words = text.upper()
    pace = SLOW if _SLOW.search(words) else QUICK if _QUICK.search(words) else 1.0
    return next((Cut(name, round(HANDLE * pace)) for pattern, name in _WORDS if pattern.search(words)), None)


def _dramatic(scenes: Sequence[SceneText], settings: Sequence[SceneSetting], moods: Sequence[str]) -> Transition:
    """A memory begins and ends in white; where time passes or the place changes side, the mood that begins decides."""
    (before, after), (mood, new) = settings, moods
    remembered = [bool(_REMEMBERED.search(scene.heading.upper())) for scene in scenes]
    if remembered[0] != remembered[1]:
        return "fade_white"
    if before.time == after.time and before.interior == after.interior:
        return "cut"
    if before.time == "night" and after.time in ("dawn", "day"):
        return "fade"
    return _MOODS.get(new, "dissolve") if mood != new else "dissolve"
