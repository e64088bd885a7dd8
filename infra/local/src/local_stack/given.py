"""Servers that are already there: what the environment names is used instead of a server of our own."""

from collections.abc import Mapping
from dataclasses import dataclass

from local_stack.errors import StackError
from provision.bucket import Bucket


@dataclass(frozen=True, slots=True)
class Given:
    """A broker (`host:port`), a database server (its administrator's DSN) and a store; None where ours is wanted."""

    kafka: str | None = None
    postgres: str | None = None
    s3: Bucket | None = None


NOTHING_GIVEN = Given()


def given_by(environment: Mapping[str, str]) -> Given:
    """Read SAGAREEL_KAFKA, SAGAREEL_POSTGRES and SAGAREEL_S3_*."""
    endpoint = environment.get("SAGAREEL_S3_ENDPOINT")
    store = None
    if endpoint:
        missing = [name for name in ("SAGAREEL_S3_ACCESS_KEY", "SAGAREEL_S3_SECRET_KEY") if not environment.get(name)]
        if missing:
            raise StackError(f"SAGAREEL_S3_ENDPOINT is set, so {' and '.join(missing)} must be set too.")
        key, secret = environment["SAGAREEL_S3_ACCESS_KEY"], environment["SAGAREEL_S3_SECRET_KEY"]
        store = Bucket(endpoint, key, secret, environment.get("SAGAREEL_S3_BUCKET") or "sagareel")
    return Given(environment.get("SAGAREEL_KAFKA") or None, environment.get("SAGAREEL_POSTGRES") or None, store)
