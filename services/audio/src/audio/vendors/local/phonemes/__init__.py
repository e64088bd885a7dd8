"""Text to spoken sound: the phoneme engine and what mouths do with it."""
