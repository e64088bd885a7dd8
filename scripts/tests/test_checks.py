"""Each house rule catches what it forbids and lets the rest pass."""

import subprocess
from pathlib import Path

import check_addresses
import check_layout
import check_transactions
import pytest
from committed_files import committed

SOURCE = Path("/x/services/billing/src/billing/work.py")
TEST = Path("/x/services/billing/tests/test_work.py")
SAID = '"""What it is."""\n'


def layout(text: str, path: Path = SOURCE) -> list[str]:
    return list(check_layout.module_findings(path, text))


def test_a_short_named_and_explained_module_passes() -> None:
    assert layout(SAID + "def act() -> None:\n    pass\n") == []


@pytest.mark.parametrize(("path", "most"), [(SOURCE, 300), (TEST, 400)])
def test_a_file_may_be_as_long_as_its_limit_and_not_a_line_longer(path: Path, most: int) -> None:
    assert layout(SAID + "x = 1\n" * (most - 1), path) == []
    assert layout(SAID + "x = 1\n" * most, path) == [
        f"has {most + 1} lines, more than {most}: make it two files, each with one purpose"
    ]


@pytest.mark.parametrize("name", ["utils", "helpers", "http_utils", "common", "job_manager", "misc", "util"])
def test_a_name_that_says_nothing_is_found(name: str) -> None:
    assert len(layout(SAID, SOURCE.with_stem(name))) == 1


@pytest.mark.parametrize("name", ["commons_license", "managed", "utility_room", "help"])
def test_a_name_that_only_looks_like_one_passes(name: str) -> None:
    assert layout(SAID, SOURCE.with_stem(name)) == []


def test_a_class_name_that_says_nothing_is_found() -> None:
    assert layout(SAID + "class LedgerManager:\n    pass\n") == [
        "the class name LedgerManager says nothing: name it after what it does"
    ]


def test_a_module_without_a_docstring_is_found() -> None:
    assert layout("x = 1\n") == ["has no docstring: say in one to three sentences what it is and who calls it"]


def test_a_long_function_is_found_but_not_in_a_test() -> None:
    text = SAID + "def act() -> None:\n" + "    x = 1\n" * 40
    assert layout(text) == ["the function act has 41 lines, more than 40: split it"]
    assert layout(text, TEST) == []


@pytest.mark.parametrize(
    "line",
    [
        "await connection.commit()",
        "async with connection.transaction(): pass",
        "async with connection.transaction(readonly=False): pass",
        "await self._producer.send_batch(batch, topic)",
        "await broker.publish(message)",
        'await tx.execute("COMMIT")',
        'await tx.execute("savepoint a")',
    ],
)
def test_a_service_that_commits_or_publishes_itself_is_found(line: str) -> None:
    assert len(list(check_transactions.findings(f"async def f() -> None:\n    {line}\n"))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "async with connection.transaction(readonly=True): pass",
        "tx.publish(envelope, event)",
        "await client.send(request)",
        'await tx.execute("insert into entry")',
    ],
)
def test_a_service_that_uses_its_transaction_passes(line: str) -> None:
    assert list(check_transactions.findings(f"async def f() -> None:\n    {line}\n")) == []


@pytest.mark.parametrize(
    "place",
    [
        "/wo" + "rk/main/x.py",
        "see /ro" + "ot/.cache",
        "https://py" + "pi.org/simple",
        "registry.npm" + "js.org",
        "fac" + "ts/engine.md",
    ],
)
def test_a_place_of_one_machine_is_found(place: str) -> None:
    assert len(list(check_addresses.findings(f"first\n{place}\n"))) == 1


@pytest.mark.parametrize("place", ["./work/x", "services/work/x.py", "${root}/work/x", "/v1/work", "the work / root"])
def test_a_place_of_the_tree_passes(place: str) -> None:
    assert list(check_addresses.findings(place)) == []


def test_new_files_count_and_ignored_and_deleted_ones_do_not(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for name in ("kept.py", "gone.py", "ignored.py", ".gitignore"):
        (tmp_path / name).write_text("ignored.py\n", encoding="utf-8")
    subprocess.run(["git", "add", "kept.py", "gone.py"], cwd=tmp_path, check=True)
    (tmp_path / "gone.py").unlink()
    assert {path.name for path in committed(root=tmp_path)} == {"kept.py", ".gitignore"}


def test_a_service_without_a_page_is_found(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for name in ("told", "untold"):
        (tmp_path / "services" / name).mkdir(parents=True)
        (tmp_path / "services" / name / "pyproject.toml").touch()
    (tmp_path / "services/told/README.md").touch()
    assert [finding.split(":")[0] for finding in check_layout.service_findings(tmp_path)] == ["services/untold"]


def test_a_folder_of_tests_is_no_package(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for name in ("one/tests", "two/tests", "three"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "one/tests/test_a.py").touch()
    (tmp_path / "two/tests/__init__.py").touch()
    (tmp_path / "three/__init__.py").touch()
    assert [finding.split(":")[0] for finding in check_layout.test_folder_findings(tmp_path)] == ["two/tests/__init__.py"]
