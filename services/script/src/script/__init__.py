"""Writes the script: expands an idea, reads a web page."""
