"""What every vendor of pictures promises: the suite that each adapter passes, the local one included."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from imagery.ports import EditVendor, ImageVendor
from imagery.vendors.fal import FalPictures
from imagery.vendors.local import LocalPictures
from imagery.vendors.local_edits import LocalEdits
from imagery.vendors.openai import Account as OpenAiAccount
from imagery.vendors.openai import OpenAiPictures
from vendor_http.fal.account import Account

if TYPE_CHECKING:
    from services.imagery.tests.conftest import Studio


@dataclass(frozen=True)
class Candidate:
    """A vendor, who changes its pictures, a model of its, and what a picture by it costs us."""

    vendor: ImageVendor
    editor: EditVendor
    model: str
    cost: int


@pytest.fixture(params=["local", "fal", "openai"])
def candidate(request: pytest.FixtureRequest, fal_account: Account, openai_account: OpenAiAccount) -> Candidate:
    if request.param == "local":
        return Candidate(LocalPictures(), LocalEdits(), "local-draw", 0)
    if request.param == "fal":
        return Candidate(fal := FalPictures.of(fal_account), fal, "nano-banana-2", 80_000)
    return Candidate(paid := OpenAiPictures.of(openai_account), paid, "gpt-image-2-5", 52_700)


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
    assert candidate.vendor.name == candidate.editor.name
    assert candidate.vendor.name in ("local", "fal", "openai")


async def test_who_reads_words_keeps_them_beside_the_picture(studio: "Studio", candidate: Candidate) -> None:
    made = await studio.tried(candidate.vendor, studio.frame(), candidate.model)
    assert ("prompt" in made.extras) == (candidate.cost > 0)
    if candidate.cost:
        told = (await studio.media.get(made.extras["prompt"])).decode()
        assert told.startswith("prompt frame.")
        assert "Ann runs along the water." in told


async def test_a_picture_is_changed_and_stays_a_picture_of_the_film(studio: "Studio", candidate: Candidate) -> None:
    first = await studio.tried(candidate.vendor, studio.frame(), candidate.model)
    studio.notes.clear()
    changed = await studio.changed(candidate.editor, first, candidate.model, "make it night")
    assert (changed.media != first.media, changed.cost) == (True, candidate.cost)
    with Image.open(io.BytesIO(await studio.media.get(changed.media))) as picture:
        assert (picture.format, picture.size, picture.mode) == ("PNG", (720, 1280), "RGB")


async def test_a_second_try_gives_the_same_picture(studio: "Studio", candidate: Candidate) -> None:
    first = await studio.tried(candidate.vendor, studio.frame(), candidate.model)
    assert await studio.tried(candidate.vendor, studio.frame(), candidate.model) == first
