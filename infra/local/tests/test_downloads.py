"""Only the recorded files are ever run: a wrong checksum is refused by name, and the next run heals."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from local_stack import ChecksumError, downloads
from local_stack.downloads import Coordinate, fetch, read_coordinates, recorded

GOOD = b"the recorded file"
FILE = Coordinate("s3", "org.example", "thing", "1.0", hashlib.sha256(GOOD).hexdigest())


class Registry:
    """Stands for the package registry: serves one content for every file."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def download(self, coordinates: Sequence[Coordinate], jars: Path, pool: ThreadPoolExecutor) -> None:
        for coordinate in coordinates:
            path = coordinate.path(jars)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.content)


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    served = Registry(GOOD)
    monkeypatch.setattr(downloads, "download", served.download)
    return served


def test_a_file_that_arrives_wrong_is_refused_by_name_and_the_next_run_heals(registry: Registry, tmp_path: Path) -> None:
    registry.content = b"another file"
    with pytest.raises(ChecksumError, match=r"org\.example:thing:1\.0 has the wrong checksum"):
        fetch([FILE], tmp_path)
    registry.content = GOOD
    assert FILE.path(fetch([FILE], tmp_path)).read_bytes() == GOOD


def test_a_file_that_changed_in_the_cache_is_refused_by_name_and_the_next_run_heals(registry: Registry, tmp_path: Path) -> None:
    path = FILE.path(fetch([FILE], tmp_path))
    path.write_bytes(GOOD + b" with a change")
    with pytest.raises(ChecksumError, match=r"org\.example:thing:1\.0 has the wrong checksum"):
        fetch([FILE], tmp_path)
    assert not path.exists()
    fetch([FILE], tmp_path)
    assert path.read_bytes() == GOOD


def test_the_recorded_list_has_every_part_with_a_checksum_and_no_address() -> None:
    coordinates = recorded()
    assert {c.part for c in coordinates} >= {"kafka", "s3", "postgres-linux-amd64", "postgres-linux-arm64v8"}
    assert all(len(bytes.fromhex(c.sha256)) == 32 for c in coordinates)
    assert not any("/" in str(c) for c in coordinates)


def test_a_line_of_the_list_reads_as_part_coordinate_and_checksum() -> None:
    assert read_coordinates(f"# comment\ns3 org.example:thing:1.0 {FILE.sha256}\n") == (FILE,)
