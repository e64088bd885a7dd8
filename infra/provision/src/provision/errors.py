"""What provisioning raises: always a sentence that a user can act on."""


class ProvisionError(Exception):
    """A server is not reached, or holds what does not fit."""
