"""`python -m provision`: once per installation and after each upgrade, before services start. What is there already stays.

It reads the variables of all services, and SAGAREEL_POSTGRES, the address of the database's administrator.
"""

import asyncio
import os
import sys
import time
from collections.abc import Callable

import asyncpg
from aiokafka.errors import KafkaError
from minio.error import MinioException, S3Error
from urllib3.exceptions import HTTPError

from provision.bucket import make_bucket
from provision.databases import provision
from provision.errors import ProvisionError
from provision.settings import Settings, settings_of
from provision.topics import make_topics

PATIENCE = 120.0
"""Seconds for which a server that does not answer is asked again: all start at the same time."""
_AWAY = (OSError, asyncpg.PostgresConnectionError, asyncpg.CannotConnectNowError, KafkaError, MinioException, HTTPError)
_REFUSED = (asyncpg.PostgresError, asyncpg.InterfaceError, S3Error, ValueError)
"""What a server says that is there, or what is said of an address that is none: asking again helps nothing."""


def parts_of(settings: Settings) -> dict[str, Callable[[], None]]:
    """What is made, by the server on which it is."""
    return {
        "PostgreSQL": lambda: asyncio.run(provision(settings.database, settings.passwords)),
        "Kafka": lambda: asyncio.run(make_topics(settings.kafka)),
        "the object store": lambda: make_bucket(settings.bucket),
    }


def made(name: str, make: Callable[[], None], patience: float = PATIENCE) -> None:
    """Make it as soon as its server answers.

    Raises ProvisionError when it does not, or refuses.
    """
    last = time.monotonic() + patience
    while True:
        try:
            return make()
        except (*_AWAY, *_REFUSED) as error:
            if not _is_away(error) or time.monotonic() > last:
                raise ProvisionError(f"{name} cannot be used: {error or type(error).__name__}") from error
        time.sleep(1)


def _is_away(error: Exception) -> bool:
    """Whether the server may answer otherwise in a moment; a store that is starting says so with a status."""
    if isinstance(error, S3Error):
        return error.response.status >= 500
    return isinstance(error, _AWAY)


def main() -> int:
    """Make everything; a failure is a sentence and exit status 1."""
    try:
        for name, make in parts_of(settings_of(os.environ)).items():
            made(name, make)
            print(f"{name} has what services need.", flush=True)  # noqa: T201 — who runs it reads this
    except ProvisionError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
