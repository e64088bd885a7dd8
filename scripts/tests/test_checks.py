"""Each house rule catches what it forbids and lets the rest pass."""

import subprocess
from datetime import date
from pathlib import Path

import check_addresses
import check_catalogue
import check_layout
import check_transactions
import pytest
from committed_files import committed

from contracts.catalogue import Call, Limits, Parameter, Price, all_models

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


def test_the_catalogue_is_right() -> None:
    assert list(check_catalogue.findings(all_models())) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"description": "Fast"}, "its description is no sentence"),
        ({"vendor": "openai"}, "its vendor is openai, its first route fal"),
        ({"equivalents": ("nobody",)}, "its equivalent nobody is no other model"),
        ({"equivalents": ("local-voice",)}, "its equivalent local-voice does not do clip"),
        ({"equivalents": ("runway-gen-4-turbo",)}, "its equivalent runway-gen-4-turbo cannot be relied on"),
        ({"retires": date(2027, 1, 1), "equivalents": ()}, "nobody knows what to use instead"),
        ({"end_frame": False}, "whether it takes an end frame and whether there is a call with one differ"),
        ({"limits": Limits()}, "nobody knows how long its clips may be"),
        ({"limits": Limits(max_seconds=5, min_seconds=6, max_references=0)}, "it makes at least more seconds than at most"),
        ({"prices": (Price(unit="second", micros=0),)}, "it costs nothing"),
        ({"aliases": ("Veo",)}, "kling-v3-pro is called 'Veo' too"),
        ({"parameters": {"mode": Parameter(type="string", default="x", choices=("a", "b"))}}, "its own default of mode"),
    ],
)
def test_a_model_that_contradicts_itself_is_found(change: dict[str, object], words: str) -> None:
    models = dict(all_models())
    models["kling-v3-pro"] = models["kling-v3-pro"].model_copy(update=change)
    found = [finding for finding in check_catalogue.findings(models) if "kling-v3-pro" in finding]
    assert any(words in finding for finding in found), found


def test_a_word_that_nobody_gives_is_found() -> None:
    models = dict(all_models())
    model = models["kling-v3-pro"]
    call = Call(endpoint="x", arguments={"prompt": "$promt"}, output="video.url")
    route = model.routes[0].model_copy(update={"calls": {**model.routes[0].calls, "image": call}})
    models[model.id] = model.model_copy(update={"routes": (route,)})
    assert list(check_catalogue.findings(models)) == ["kling-v3-pro: the call image names $promt, which nobody gives"]
