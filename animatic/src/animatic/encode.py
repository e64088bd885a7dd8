"""Pictures to bytes. PNG at the fastest compression, since grain repeats nothing and the store is cheaper than the CPU."""

import io
import zlib

from PIL import Image

from animatic.layers import Pixels


def encode_png(pixels: Pixels) -> bytes:
    """An RGB array as PNG."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG", compress_level=1, compress_type=zlib.Z_HUFFMAN_ONLY)
    return out.getvalue()


def encode_jpeg(pixels: Pixels, quality: int = 88) -> bytes:
    """An RGB array as JPEG."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=quality)
    return out.getvalue()
