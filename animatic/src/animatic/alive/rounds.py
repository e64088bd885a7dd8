"""What is painted in phases that follow each other: flames, lamps that turn, clocks, fountains, what swings. Read by `living`."""

TURN = (0, 1 / 12, 2 / 12, 3 / 12, 2 / 12, 1 / 12)
"""Half a turn of two equal beams; the other half looks the same, and the way back as the way there. So does a swing."""
SWING = tuple((k if k <= 6 or k >= 18 else 12 - k) % 24 / 24 for k in range(24))
ROUNDS: dict[str, tuple[tuple[float, ...], float]] = {
    **dict.fromkeys(("fire", "campfire", "fireplace", "candle", "torch"), (tuple(k / 6 for k in range(6)), 10.0)),
    **dict.fromkeys(("lighthouse", "beacon"), (TURN, 5.0)),
    "animal": (tuple(k / 8 for k in range(8)), 6.0),
    **dict.fromkeys(("banner", "flag", "curtain"), (tuple(k / 8 for k in range(8)), 5.0)),
    "windmill": (tuple(k / 12 for k in range(12)), 8.0),
    **dict.fromkeys(("machine", "conveyor"), (tuple(k / 8 for k in range(8)), 8.0)),
    **dict.fromkeys(
        ("computer", "laptop", "television", "screen", "big_screen", "console"), (tuple(k / 5 for k in range(5)), 2.5)
    ),
    "screens": (tuple(k / 8 for k in range(8)), 3.0),
    "clock": (tuple(k / 60 for k in range(16)), 1.0),
    "alarm_clock": (tuple(k / 4 for k in range(4)), 18.0),
    "fountain": (tuple(k / 6 for k in range(6)), 9.0),
    "window": (tuple(k / 8 for k in range(8)), 5.0),
    **dict.fromkeys(("lantern", "lamp", "bell"), (SWING, 12.0)),
}
"""Pieces with phases: which, and how many a second."""
ONLY_IF = {"alarm_clock": "rings", "window": "wind", **dict.fromkeys(("lantern", "lamp", "bell"), "sways")}
"""Pieces that move only where a detail says so."""
