"""What a place is built with: a list of pieces that grows, and the chance, time and weather of the place."""

from dataclasses import dataclass, field
from typing import Any

from animatic.chance import Chance, seed_of
from animatic.colour import mix
from animatic.graph import Piece
from animatic.reading import BRIGHT, is_dark


@dataclass(slots=True)
class Site:
    """A place while it is being built; `put` and `plane` add pieces."""

    name: str
    kind: str
    time: str
    weather: str
    chance: Chance
    words: str = ""
    """What the script says about the place."""
    pieces: list[Piece] = field(default_factory=list)

    def put(
        self,
        kind: str,
        x: float = 0.0,
        z: float = 0.0,
        y: float = 0.0,
        size: float = 1.0,
        colour: str = "",
        **details: Any,
    ) -> None:
        """Stand a thing at x, z (metres); snow lies on open ground."""
        if self.weather == "snow" and kind in ("ground", "path", "road"):
            colour = mix(colour or "#8a8a80", "#eef3f9", 0.72 if kind == "ground" else 0.45)
        number = sum(1 for piece in self.pieces if piece.kind == kind)
        flip = details.pop("mirrored", 0) == 1 or (details.pop("turned", 0) == 1 and self.chance.unit() < 0.5)
        known = {name: value if isinstance(value, str) else float(value) for name, value in details.items()}
        seed = seed_of(self.name, kind, number)
        self.pieces.append(Piece(f"{kind}-{number + 1}", kind, x, z, y, size, flip, seed, colour, known))

    def dark(self) -> bool:
        """Whether the words say that the light of the place is out."""
        return is_dark(self.words)

    def shining(self) -> bool:
        """Whether the words say that it shines."""
        return bool(BRIGHT.search(self.words))

    def both(self, kind: str, x: float, z: float, size: float = 1.0, colour: str = "") -> None:
        """The same thing left and right."""
        self.put(kind, -x, z, size=size, colour=colour)
        self.put(kind, x, z, size=size, colour=colour)

    def scatter(
        self, kind: str, count: int, nearest: float, furthest: float, width: float, size: float = 1.0, clear: float = 1.6
    ) -> None:
        """Things here and there between two distances, away from the middle where people stand."""
        for i in range(count):
            z = nearest + (furthest - nearest) * ((i + self.chance.unit()) / count)
            reach = width * (0.5 + z / max(1.0, furthest))
            x = self.chance.between(clear, max(clear + 0.5, reach)) * (1 if (i + self.chance.number(0, 1)) % 2 else -1)
            self.put(kind, x, z, size=size * self.chance.between(0.8, 1.25), turned=1)

    def sky(self, clouds: float = 0.5) -> None:
        """Open sky; weather brings clouds."""
        self.put("sky", clouds=clouds if self.weather == "clear" else 0.9)

    def room(
        self,
        wall: str,
        floor: str,
        colours: tuple[str, str],
        half: float = 3.6,
        back: float = 3.4,
        high: float = 2.9,
        **details: Any,
    ) -> None:
        """Walls, ceiling and floor."""
        self.put("shell", z=back, colour=colours[0], half=half, high=high, wall=wall, **details)
        self.put("floor", z=back, colour=colours[1], half=half, texture=floor, far=back)

    def window(self, x: float, z: float, y: float = 0.95, kind: str = "window", **details: Any) -> None:
        """A window in the back wall, with the weather outside."""
        self.put(kind, x, z - 0.02, y, weather=self.weather, **details)
