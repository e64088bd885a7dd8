"""The embedded stack: Kafka, PostgreSQL and an S3 server as supervised child processes."""

from local_stack.errors import ChecksumError, StackError
from local_stack.stack import Stack

__all__ = ["ChecksumError", "Stack", "StackError"]
