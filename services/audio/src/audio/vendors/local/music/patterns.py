"""Rhythms: of the tune, of broken chords and of drums."""

RHYTHMS: tuple[tuple[tuple[int, int], ...], ...] = (
    ((0, 3), (3, 1), (4, 4)),
    ((0, 2), (2, 2), (4, 3), (7, 1)),
    ((0, 4), (4, 2), (6, 2)),
    ((0, 6), (6, 2)),
    ((1, 1), (2, 2), (4, 4)),
    ((0, 1), (1, 1), (2, 2), (4, 4)),
    ((0, 3), (3, 3), (6, 2)),
    ((2, 2), (4, 2), (6, 2)),
)
"""Start and length in eighths of a bar."""

FIGURES: tuple[tuple[int, ...], ...] = (
    (0, 1, 2, 3, 2, 1, 2, 1),
    (0, 2, 1, 2, 3, 2, 1, 2),
    (0, 1, 2, 1, 3, 1, 2, 1),
    (3, 2, 1, 0, 1, 2, 3, 2),
    (0, 2, 3, 2, 0, 2, 3, 2),
)
"""Which tone of the chord on which eighth."""

DRUMS: dict[str, dict[str, str]] = {
    "soft": {"kick": "o.......o.......", "shaker": "..o...o...o...o."},
    "pulse": {"kick": "x...o...x...o...", "hat": "..o...o...o...o.", "rim": "....o.......o..."},
    "light": {"kick": "x.....o.x.......", "rim": "....x.......x...", "shaker": "o.o.o.o.o.o.o.o."},
    "heart": {"kick": "x..o............"},
    "taiko": {"taiko": "x.....o.o...o.o.", "kick": "x..............."},
    "drive": {"kick": "x...x...x...x...", "snare": "....x.......x..o", "hat": "o.o.o.o.o.o.o.o.", "taiko": "x.....x...x....."},
    "march": {"kick": "x.......x.......", "snare": "x..ox..ox..oxxxx", "crash": "o..............."},
}
"""Sixteenths of a bar: x strong, o soft."""
