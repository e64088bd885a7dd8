"""What a notification says and how its endpoint's answer is understood; pure. Used by `work`."""

import json
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["delivered", "gone", "again"]


@dataclass(frozen=True, slots=True)
class Notification:
    """How a film ended. `id` and `time` are the same for every try, so every try sends the same bytes."""

    id: str
    time: str
    sequence: str
    state: str
    title: str
    link: str

    def body(self) -> bytes:
        """The thin payload: what has happened and where the rest is."""
        data = {"sequence_id": self.sequence, "state": self.state, "title": self.title, "link": self.link}
        told = {"type": f"sequence.{self.state}", "timestamp": self.time, "data": data}
        return json.dumps(told, separators=(",", ":")).encode()


def verdict_on(status: int) -> Verdict:
    """2xx is delivered, 410 means that nobody lives there any more; anything else, a redirect too, is tried again."""
    if 200 <= status < 300:
        return "delivered"
    return "gone" if status == 410 else "again"


def link_to(public_url: str, sequence: str) -> str:
    """Where the film's state can be read."""
    return f"{public_url.rstrip('/')}/v1/sequences/{sequence}"
