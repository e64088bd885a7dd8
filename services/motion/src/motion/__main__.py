"""`python -m motion` runs the service."""

from chassis.run import main

main("motion")
