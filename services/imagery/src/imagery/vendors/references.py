"""Which pictures go with an order, and which way a model is called with them. Pure."""

from dataclasses import dataclass

from contracts.base import MediaRef
from contracts.catalogue import Call
from contracts.storyboard import CastMember, Element, Place
from imagery.domain import PictureOrder
from vendor_http.choice import Choice


@dataclass(frozen=True, slots=True)
class Reference:
    """A picture and whom or what it shows; no subject means the shot itself, a few moments earlier."""

    subject: str
    media: MediaRef


def references(order: PictureOrder) -> tuple[Reference, ...]:
    """All that there are, the most important first: the start frame, people in the order of the cast, things, the place."""
    board = order.storyboard
    things: tuple[CastMember | Element | Place, ...] = (*board.cast, *board.elements, *board.places)
    ranked = [one.id for one in things]
    sheets = sorted(order.sheets, key=lambda use: ranked.index(use.subject))
    start = (Reference("", order.start),) if order.start is not None else ()
    return (*start, *(Reference(use.subject, use.media) for use in sheets))


def called(choice: Choice, order: PictureOrder) -> tuple[Call, tuple[Reference, ...]]:
    """The model's call, and the pictures that go with it: as many as it takes, the others are told in words.

    Raises Invalid when the model cannot start from words.
    """
    used = references(order)[: choice.model.limits.max_references]
    if not used or "references" not in choice.route.calls:
        return choice.call("text")[1], ()
    return choice.call("references")[1], used
