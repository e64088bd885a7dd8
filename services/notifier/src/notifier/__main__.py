"""Runs the notifier alone: `python -m notifier`."""

from chassis.run import main

main("notifier")
