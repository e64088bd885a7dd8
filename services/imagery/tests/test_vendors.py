"""What every vendor of pictures promises: the suite that each adapter passes, the local one included."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from imagery.ports import ImageVendor
from imagery.vendors.fal import FalPictures
from imagery.vendors.local import LocalPictures
from vendor_http.fal.account import Account

if TYPE_CHECKING:
    from services.imagery.tests.conftest import Studio


@dataclass(frozen=True)
class Candidate:
    """A vendor, a model of its, and what a picture by it costs us."""

    vendor: ImageVendor
    model: str
    cost: int


@pytest.fixture(params=["local", "fal"])
def candidate(request: pytest.FixtureRequest, fal_account: Account) -> Candidate:
    if request.param == "local":
        return Candidate(LocalPictures(), "local-draw", 0)
    return Candidate(FalPictures.of(fal_account), "nano-banana-2", 80_000)


@pytest.mark.parametrize("kind", ["frame", "sheet"])
async def test_a_picture_is_a_png_of_the_films_size_kept_for_its_tenant(
    studio: "Studio", candidate: Candidate, kind: str
) -> None:
    order = studio.frame() if kind == "frame" else studio.sheet()
    made = await studio.tried(candidate.vendor, order, candidate.model)
    assert (made.media.media_type, made.media.key.split("/")[0]) == ("image/png", "t")
    with Image.open(io.BytesIO(await studio.media.get(made.media))) as picture:
        assert (picture.format, picture.size, picture.mode) == ("PNG", (720, 1280), "RGB")


async def test_a_picture_tells_its_vendor_and_what_it_cost(studio: "Studio", candidate: Candidate) -> None:
    made = await studio.tried(candidate.vendor, studio.frame(), candidate.model)
    assert made.cost == candidate.cost
    assert candidate.vendor.name in ("local", "fal")


async def test_a_second_try_gives_the_same_picture(studio: "Studio", candidate: Candidate) -> None:
    first = await studio.tried(candidate.vendor, studio.frame(), candidate.model)
    assert await studio.tried(candidate.vendor, studio.frame(), candidate.model) == first
