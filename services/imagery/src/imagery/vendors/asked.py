"""One question to a picture model, worked out the same way for every vendor: model and call, prompt, pictures that go with it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from chassis.errors import Invalid
from contracts.base import MediaRef
from contracts.catalogue import Call, all_styles
from contracts.catalogue.asking import Ask
from contracts.storyboard import RATIO_SIZES, Ratio
from imagery.domain import EditOrder, PictureOrder
from imagery.vendors.prompts import edit_prompt_of, prompt_of
from imagery.vendors.references import called
from vendor_http.choice import Choice, choose
from vendor_http.prompts import Prompt

SEEDS = 2**31


@dataclass(frozen=True, slots=True)
class Asked:
    """What goes to the vendor, before its files are uploaded."""

    choice: Choice
    call: Call
    prompt: Prompt
    pictures: tuple[MediaRef, ...]
    ratio: Ratio
    seed: int
    mask: MediaRef | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return RATIO_SIZES[self.ratio]

    def values(self) -> dict[str, object]:
        """What the words of the catalogue's calls mean; pictures are added by whoever knows where they lie."""
        width, height = self.size
        return {
            "prompt": self.prompt["prompt"],
            "negative": ", ".join(self.prompt["negative"].splitlines()) or None,
            "ratio": self.ratio,
            "size": {"width": width, "height": height},
            "pixels": f"{width}x{height}",
            "seed": self.seed % SEEDS,
        }

    def cost(self) -> int:
        """What one picture costs us."""
        width, height = self.size
        return self.choice.cost({"image": 1, "call": 1, "pixel": width * height})


def asked(order: PictureOrder | EditOrder, model: str, vendor: str) -> Asked:
    """The question; nothing has been paid yet.

    Raises Invalid when the model lacks what is asked.
    """
    choice = choose(model, vendor, _ask(order))
    if isinstance(order, EditOrder):
        _, call = choice.call("references")
        if order.mask is not None and "$mask" not in call.arguments.values():
            raise Invalid(f"{choice.model.name} ({model}) takes no mask. Say in words where to change it.", code="model_lacks")
        prompt = edit_prompt_of(order, choice.model)
        return Asked(choice, call, prompt, (order.picture,), order.ratio, order.seed, order.mask)
    call, used = called(choice, order)
    prompt = prompt_of(order, choice.model, [one.subject for one in used])
    return Asked(choice, call, prompt, tuple(one.media for one in used), order.storyboard.ratio, order.seed)


def _ask(order: PictureOrder | EditOrder) -> Ask:
    known = all_styles().get(order.style)
    category = known.category if known else None
    return Ask("image", datetime.now(UTC).date(), ratio=order.ratio, style=category, references=int(isinstance(order, EditOrder)))
