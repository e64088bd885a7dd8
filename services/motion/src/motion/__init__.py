"""Makes clips from frames."""
