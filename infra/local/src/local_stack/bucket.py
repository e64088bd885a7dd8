"""Makes the bucket for the media, on our S3 server or on a given one."""

from urllib.parse import urlsplit

from minio import Minio

from local_stack.given import Bucket


def make_bucket(bucket: Bucket) -> None:
    """Create it unless it is there."""
    parts = urlsplit(bucket.endpoint)
    client = Minio(parts.netloc, access_key=bucket.key, secret_key=bucket.secret, secure=parts.scheme == "https")
    if not client.bucket_exists(bucket.name):
        client.make_bucket(bucket.name)
