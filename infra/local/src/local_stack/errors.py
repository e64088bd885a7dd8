"""What the stack raises: always a sentence that a user can act on."""


class StackError(Exception):
    """The stack cannot start, or a server did not come up."""


class ChecksumError(StackError):
    """A downloaded file is not the one that was recorded."""
