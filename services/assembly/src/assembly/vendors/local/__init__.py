"""Assembles with ffmpeg on this machine, piece by piece: what was made once is found again by its content."""
