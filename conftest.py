"""Gives every package's tests the fixtures of `chassis.testing`; tells hypothesis that a busy machine is no failure."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["chassis.testing.fixtures"]

settings.register_profile("here", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")
