"""`python -m assembly` runs the service."""

from assembly.vendors.local.frugal import keep_little
from chassis.run import main

keep_little()
main("assembly")
