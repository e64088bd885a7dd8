"""`python -m assembly` runs the service."""

from chassis.run import main

main("assembly")
