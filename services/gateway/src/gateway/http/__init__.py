"""The HTTP face: routes, what they accept and show, errors, streams."""
