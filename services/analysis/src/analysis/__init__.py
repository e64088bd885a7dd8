"""Turns a script into a storyboard."""
