"""Media in the object store, content-addressed: a key holds its tenant and the hash of its bytes, and is never written twice.

Handed to job bodies as `tools.media`. The object is written and checked before anything refers to it, and every read is verified.
"""

import asyncio
import base64
import contextlib
import hashlib
import io
import mimetypes
import os
import tempfile
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, TypeVar
from urllib.parse import urlsplit

import urllib3
from minio import Minio
from minio.error import S3Error
from pydantic import BaseModel, ValidationError

from chassis.environment import Environment
from chassis.errors import Broken, Invalid
from chassis.sums import Sums
from contracts.base import MediaRef

M = TypeVar("M", bound=BaseModel)

_EXTENSIONS = {
    "audio/flac": ".flac",
    "audio/wav": ".wav",
    "text/vtt": ".vtt",
    "application/x-subrip": ".srt",
    "text/plain": ".txt",
}
LARGE = 8 << 20
"""Bytes from which on a file is sent in one request, up to what every store takes in one."""
LARGEST_AT_ONCE = 5 << 30

_BLOCK = 1 << 18
"""Bytes of a file that are read and sent in one go; with the usual 16 KB a film of 200 MB is sent in 13,000 steps."""

_TRIES = 3
_PARSED = 64
"""Models kept parsed in memory."""


class AlteredMediaError(Broken):
    """The bytes in the store are not the bytes that the reference names (promise 9)."""


def key_of(tenant: str, sha256: str, media_type: str) -> str:
    """The key of a medium: only ids and hashes, never a name that a user gave."""
    extension = _EXTENSIONS.get(media_type) or mimetypes.guess_extension(media_type) or ".bin"
    return f"{tenant}/{sha256[:2]}/{sha256}{extension}"


def _digest(path: Path, name: str) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, name).digest()


def _sums(path: Path, *, whole: bool) -> Sums:
    """What a file is stored by; its MD5 only if it is sent as a `whole`."""
    with ThreadPoolExecutor(1) as aside:
        md5 = aside.submit(_digest, path, "md5") if whole else None
        return Sums(_digest(path, "sha256").hex(), md5.result() if md5 else b"")


def _check(ref: MediaRef, sha256: str) -> None:
    if sha256 != ref.sha256:
        raise AlteredMediaError(f"{ref.key} does not hold the bytes that its reference names.", code="altered_media")


class Media:
    """One bucket of an S3 store, with a cache of files on disk."""

    def __init__(self, environment: Environment) -> None:
        address = urlsplit(environment.s3_endpoint)
        self._pool = urllib3.PoolManager(
            maxsize=16,
            timeout=urllib3.Timeout(connect=5, read=60),
            retries=urllib3.Retry(3, backoff_factor=0.2),
            blocksize=_BLOCK,
        )
        self._client = Minio(
            address.netloc,
            access_key=environment.s3_access_key,
            secret_key=environment.s3_secret_key,
            secure=address.scheme == "https",
            region="us-east-1",
            http_client=self._pool,
        )
        self._bucket = environment.s3_bucket
        self._cache = environment.cache_dir / "media"
        self._models: OrderedDict[tuple[str, type[BaseModel]], BaseModel] = OrderedDict()

    async def put(self, tenant: str, data: bytes, media_type: str) -> MediaRef:
        """Store bytes; storing the same bytes again changes nothing."""
        ref = self._ref(tenant, hashlib.sha256(data).hexdigest(), len(data), media_type)
        await asyncio.to_thread(self._upload, ref, io.BytesIO(data))
        return ref

    async def put_file(self, tenant: str, path: Path, media_type: str, sums: Sums | None = None) -> MediaRef:
        """Store a file; it is not read for its sums if they are given."""
        return await asyncio.to_thread(self._put_file, tenant, path, media_type, sums)

    async def get(self, ref: MediaRef) -> bytes:
        """The bytes, verified.

        Raises AlteredMediaError when they are not what the reference names, Broken when the store does not answer.
        """
        path = await self.fetch(ref)
        return await asyncio.to_thread(path.read_bytes)

    async def fetch(self, ref: MediaRef) -> Path:
        """A verified local file with the bytes; read-only, shared, may be removed once nobody uses it."""
        path = self._cached(ref)
        if not path.exists():
            await asyncio.to_thread(self._download, ref, path)
        return path

    async def keep(self, ref: MediaRef, path: Path) -> None:
        """Have `fetch` find a file that was just stored, without copying it; nobody may write to the file any more."""
        cached = self._cached(ref)
        cached.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(OSError):
            cached.hardlink_to(path)

    def _cached(self, ref: MediaRef) -> Path:
        return self._cache / ref.sha256[:2] / f"{ref.sha256}{Path(ref.key).suffix}"

    async def part(self, ref: MediaRef, start: int, length: int) -> bytes:
        """Some bytes of a large medium, straight from the store. A part cannot be verified: only the size of the whole is.

        Raises AlteredMediaError when the object has another size, Broken when the store does not answer.
        """
        return await asyncio.to_thread(self._part, ref, start, length)

    async def get_model(self, ref: MediaRef, model: type[M]) -> M:
        """The medium as a parsed model; parsed once per process while it is in use.

        Raises Invalid with what is wrong and where when it is no such model.
        """
        key = (ref.sha256, model)
        found = self._models.get(key)
        if found is None:
            found = self._models[key] = parsed(await self.get(ref), model)
            while len(self._models) > _PARSED:
                self._models.popitem(last=False)
        else:
            self._models.move_to_end(key)
        assert isinstance(found, model)
        return found

    def _ref(self, tenant: str, sha256: str, size: int, media_type: str) -> MediaRef:
        return MediaRef(
            bucket=self._bucket, key=key_of(tenant, sha256, media_type), sha256=sha256, size=size, media_type=media_type
        )

    def _put_file(self, tenant: str, path: Path, media_type: str, sums: Sums | None) -> MediaRef:
        size = path.stat().st_size
        one_request = LARGE < size <= LARGEST_AT_ONCE
        sums = sums or _sums(path, whole=one_request)
        ref = self._ref(tenant, sums.sha256, size, media_type)
        with path.open("rb") as file:
            self._upload(ref, file, sums.md5 if one_request else None)
        return ref

    def _upload(self, ref: MediaRef, stream: BinaryIO, md5: bytes | None = None) -> None:
        try:
            if self._stored(ref):
                return
            if md5:
                self._send(ref, stream, md5)
            else:
                self._client.put_object(ref.bucket, ref.key, stream, ref.size, content_type=ref.media_type)
        except (S3Error, urllib3.exceptions.HTTPError) as error:
            raise Broken(f"The object store did not take {ref.key}: {error}", code="store") from error

    def _send(self, ref: MediaRef, stream: BinaryIO, md5: bytes) -> None:
        """A large file in one request, read as it is sent: parts cost a store several times the work, as it joins them again."""
        url = self._client.presigned_put_object(ref.bucket, ref.key, expires=timedelta(hours=6))
        headers = {
            "Content-Length": str(ref.size),
            "Content-Type": ref.media_type,
            "Content-MD5": base64.b64encode(md5).decode(),
        }
        answer = self._put(url, stream, headers)
        if answer.status != HTTPStatus.OK:
            told = answer.data.decode(errors="replace")[:300]
            raise Broken(f"The object store did not take {ref.key}: {answer.status} {told}", code="store")

    def _put(self, url: str, stream: BinaryIO, headers: dict[str, str]) -> urllib3.BaseHTTPResponse:
        """Tried again here and not by urllib3, whose warnings and errors quote the address: it is signed, so it is a secret."""
        failed: Exception | None = None
        for _ in range(_TRIES):
            stream.seek(0)
            try:
                return self._pool.urlopen("PUT", url, body=stream, headers=headers, retries=False)
            except urllib3.exceptions.HTTPError as error:
                failed = error
        raise Broken(f"The object store did not take a large file ({type(failed).__name__}).", code="store")

    def _stored(self, ref: MediaRef) -> bool:
        try:
            return bool(self._client.stat_object(ref.bucket, ref.key).size == ref.size)
        except S3Error as error:
            if error.code in {"NoSuchKey", "NoSuchObject"}:
                return False
            raise

    def _download(self, ref: MediaRef, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            try:
                digest = hashlib.sha256()
                for chunk in self._chunks(ref):
                    digest.update(chunk)
                    file.write(chunk)
                _check(ref, digest.hexdigest())
                file.close()
                Path(file.name).replace(path)
            except BaseException:
                os.unlink(file.name)  # noqa: PTH108 — the name is a string here
                raise

    def _part(self, ref: MediaRef, start: int, length: int) -> bytes:
        try:
            response = self._client.get_object(ref.bucket, ref.key, offset=start, length=length)
            try:
                if response.headers.get("content-range", "").rpartition("/")[2] != str(ref.size):
                    raise AlteredMediaError(f"{ref.key} does not have the size that its reference names.", code="altered_media")
                return response.read()
            finally:
                response.close()
                response.release_conn()
        except (S3Error, urllib3.exceptions.HTTPError) as error:
            raise Broken(f"The object store did not give {ref.key}: {error}", code="store") from error

    def _chunks(self, ref: MediaRef) -> Iterator[bytes]:
        try:
            response = self._client.get_object(ref.bucket, ref.key)
            try:
                yield from response.stream(1 << 20)
            finally:
                response.close()
                response.release_conn()
        except (S3Error, urllib3.exceptions.HTTPError) as error:
            raise Broken(f"The object store did not give {ref.key}: {error}", code="store") from error


def parsed(data: bytes, model: type[M]) -> M:
    """Bytes as a model; raises Invalid with what is wrong and where."""
    try:
        return model.model_validate_json(data, extra="ignore")
    except ValidationError as error:
        first, name = error.errors()[0], model.__name__.lower()
        where = ".".join(str(part) for part in first["loc"])
        raise Invalid(f"The {name} cannot be read: {where}: {first['msg']}.", code=f"bad_{name}") from None
