"""Gives every package's tests the fixtures of `chassis.testing`."""

pytest_plugins = ["chassis.testing.fixtures"]
