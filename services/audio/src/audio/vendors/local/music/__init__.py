"""Music, composed and played by numpy."""
