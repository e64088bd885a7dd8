"""`python -m chassis imagery motion ...` runs several services in one process."""

from chassis.run import main

if __name__ == "__main__":
    main()
