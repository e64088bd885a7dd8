"""Rhythms: of the tune, of broken chords and of drums. A tone of a tune is its start and length in eighths of a bar."""

HEADS: tuple[tuple[tuple[int, int], ...], ...] = (
    ((0, 3), (3, 1), (4, 2), (6, 2)),
    ((0, 2), (2, 2), (4, 3), (7, 1)),
    ((0, 4), (4, 2), (6, 2)),
    ((0, 3), (3, 3), (6, 2)),
    ((0, 1), (1, 1), (2, 2), (4, 4)),
    ((0, 2), (2, 1), (3, 1), (4, 4)),
    ((0, 6), (6, 1), (7, 1)),
)
"""How a tune opens: it moves on."""
TAILS: tuple[tuple[tuple[int, int], ...], ...] = (
    ((0, 3), (3, 1), (4, 4)),
    ((0, 2), (2, 2), (4, 4)),
    ((0, 4), (4, 4)),
    ((0, 2), (2, 6)),
    ((0, 6), (6, 2)),
)
"""How it answers: it comes to rest."""
CLOSE: tuple[tuple[int, int], ...] = ((0, 7),)
"""The last bar of a phrase: one tone, and a breath."""

FIGURES: tuple[tuple[int, ...], ...] = (
    (0, 1, 2, 3, 2, 1, 2, 1),
    (0, 2, 1, 2, 3, 2, 1, 2),
    (0, 1, 2, 1, 3, 1, 2, 1),
    (0, 2, 3, 2, 1, 2, 3, 2),
    (3, 2, 1, 0, 1, 2, 3, 2),
)
"""Which tone of the chord on which eighth."""
OSTINATO: tuple[tuple[int, ...], ...] = (
    (0, 0, 2, 0, 1, 0, 2, 1),
    (0, 0, 0, 2, 0, 0, 1, 2),
    (0, 2, 0, 1, 0, 2, 0, 1),
)
"""The same for what drives on: it insists on its lowest tone."""

DRUMS: dict[str, dict[str, str]] = {
    "soft": {"kick": "o.......o.......", "shaker": "..o...o...o...o."},
    "pulse": {"kick": "x...o...x...o...", "hat": "..o...o...o...o.", "rim": "....o.......o..."},
    "light": {"kick": "x.....o.x.......", "rim": "....x.......x...", "shaker": "o.o.o.o.o.o.o.o."},
    "heart": {"boom": "x..o............"},
    "taiko": {"taiko": "x.....o.o...o.o.", "boom": "x..............."},
    "drive": {"kick": "x...x...x...x...", "snare": "....x.......x..o", "hat": "o.o.o.o.o.o.o.o.", "taiko": "x.....x...x....."},
    "march": {"kick": "x.......x.......", "snare": "x..ox..ox..oxxxx", "timpani": "x.......x......."},
}
"""Sixteenths of a bar: x strong, o soft."""
