"""Fails when a service ends a transaction itself or publishes around the outbox: both are the chassis' work alone."""

import ast
import sys
from collections.abc import Iterator

from committed_files import ROOT, committed, is_test

ENDS = frozenset({"commit", "rollback", "transaction"})
SENDS = frozenset({"send", "send_and_wait", "send_batch"})
SENDERS = frozenset({"producer", "broker", "publisher"})
WORDS = frozenset({"begin", "commit", "end", "rollback", "savepoint", "start"})


def findings(text: str) -> Iterator[str]:
    """What one module of a service does that only the chassis may do."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from _call(node, node.func)


def _call(node: ast.Call, called: ast.Attribute) -> Iterator[str]:
    holder = ast.unparse(called.value).rsplit(".", 1)[-1].strip("_").lower()
    if called.attr in ENDS and not _reads_only(node):
        yield f"line {node.lineno}: calls {called.attr}(): only the chassis does; use the Transaction it hands you"
    if (called.attr in SENDS or called.attr == "publish") and holder in SENDERS:
        yield f"line {node.lineno}: publishes to the broker: use Transaction.publish, which happens if the commit does"
    if called.attr in {"execute", "fetch", "fetchval", "fetchrow"} and _first_word(node) in WORDS:
        yield f"line {node.lineno}: sends {_first_word(node)!r} to the database: the chassis begins and ends transactions"


def _reads_only(node: ast.Call) -> bool:
    """`transaction(readonly=True)` is a snapshot to read from; it has nothing to commit."""
    return any(k.arg == "readonly" and isinstance(k.value, ast.Constant) and k.value.value is True for k in node.keywords)


def _first_word(node: ast.Call) -> str:
    sql = node.args[0] if node.args else None
    words = sql.value.split() if isinstance(sql, ast.Constant) and isinstance(sql.value, str) else []
    return words[0].lower().rstrip(";") if words else ""


def main() -> int:
    """Print every finding; 1 when there is one."""
    modules = [p for p in committed("services/*.py") if not is_test(p) and "chassis" not in p.relative_to(ROOT).parts]
    found = [f"{path.relative_to(ROOT)}: {finding}" for path in modules for finding in findings(path.read_text(encoding="utf-8"))]
    for finding in found:
        print(finding, file=sys.stderr)
    print(f"transactions: {len(modules)} modules checked, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
