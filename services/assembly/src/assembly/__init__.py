"""Joins clips, sound and subtitles into the film."""
