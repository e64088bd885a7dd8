"""Edits: from a scene graph and a sentence, or another shape, to a scene graph; all that is not named stays as it is."""

from animatic.edits.faults import UnknownEditError
from animatic.edits.framing import in_shape
from animatic.edits.sentence import edited

__all__ = ["UnknownEditError", "edited", "in_shape"]
