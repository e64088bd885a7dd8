"""How the camera covers a talk: who is seen while somebody speaks, from where, and what the shot says of it; used by shots."""

import re
from collections.abc import Mapping, Sequence

from analysis.domain.names import shown
from analysis.domain.roster import Member
from contracts.storyboard import Angle, ShotSize

_OFF_SCREEN = re.compile(
    r"^(?:.* )?(?:VOICES?|RADIO|PHONE|TV|INTERCOM|TELEVISION)\b(?! ACTOR)"
    r"|[(（](?:[^)）]*\b)?(?:ON (?:THE )?\w+|FILTERED|V\.?\s?O\.?|O\.?\s?S\.?|O\.?\s?C\.?|OFF|VOICE|PRE-?LAP"
    r"|AUS DEM OFF|VOIX OFF|EN OFF|ЗК"
    r"|ЗА КАДРОМ)\b|[(（](?:声|声のみ|画外音|صوت)[)）]",
    re.IGNORECASE,
)
PAUSE = re.compile(r"\b(?:beat|pause|silence|long moment|then)\b", re.IGNORECASE)


def is_off_screen(cue: str) -> bool:
    """Whether a cue says that its speaker is heard and not seen."""
    return bool(_OFF_SCREEN.search(cue))


def coverage(words: str, seen: Sequence[str], speeches: int, *, opens: bool, off: bool) -> tuple[ShotSize, Angle]:
    """A talk opens on both, then changes between over the shoulder and close; a shout comes close at once."""
    if not seen and (opens or off):
        return "wide", "eye"
    if opens or len(seen) > 2:
        return "medium", "eye"
    if "!" in words or speeches % 3 == 0:
        return "close_up", "eye"
    return "medium", ("over_shoulder" if len(seen) == 2 else "eye")


def speaking(speakers: Sequence[str], manner: str, seen: Sequence[str], by_id: Mapping[str, Member], *, off: bool) -> str:
    """What is seen while somebody speaks, as a sentence."""
    names = {m: shown(by_id[m].name.full) for m in (*seen, *speakers) if m in by_id}
    listeners = [m for m in seen if m not in speakers]
    voices = " and ".join(names[m] for m in speakers if m in names)
    if not voices or off:
        who = voices or "a voice"
        listening = " and ".join(names[m] for m in listeners)
        verb = "listen" if len(listeners) > 1 or any(by_id[m].kind == "crowd" for m in listeners) else "listens"
        return f"{listening} {verb} to {who}." if listening else f"The place is quiet while {who} speaks."
    said = f", {manner}" if manner and not PAUSE.fullmatch(manner) else ""
    verb = "speak" if len(speakers) > 1 or by_id[speakers[0]].kind == "crowd" else "speaks"
    return f"{voices} {verb}{' to ' + names[listeners[0]] if listeners else ''}{said}."
