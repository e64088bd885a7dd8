"""Effects, made from noise, oscillators and struck bodies."""
