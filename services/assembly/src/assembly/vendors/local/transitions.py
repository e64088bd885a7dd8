"""Each transition as a filter of ffmpeg: two pictures of equal length in, one of that length out, so no film gets longer."""

from collections.abc import Mapping

XFADE: Mapping[str, str] = {
    "fade_gray": "fadegrays",
    "blur": "hblur",
    "grain": "dissolve",
    "pixelate": "pixelize",
    "zoom": "zoomin",
    "wind": "hlwind",
    "squeeze": "squeezeh",
    "clock_wipe": "radial",
    "blinds": "vuslice",
    "wipe_left": "wipeleft",
    "wipe_up": "wipeup",
    "wipe_diagonal": "diagbr",
    "soft_wipe_left": "smoothleft",
    "soft_wipe_right": "smoothright",
    "slide_left": "slideleft",
    "slide_right": "slideright",
    "slide_down": "slidedown",
    "cover_left": "coverleft",
    "reveal_left": "revealleft",
    "circle_open": "circleopen",
    "circle_close": "circleclose",
    "barn_open": "vertopen",
    "barn_close": "vertclose",
}

MIRRORED: Mapping[str, tuple[str, str]] = {
    "wipe_right": ("hflip", "wipeleft"),
    "wipe_down": ("vflip", "wipeup"),
    "slide_up": ("vflip", "slidedown"),
}
"""Made from their counterparts: ffmpeg's own show a row of something else in their first frame."""
THROUGH: Mapping[str, str] = {"fade": "black", "fade_white": "white"}
"""Transitions that go through a colour: the one before is gone at the cut, and only then the one after begins."""


WHOLE = frozenset({"fadegrays", "dissolve", "pixelize", "zoomin", "hlwind", "squeezeh"})
"""Those of XFADE that want brightness and colours of the same size: they mix the two, or throw dice for each pixel."""


def crossed(transition: str, frames: int, fps: int) -> str:
    """The filters from the pictures [c0] and [c1] to `frames` frames called [crossed]; the first shows the one before alone.

    What is most common goes without xfade, which wants three times the pixels for its colours and so a third more time.
    """
    if transition in THROUGH:
        half, colour = frames // 2, THROUGH[transition]
        return (
            f"[c0]fade=out:s=0:n={half}:c={colour},trim=end_frame={half}[gone];"
            f"[c1]trim=start_frame={half},setpts=PTS-STARTPTS,fade=in:s=0:n={half}:c={colour}[come];"
            "[gone][come]concat=n=2:v=1:a=0,format=yuv420p[crossed]"
        )
    if transition == "dissolve":
        return f"[c1]format=yuva420p,fade=in:s=0:n={frames}:alpha=1[come];[c0][come]overlay=format=yuv420,format=yuv420p[crossed]"
    if transition in MIRRORED:
        flip, name = MIRRORED[transition]
        return f"[c0]{flip}[m0];[c1]{flip}[m1];{_faded('m0', 'm1', name, frames / fps)},{flip}[crossed]"
    return f"{_faded('c0', 'c1', XFADE[transition], frames / fps)}[crossed]"


def _faded(before: str, after: str, name: str, seconds: float) -> str:
    """By xfade: plane by plane where only the place of a pixel counts, which needs half the pixels and no conversion."""
    xfade = f"xfade=transition={name}:duration={seconds:.6f}:offset=0"
    if name in WHOLE:
        return f"[{before}][{after}]{xfade},format=yuv420p"
    planes = "".join(f"[{before}{plane}][{after}{plane}]{xfade}[{plane}];" for plane in "yuv")
    apart = "".join(f"[{each}]extractplanes=y+u+v[{each}y][{each}u][{each}v];" for each in (before, after))
    return f"{apart}{planes}[y][u][v]mergeplanes=map1s=1:map2s=2:format=yuv420p"
