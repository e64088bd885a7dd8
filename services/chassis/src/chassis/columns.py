"""Parts of a store's one statement: what each writes, and its rows packed into one text per column. Used by batch and turn.

asyncpg looks at every element of an array whether it is an array itself, which costs more than all else that is done for a row:
a column goes as one text that PostgreSQL splits at a control character, which no value may hold (decode refuses them in headers,
JSON escapes them in bodies). `tests/test_columns.py` has the round trip.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

BETWEEN = "\x1f"
NULL = "\x1e"


class UnstorableError(ValueError):
    """A value holds one of the two control characters that separate values."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One data-modifying CTE. `sql` has {rows} where its rows come from, {owner} where the writing process is named.

    `columns` are "name type", with a `?` behind the type where null is allowed. `told` selects what it did as
    (part text, id text). With `exact` every given row must be written, or the whole statement is a conflict.
    """

    name: str
    columns: tuple[str, ...]
    sql: str
    told: str = ""
    exact: bool = False
    packers: tuple[Callable[[Sequence[Any]], str], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "packers", tuple(_PACKERS.get(column.split()[1], _plain) for column in self.columns))


@dataclass(frozen=True, slots=True)
class Filled:
    """A part with its rows, column by column."""

    part: Part
    columns: tuple[str, ...]
    count: int


def fill(part: Part, rows: Sequence[Sequence[Any]]) -> Filled:
    """A part with these rows.

    Raises UnstorableError when a value holds a character that separates values.
    """
    columns = zip(*rows, strict=True)
    packed = tuple(pack(column) for pack, column in zip(part.packers, columns, strict=True))
    for name, text in zip(part.columns, packed, strict=True):
        if text.count(BETWEEN) >= len(rows):
            raise UnstorableError(f"A value of {part.name}.{name.split()[0]} holds a control character.")
    return Filled(part, packed, len(rows))


def _plain(values: Iterable[Any]) -> str:
    return BETWEEN.join(map(str, values))


def _texts(values: Iterable[str]) -> str:
    return BETWEEN.join(values)


def _or_null(values: Iterable[Any]) -> str:
    return BETWEEN.join([NULL if value is None else str(value) for value in values])


def _bytes(values: Iterable[bytes | None]) -> str:
    return BETWEEN.join([NULL if value is None else "\\x" + value.hex() for value in values])


_PACKERS: dict[str, Callable[[Sequence[Any]], str]] = {
    "text": _texts,
    "text?": _or_null,
    "bytea?": _bytes,
    "bigint?": _or_null,
    "int?": _or_null,
    "timestamptz?": _or_null,
    "json?": _or_null,
}


@lru_cache(maxsize=512)
def statement_of(parts: tuple[Part, ...]) -> str:
    """The text of a statement with these parts; its parameters are the owner, then for each part its columns and, if it is exact,
    its number of rows."""
    texts, told, position = [], [], 2
    for part in parts:
        texts.append(f"{part.name} as ({part.sql.format(rows=_rows(part, position), owner='$1::text')})")
        position += len(part.columns)
        if part.told:
            told.append(part.told)
        if part.exact:
            told.append(
                f"select 'short', case when (select count(*) from {part.name}) <> ${position}::text::int "  # noqa: S608 — names of our own parts
                f"then conflict('{part.name}')::text end"
            )
            position += 1
    results = "\nunion all ".join(told) or "select '' part, '' id where false"
    return "with me as (select $1::text),\n" + ",\n".join(texts) + "\n" + results


def arguments_of(parts: Sequence[Filled], owner: str) -> list[str]:
    """The parameters of `statement_of`."""
    arguments = [owner]
    for filled in parts:
        arguments += filled.columns
        if filled.part.exact:
            arguments.append(str(filled.count))
    return arguments


def _rows(part: Part, position: int) -> str:
    """The rows of a part as a subquery `t`. A single empty text is split into nothing, hence the coalesce; with `offset 0` it is
    worked out once, and looked up in an index even under row-level security (else: every row of the table for each of these)."""
    names = [column.split()[0] for column in part.columns]
    arrays = ", ".join(
        f"string_to_array(${position + n}::text, E'\\x1f'" + (", E'\\x1e')" if column.endswith("?") else ")")
        for n, column in enumerate(part.columns)
    )
    values = ", ".join(_value(column) for column in part.columns)
    listed = f"unnest({arrays}) with ordinality u({', '.join(names)}, n)"
    return f"(select {values}, n from {listed} offset 0) t"  # noqa: S608 — our own names


def _value(column: str) -> str:
    name, type_ = column.split()
    if type_ == "text":
        return f"coalesce({name}, '') as {name}"
    return f"{name}::{type_.rstrip('?')} as {name}" if type_ != "text?" else name
