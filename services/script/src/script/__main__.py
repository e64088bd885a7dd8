"""`python -m script` runs the service."""

from chassis.run import main

if __name__ == "__main__":
    main("script")
