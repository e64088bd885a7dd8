"""`python -m gateway` runs the gateway alone."""

from chassis.run import main

main("gateway")
