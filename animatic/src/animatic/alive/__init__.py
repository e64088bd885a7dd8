"""A living picture: the scene graph in motion. Motion's local vendor makes one `Living` per clip and asks it for every frame."""

from animatic.alive.living import Living, Timing
from animatic.alive.speech import Line, Speech, speech_of

__all__ = ["Line", "Living", "Speech", "Timing", "speech_of"]
