"""Gives all tests the fixtures of `chassis.testing` and a vendor simulator; hypothesis does not blame a busy machine."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["chassis.testing.fixtures", "vendor_simulator.testing"]

settings.register_profile("here", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")
