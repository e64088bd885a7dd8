"""Real servers for tests: fixtures that every package's tests may use (loaded as a pytest plugin by the root conftest)."""
