"""How PostgreSQL would run a part of a store's statement. Used by the tests of every service that writes parts of its own."""

import json
from pathlib import Path
from typing import Any

from chassis.columns import Part, statement_of
from chassis.connections import hot_connection
from chassis.migrate import ENGINE, bring_up_to_date


async def walked(dsn: str, part: Part, migrations: dict[str, Path], settings: dict[str, str] | None = None) -> list[str]:
    """The tables that this part would walk from end to end, on a database that looks empty."""
    await bring_up_to_date(dsn, {"chassis": ENGINE, **migrations})
    connection = await hot_connection(dsn, "test", settings or {})
    try:
        count = 1 + len(part.columns) + part.exact
        await connection.execute(f"prepare probe ({', '.join(['text'] * count)}) as {statement_of((part,))}")
        explained = await connection.fetchval(f"explain (format json) execute probe ({', '.join(['null'] * count)})")
    finally:
        await connection.close()
    nodes = _nodes(json.loads(explained)[0]["Plan"])
    return [node["Relation Name"] for node in nodes if node.get("Relation Name", "relay") != "relay" and not _by_key(node)]


def _nodes(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(found for child in node.get("Plans", []) for found in _nodes(child))]


def _by_key(node: dict[str, Any]) -> bool:
    """Whether this node writes what others have found, or finds rows with the help of an index and a condition for it."""
    conditions = any("Index Cond" in each for each in _nodes(node))
    return node["Node Type"] == "ModifyTable" or ("Scan" in node["Node Type"] and conditions)
