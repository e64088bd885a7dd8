"""What a language model is asked and what it answers; the adapters of the services build these, the two vendors read them."""

import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

from chassis.work import Job, Tools
from vendor_http.choice import Choice
from vendor_http.prompts import Prompt

MOST_TOKENS = 10_000_000
"""No request of ours is near to that."""
Turn = tuple[Literal["user", "assistant"], str]
State = dict[str, Any]
"""What a vendor notes of an open request; JSON. `begun` says that something of it is paid already."""


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a structured answer: a closed JSON schema and what it is called."""

    name: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """One question. `label` is our name for this piece of work, `most` the tokens that its answer may have."""

    choice: Choice
    prompt: Prompt
    label: str
    most: int
    form: Form | None = None
    later: tuple[Turn, ...] = ()
    """Turns behind the prompt: an answer of the model and what is to be done with it."""

    def turns(self) -> list[Turn]:
        """The whole conversation, which begins with the prompt."""
        return [("user", self.prompt["user"]), *self.later]

    def read(self) -> int:
        """About how many tokens the model reads, where the vendor does not tell any more."""
        return about(self.prompt["system"] + "".join(text for _, text in self.turns()))

    def extras(self) -> dict[str, Any]:
        """What the catalogue adds to the model's calls."""
        call = self.choice.route.calls.get("text")
        return dict(call.arguments) if call else {}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model said, and what it read and wrote, in tokens; `cut` when it had no room to end."""

    text: str
    input_tokens: int
    output_tokens: int
    cut: bool = False

    def stored(self) -> bytes:
        """As it is kept."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def of(cls, stored: bytes) -> "Answer":
        """As it was kept."""
        return cls(**json.loads(stored))

    def cost(self, choice: Choice) -> int:
        """What the vendor charges us, in micro-credits."""
        return choice.cost({"call": 1, "input_token": self.input_tokens, "output_token": self.output_tokens})


class Shelf(Protocol):
    """Keeps bytes beyond this process, under a name that it gives."""

    async def put(self, content: bytes) -> str:
        """Keep them; the name."""
        ...

    async def get(self, name: str) -> bytes:
        """What lies under a name."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What a vendor works with in a try of a job: notes of the open request, a shelf, whom to tell how far it is, the gate."""

    job: Job[Any]
    tools: Tools
    note: Callable[[State | None], Awaitable[None]]
    shelf: Shelf
    told: Callable[[str], Awaitable[None]]
    enter: Callable[[], AbstractAsyncContextManager[None]] = nullcontext
    """Around every request that makes the model work; raises Busy while others come first."""


class TextVendor(Protocol):
    """One account of a vendor of language models."""

    async def ask(self, request: Request, noted: State | None, desk: Desk) -> Answer:
        """The answer, paid once; `noted` is what an earlier try noted of this very request.

        Raises the errors of `chassis.errors`.
        """
        ...

    async def withdraw(self, noted: State, job: Job[Any]) -> None:
        """Tell the vendor, where it can be told, that nobody waits any more; raises what makes another try worth it."""
        ...


def counted(told: Any, otherwise: int = 0) -> int:
    """A number of tokens as a vendor tells it; what cannot be one is not believed."""
    return told if isinstance(told, int) and not isinstance(told, bool) and 0 < told <= MOST_TOKENS else otherwise


def about(text: str) -> int:
    """About how many tokens a text has, where the vendor does not tell any more."""
    return max(1, len(text) // 4)
