"""Clips without a key: a camera that moves over the layers of the drawing, or over a still where there is no drawing."""
