"""`python -m audio.bench`: how fast the local vendor makes each kind of sound, as a table and a last line of JSON."""

import json
import sys
import time
from collections.abc import Callable

from audio.domain.orders import Cue, EffectsOrder, Hit, MusicOrder, Speaker, SpeechOrder, SpokenLine
from audio.vendors.local.music.play import play
from audio.vendors.local.scenery import sound
from audio.vendors.local.voice import speak

TRIES = 3
_TEXT = "The harbour was quiet that night, and nobody heard the boat come in before the morning bell had rung."
_MOODS = ("calm", "tense", "action", "hopeful")


def _speech(turn: int) -> None:
    lines = tuple(SpokenLine(f"l{n}", _TEXT, None, Speaker("female", n + turn), "") for n in range(2))
    speak(SpeechOrder(24 * 15, "en", "neutral", "small", lines))


def _music(turn: int) -> None:
    play(MusicOrder(tuple(Cue(mood, 24 * 15, 0.6) for mood in _MOODS)), turn)


def _effects(turn: int) -> None:
    hits = tuple(Hit(name, 24 * n, 24 * 60, 0.7) for n, name in enumerate(("door_knock", "dog", "car_pass", "siren")))
    sound(EffectsOrder(24 * 60, "street", "day", "rain", False, "open", hits), turn)


WORK: dict[str, tuple[Callable[[int], None], int]] = {"speech": (_speech, 15), "music": (_music, 60), "effects": (_effects, 60)}


def cpu_seconds(make: Callable[[int], None], tries: int = TRIES) -> float:
    """The best of some tries, each of them something else, so that none plays what another has prepared."""
    spent = []
    for turn in range(tries):
        start = time.process_time()
        make(turn)
        spent.append(time.process_time() - start)
    return min(spent)


def figures() -> dict[str, float]:
    """How many times as fast as it is heard each kind is made, and the CPU seconds of a minute."""
    found: dict[str, float] = {}
    for kind, (make, seconds) in WORK.items():
        cpu = cpu_seconds(make)
        found[f"{kind}_x_real_time"] = round(seconds / cpu, 1)
        found[f"{kind}_cpu_s_per_minute"] = round(60 * cpu / seconds, 3)
    return found


def main() -> None:
    """Measure and print."""
    found = figures()
    sys.stdout.write(f"{'kind':<10}{'x real time':>13}{'CPU s/minute':>14}\n")
    for kind in WORK:
        sys.stdout.write(f"{kind:<10}{found[f'{kind}_x_real_time']:>13.1f}{found[f'{kind}_cpu_s_per_minute']:>14.3f}\n")
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
