"""The four vendors, one package each: `answer(call, world)` does what the real API does; `fault` fails in its form."""
