"""Makes the bucket for the media."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from minio import Minio


@dataclass(frozen=True, slots=True)
class Bucket:
    """An S3 server and a bucket on it."""

    endpoint: str
    key: str
    secret: str = field(repr=False)
    name: str = "sagareel"


def make_bucket(bucket: Bucket) -> None:
    """Create it unless it is there."""
    parts = urlsplit(bucket.endpoint)
    client = Minio(parts.netloc, access_key=bucket.key, secret_key=bucket.secret, secure=parts.scheme == "https")
    if not client.bucket_exists(bucket.name):
        client.make_bucket(bucket.name)
