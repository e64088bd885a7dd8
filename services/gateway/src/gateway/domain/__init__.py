"""The gateway's pure rules: what a request may be, how events become a film's progress, how links are signed."""
