"""`python -m imagery` runs the service."""

from chassis.run import main

main("imagery")
