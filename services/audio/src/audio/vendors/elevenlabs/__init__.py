"""The adapters to elevenlabs: voices, music, effects."""
