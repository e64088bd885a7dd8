"""The message catalogue: a Markdown table between two marks in contracts/README.md; used by gen_contracts."""

from contract_routes import kind_of, meaning_of, readers_of, senders_of
from contract_schemas import ROOT, place_of

from contracts.base import Message
from contracts.registry import MODULES, commands_of, events_of, topic_of

README = ROOT / "README.md"
BEGIN, END = "<!-- catalogue: made by scripts/gen_contracts.py -->", "<!-- end of the catalogue -->"


def with_catalogue(readme: str) -> str:
    """The README with today's catalogue between its marks.

    Raises ValueError when a mark is missing.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"contracts/README.md has lost its marks: put {BEGIN} and {END} where the catalogue belongs.")
    return f"{before}{BEGIN}\n\n{_catalogue()}\n\n{END}{after}"


def _catalogue() -> str:
    return "\n\n".join(_section(service) for service in MODULES)


def _section(service: str) -> str:
    head = f"### {service}\n\n| message | kind | topic | sent by | read by | what it says |\n|---|---|---|---|---|---|"
    return "\n".join((head, *(_row(message) for message in (*commands_of(service), *events_of(service)))))


def _row(message: type[Message]) -> str:
    place = place_of(message)
    cells = (
        f"[{place.split('/')[1]}](schemas/{place}.json)",
        kind_of(message),
        f"`{topic_of(message)}`",
        ", ".join(senders_of(message)),
        ", ".join(readers_of(message)),
        meaning_of(message).replace("|", "\\|"),
    )
    return f"| {' | '.join(cells)} |"
