"""The drawing library behind the local vendor: scene graph in, layers and frames out."""
