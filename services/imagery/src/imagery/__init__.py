"""Makes sheets and frames."""
