"""The fonts of burned captions: they come with the packages of this service, so every machine draws the same letters."""

import functools
import lzma
from importlib.resources import files

import skia

import assembly

BOLD = 600
"""Heavier than a book's letters: they are read over a picture. Skia makes every script's as bold, from its usual weight."""
_USUAL = 400
"""The weight that is in the file: of some between, Skia draws single letters in another one."""
_WEIGHT_AXIS = int.from_bytes(b"wght", "big")

_LATIN = ("NotoSans[wdth,wght].ttf", "NotoSans-Italic[wdth,wght].ttf")
_PACKS = {
    "justmytype_intl_rtl": ("Hebrew", "Arabic"),
    "justmytype_intl_south_asia": ("Devanagari", "Bengali", "Tamil", "Telugu"),
    "justmytype_intl_sea": ("Thai", "Lao", "Khmer", "Myanmar"),
}
_EAST = ("ja", "ko", "zh", "zh-hant")
"""The faces of the one file for Chinese, Japanese and Korean, in its order: the same sign is written in four ways."""


@functools.cache
def families() -> tuple[str, ...]:
    """The names of all families, in the order in which a letter is looked for."""
    scripts = tuple(script for pack in _PACKS.values() for script in pack)
    return ("latin", *scripts, *_EAST, "emoji")


def families_for(language: str) -> list[str]:
    """The same, with the language's own way to write Chinese signs before the others."""
    code = language.lower()
    hant = code.startswith("zh") and any(part in code for part in ("hant", "-tw", "-hk"))
    own = "zh-hant" if hant else code[:2]
    return sorted(families(), key=lambda name: (name == "emoji", name in _EAST, name != own))


@functools.cache
def collection() -> skia.textlayout.FontCollection:
    """All of them, and none of the machine's."""
    provider = skia.textlayout.TypefaceFontProvider()
    for name in _LATIN:
        provider.registerTypeface(_varied(_face("fontpkg_noto_sans", "files", name)), skia.String("latin"))
    for pack, scripts in _PACKS.items():
        for script in scripts:
            face = _face(pack, "fonts", "ofl", f"notosans{script.lower()}", f"NotoSans{script}[wdth,wght].ttf")
            provider.registerTypeface(_varied(face), skia.String(script))
    for number, name in enumerate(_EAST):
        provider.registerTypeface(_face("noto_cjk_sans_otc", "NotoSansCJK-Regular.ttc", number=number), skia.String(name))
    emoji = lzma.decompress((files(assembly) / "fonts" / "emoji.ttf.xz").read_bytes())
    provider.registerTypeface(skia.FontMgr.New_Custom_Empty().makeFromData(skia.Data.MakeWithCopy(emoji)), skia.String("emoji"))
    found = skia.textlayout.FontCollection()
    found.setDefaultFontManager(provider)
    return found


def _face(package: str, *path: str, number: int = 0) -> skia.Typeface:
    return skia.FontMgr.New_Custom_Empty().makeFromFile(str(files(package).joinpath(*path)), number)


def _varied(face: skia.Typeface) -> skia.Typeface:
    """The same letters in the usual weight and width: some fonts begin with their thinnest."""
    places = skia.FontArguments.VariationPosition.Coordinates()
    for place in face.getVariationDesignPosition():
        place.value = _USUAL if place.axis == _WEIGHT_AXIS else 100
        places.append(place)
    wanted = skia.FontArguments()
    wanted.setVariationDesignPosition(skia.FontArguments.VariationPosition(places))
    return face.makeClone(wanted)
