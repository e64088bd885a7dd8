"""A picture from a vendor, in the form of our own: only its pixels are kept, in the film's size, and the prompt beside it."""

import io

from PIL import Image, ImageOps

from chassis.errors import Broken
from chassis.work import Tools
from imagery.ports import Picture
from imagery.vendors.asked import Asked
from vendor_http.fetched import Fetched

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
MOST_PIXELS = 50_000_000


def normalised(content: bytes, media_type: str, size: tuple[int, int]) -> bytes:
    """The picture as a PNG of exactly this size, cut where its shape differs. Runs in the process pool.

    Raises Broken when it cannot be read or is too large.
    """
    try:
        with Image.open(io.BytesIO(content), formats=[FORMATS[media_type]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Broken(f"The vendor's picture has {picture.width} x {picture.height} pixels.", code="vendor_media")
            fitted = ImageOps.fit(ImageOps.exif_transpose(picture).convert("RGB"), size, Image.Resampling.LANCZOS)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Broken(f"The vendor's picture cannot be read: {error}", code="vendor_media") from None
    out = io.BytesIO()
    fitted.save(out, "PNG", compress_level=1)
    return out.getvalue()


async def kept(found: Fetched, wanted: Asked, tenant: str, tools: Tools) -> Picture:
    """The vendor's picture, stored for its tenant together with what the model was told."""
    png = await tools.compute(normalised, found.content, found.media_type, wanted.size)
    prompt = await tools.media.put(tenant, wanted.prompt.text().encode(), "text/plain")
    return Picture(await tools.media.put(tenant, png, "image/png"), {"prompt": prompt}, wanted.cost())
