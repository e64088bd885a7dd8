"""Perspective: from metres in the world to pixels on the canvas, and the planes (ground, side walls) as matrices."""

from dataclasses import dataclass

import skia

from animatic.graph import Framing

NEAR = 0.35
"""Nothing nearer to the camera than this is drawn, in metres."""


@dataclass(frozen=True, slots=True)
class Space:
    """The projection of one framing."""

    camera: Framing

    def distance(self, z: float) -> float:
        """How far a plane is from the camera."""
        return max(NEAR, self.camera.subject + z)

    def scale(self, z: float) -> float:
        """Pixels per metre at z."""
        return self.camera.focal / self.distance(z)

    def point(self, x: float, y: float, z: float) -> tuple[float, float]:
        """The pixel of a point; y is metres above the ground."""
        scale = self.scale(z)
        return self.camera.centre + (x - self.camera.x) * scale, self.camera.horizon + (self.camera.eye - y) * scale

    def metres(self, px: float, z: float) -> float:
        """The world x of a pixel column at z."""
        return self.camera.x + (px - self.camera.centre) / self.scale(z)

    def depth(self, z: float) -> float:
        """How much a plane moves when the camera moves: 1 at the figures, 0 at infinity."""
        return self.camera.subject / self.distance(z)

    def ground(self) -> skia.Matrix:
        """Maps (x, z) on the ground to pixels. Draw only where z > near()."""
        c = self.camera
        return skia.Matrix.MakeAll(
            c.focal,
            c.centre,
            c.centre * c.subject - c.focal * c.x,
            0,
            c.horizon,
            c.horizon * c.subject + c.focal * c.eye,
            0,
            1,
            c.subject,
        )

    def side(self, x: float) -> skia.Matrix:
        """Maps (z, -y) on the wall at x to pixels: what is drawn with y downwards from the ground stands on it."""
        c = self.camera
        return skia.Matrix.MakeAll(
            c.centre,
            0,
            c.centre * c.subject + c.focal * (x - c.x),
            c.horizon,
            c.focal,
            c.horizon * c.subject + c.focal * c.eye,
            1,
            0,
            c.subject,
        )

    def near(self) -> float:
        """The smallest z that may be drawn on a plane."""
        return NEAR - self.camera.subject
