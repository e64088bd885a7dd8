"""Who assembles films: ffmpeg on this machine, or a simulation of it for load tests."""
