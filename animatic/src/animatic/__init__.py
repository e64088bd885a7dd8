"""The drawing library behind the local vendor: scene graph in, layers and frames out."""

from animatic.compose import compose_frame, plain_frame
from animatic.encode import encode_jpeg, encode_png
from animatic.graph import SceneGraph
from animatic.layers import Layer
from animatic.paint import draw, flatten, paint_layers
from animatic.sheets import compose_sheet

__all__ = [
    "Layer",
    "SceneGraph",
    "compose_frame",
    "compose_sheet",
    "draw",
    "encode_jpeg",
    "encode_png",
    "flatten",
    "paint_layers",
    "plain_frame",
]
