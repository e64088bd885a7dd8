"""The adapters to models of music and effects that fal runs."""
