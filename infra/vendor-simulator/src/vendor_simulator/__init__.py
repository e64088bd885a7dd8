"""Speaks the HTTP of the four vendors on one port, fails as they do when told to, and counts every paid job."""
