"""Runs billing alone: `python -m billing`."""

from chassis.run import main

main("billing")
