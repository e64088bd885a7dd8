"""Makes speech, music and effects."""
