"""Prompts are files of a service's `prompts` package, `<task>.<family>.v<N>.md`, rendered here by pure functions.

What stands before a file's first part says to its readers what it is for and is not sent. A part begins with `# name` on a line
of its own. `{{name}}` stands for an input; a line is left out when an input that it names is empty. Texts of other people come as
`Data`: they stand in a fence that they cannot close, and `{{name.fence}}` is what the fence is called.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count

ANY = "any"
"""The family whose file is taken where a family has none of its own."""
_FILE = re.compile(r"^([a-z][a-z0-9_]*)\.([a-z0-9][a-z0-9-]*)\.v([1-9][0-9]*)\.md$")
_PART = re.compile(r"^# ([a-z]+)$")
_HOLE = re.compile(r"\{\{([a-z_]+)(\.fence)?\}\}")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]")
"""Characters that hide text from a human reader or that cannot be sent."""


@dataclass(frozen=True, slots=True)
class Data:
    """A text that somebody else wrote: something to read, never an order."""

    text: str
    name: str = "data"

    def fence(self) -> str:
        """What its fence is called: the same text has the same fence, and no text holds the name of its own."""
        folded = self._seen().casefold()
        fences = (f"{self.name}-{hashlib.sha256(f'{n} {folded}'.encode(errors='replace')).hexdigest()[:12]}" for n in count())
        return next(fence for fence in fences if fence not in folded)

    def fenced(self) -> str:
        """The text between its fences, without invisible characters."""
        fence = self.fence()
        return f"<{fence}>\n{self._seen()}\n</{fence}>"

    def _seen(self) -> str:
        return _INVISIBLE.sub("", self.text.replace("\r\n", "\n").replace("\r", "\n"))


Inputs = Mapping[str, str | Data]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told; `name` is that of the file, so that a result can say by which version it was made."""

    name: str
    parts: tuple[tuple[str, str], ...]

    def __getitem__(self, part: str) -> str:
        """A part's text; empty where the file has no such part."""
        return dict(self.parts).get(part, "")

    def text(self) -> str:
        """The whole prompt as people read it."""
        return "\n\n".join([f"prompt {self.name}", *(f"# {part}\n{text}" for part, text in self.parts)]) + "\n"


def render(package: str, task: str, family: str, inputs: Inputs) -> Prompt:
    """The newest prompt of a package for a task and a family of models.

    Raises KeyError when there is none, or when it names an input that was not given.
    """
    name, template = _newest(package, task, family)
    return Prompt(name, tuple((part, _filled(text, inputs)) for part, text in _parts(template)))


@cache
def names(package: str) -> tuple[str, ...]:
    """All prompts of a package."""
    return tuple(sorted(entry.name.removesuffix(".md") for entry in files(package).iterdir() if _FILE.match(entry.name)))


def wanted(package: str, name: str) -> frozenset[str]:
    """The inputs that a prompt names."""
    return frozenset(match[1] for match in _HOLE.finditer(_read(package, name)))


@cache
def _newest(package: str, task: str, family: str) -> tuple[str, str]:
    for wish in (family, ANY):
        versions = [int(name.rpartition(".v")[2]) for name in names(package) if name.startswith(f"{task}.{wish}.v")]
        if versions:
            name = f"{task}.{wish}.v{max(versions)}"
            return name, _read(package, name)
    raise KeyError(f"{package} has no prompt for {task} and {family}.")


def _read(package: str, name: str) -> str:
    return (files(package) / f"{name}.md").read_text(encoding="utf-8")


def _parts(template: str) -> Iterator[tuple[str, str]]:
    part, lines = "", list[str]()
    for line in [*template.splitlines(), "# end"]:
        if match := _PART.match(line):
            if part:
                yield part, "\n".join(lines)
            part, lines = match[1], []
        else:
            lines.append(line)


def _filled(text: str, inputs: Inputs) -> str:
    """Lines whose inputs are there; what an input holds is never looked at again, so it cannot name another."""
    kept = [line for line in text.splitlines() if all(_text(inputs[match[1]]).strip() for match in _HOLE.finditer(line))]
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    return _HOLE.sub(lambda match: _value(inputs[match[1]], fence=bool(match[2])), tidy)


def _text(value: str | Data) -> str:
    return value.text if isinstance(value, Data) else value


def _value(value: str | Data, *, fence: bool) -> str:
    if isinstance(value, Data):
        return value.fence() if fence else value.fenced()
    return value
