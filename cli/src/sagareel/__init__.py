"""The command line: speaks to the gateway over HTTP only."""
