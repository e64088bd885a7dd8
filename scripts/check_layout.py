"""Fails on what a reader trips over: long files and functions, empty names, modules and services that explain nothing."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from committed_files import ROOT, committed, is_test

FILE_LINES, TEST_LINES, FUNCTION_LINES = 300, 400, 40
EMPTY_NAME = re.compile(r"(^|_)(utils?|helpers?|common|manager|misc)(_|$)")


def module_findings(path: Path, text: str) -> Iterator[str]:
    """What one Python file does wrong."""
    limit = TEST_LINES if is_test(path) else FILE_LINES
    if (lines := text.count("\n")) > limit:
        yield f"has {lines} lines, more than {limit}: make it two files, each with one purpose"
    if EMPTY_NAME.search(path.stem):
        yield f"the name {path.stem} says nothing: name it after what it does"
    tree = ast.parse(text)
    if not ast.get_docstring(tree):
        yield "has no docstring: say in one to three sentences what it is and who calls it"
    if not is_test(path):
        yield from _definition_findings(tree)


def _definition_findings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"the function {node.name} has {lines} lines, more than {FUNCTION_LINES}: split it"
        elif isinstance(node, ast.ClassDef) and EMPTY_NAME.search(_snake(node.name)):
            yield f"the class name {node.name} says nothing: name it after what it does"


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def service_findings(root: Path) -> Iterator[str]:
    """Services whose page is missing."""
    for project in committed("services/*/pyproject.toml", root=root):
        if not (project.parent / "README.md").is_file():
            yield f"{project.parent.relative_to(root)}: has no README.md: one page on what it does, reads and tells"


def test_folder_findings(root: Path) -> Iterator[str]:
    """Folders of tests that are packages: two would both be called `tests`, and a file run alone would find the wrong one."""
    for marker in committed("*tests/__init__.py", root=root):
        yield f"{marker.relative_to(root)}: remove it, so that every test file collects alone"


def main() -> int:
    """Print every finding; 1 when there is one."""
    modules = [path for path in committed("*.py") if path.stat().st_size]
    findings = [
        f"{path.relative_to(ROOT)}: {finding}"
        for path in modules
        for finding in module_findings(path, path.read_text(encoding="utf-8"))
    ]
    findings += (*service_findings(ROOT), *test_folder_findings(ROOT))
    for finding in findings:
        print(finding, file=sys.stderr)
    print(f"layout: {len(modules)} modules checked, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
