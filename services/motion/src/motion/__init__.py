"""Makes clips from frames: it moves a camera over each shot's still."""
