"""Assembles with ffmpeg on this machine, piece by piece: what was made once is found again by its content."""

COMPUTING = ("captions", "join", "listen", "parts", "probe", "sound", "tiles", "video")
"""What runs in the process pool: its processes import these and not the service, which would make each 6 MB larger."""
