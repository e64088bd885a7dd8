"""Joins clips, sound and subtitles into the film, from pieces that are made once and found again by their content."""
