"""Runs the coordinator alone: `python -m coordinator`."""

from chassis.run import main

if __name__ == "__main__":
    main("coordinator")
