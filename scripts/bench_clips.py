"""How long the local vendor takes to draw, move, speak and play: `make bench-clips`, in CPU seconds of one core.

Every shot of every example film, and a set of hard ones (`bench_torture`). The last line is one JSON object. On a busy
machine CPU seconds are some tenths too high, so compare figures of one run with each other.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench_torture import torture
from gallery import films

from animatic import compose_frame, draw, encode_png
from audio.bench import figures
from contracts.base import MediaRef
from contracts.storyboard import FPS, Shot, Storyboard, size_of
from motion.domain import clip_order
from motion.vendors.local.render import render_clip

LIMIT, FRAME_LIMIT = 1.2, 250.0
"""Seconds of a core per second of a clip; milliseconds per still."""
SEED = 7


@dataclass(frozen=True, slots=True)
class Row:
    """One shot: the milliseconds of its still, and the seconds of its clip per second."""

    film: str
    shot: str
    said: str
    frame_ms: float
    ratio: float


def measured(film: str, board: Storyboard, shot: Shot, folder: Path) -> Row:
    """Draw a shot's still and its clip."""
    size = size_of(board.ratio, board.form.resolution)
    start = time.process_time()
    graph = compose_frame(board, shot.id, size, SEED)
    encode_png(draw(graph))
    frame = time.process_time() - start
    source, out = folder / "graph.json", folder / "clip.mp4"
    source.write_bytes(graph.to_json())
    ref = MediaRef(bucket="b", key="k", sha256="0" * 64, size=1, media_type="application/json")
    order = clip_order(board, shot.id, ref, ref, SEED, held=False)
    start = time.process_time()
    render_clip(order, source, out, drawing=True)
    clip = time.process_time() - start
    said = f"{shot.size}, {shot.move}, {len(shot.cast)} in it, {order.frames / FPS:.1f} s"
    return Row(film, shot.id, said, 1000 * frame, clip * FPS / order.frames)


def boards(wanted: tuple[str, ...]) -> Iterator[tuple[str, Storyboard]]:
    """The storyboards of all examples, and the hard ones."""
    for name, board in (*films(), *((f"hard: {name}", board) for name, board in torture())):
        if not wanted or any(word in name for word in wanted):
            yield name, board


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only films with one of these words in their names")
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for name, board in boards(tuple(parser.parse_args().names)):
            for shot in board.shots():
                row = measured(name, board, shot, Path(folder))
                rows.append(row)
                late = " !" if row.ratio > LIMIT or row.frame_ms > FRAME_LIMIT else ""
                print(f"{row.film:32} {row.shot:12} {row.said:44} {row.frame_ms:5.0f} ms {row.ratio:6.2f} x{late}", flush=True)
    worst = max(rows, key=lambda row: row.ratio)
    result = {
        "worst_clip": round(worst.ratio, 2),
        "worst_is": f"{worst.film} {worst.shot}",
        "average_clip": round(statistics.fmean(row.ratio for row in rows), 2),
        "over_limit": sum(row.ratio > LIMIT for row in rows),
        "shots": len(rows),
        "frame_ms": round(statistics.fmean(row.frame_ms for row in rows)),
        "worst_frame_ms": round(max(row.frame_ms for row in rows)),
        **figures(),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
