"""Edits: pure functions from a scene graph to a scene graph, by name or by a sentence."""

import re
from dataclasses import replace

from animatic.colour import WORDS, mix
from animatic.graph import Dress, Figure, Piece, SceneGraph
from animatic.light import TIMES, light_of
from animatic.looks import BOTTOM, HAIR_WORDS, HAT, OUTER, TOP
from animatic.places import WEATHER_PLANES, roofless


class UnknownEditError(ValueError):
    """The words ask for nothing that can be done to this picture; the text says what can."""


def edited(graph: SceneGraph, words: str) -> SceneGraph:
    """The picture as the sentence wants it: "change her coat to red", "make it night", "let it snow", "remove the lamp".

    Raises UnknownEditError when the sentence asks for none of these, or for something that the picture does not have.
    """
    wish = words.lower()
    for rule in (_removed, _dressed, _hour, _weather):
        found = rule(graph, wish)
        if found is not None:
            return found
    raise UnknownEditError(
        f'"{words}" cannot be done here. Name what to remove, a garment or hair and its colour, an hour or a weather.'
    )


def at_time(graph: SceneGraph, time: str) -> SceneGraph:
    """The same picture at dawn, by day, at dusk or at night."""
    light = light_of(time, graph.weather, graph.interior, graph.seed)
    same_side = light.x if (light.x >= 0.5) == (graph.light.x >= 0.5) else 1 - light.x
    return replace(graph, time=time, light=replace(light, x=same_side))


def in_weather(graph: SceneGraph, weather: str) -> SceneGraph:
    """The same picture in another weather: outside it falls, inside it is seen through the windows."""
    scenery = tuple(_weathered(p, weather) for p in graph.scenery if p.kind not in WEATHER_PLANES.values())
    outside = not graph.interior and roofless(graph.place, graph.interior)
    if outside and weather in WEATHER_PLANES:
        kind = WEATHER_PLANES[weather]
        scenery = (*scenery, Piece(f"{kind}-1", kind, seed=graph.seed))
    changed = replace(graph, weather=weather, scenery=scenery)
    return at_time(changed, graph.time)


def recoloured(graph: SceneGraph, figure: str, slot: str, colour: str) -> SceneGraph:
    """The same picture with one garment, or the hair, of one figure in another colour (a hex value)."""

    def change(one: Figure) -> Figure:
        return replace(one, dress=_painted(one.dress, slot, colour)) if one.id == figure else one

    return replace(graph, figures=tuple(change(one) for one in graph.figures))


def _painted(dress: Dress, slot: str, colour: str) -> Dress:
    return replace(dress, **{"hair" if slot == "hair" else f"{slot}_colour": colour})  # type: ignore[arg-type]


def _weathered(piece: Piece, weather: str) -> Piece:
    if "weather" in piece.details:
        return replace(piece, details={**piece.details, "weather": weather})
    if piece.kind == "sky":
        return replace(piece, details={**piece.details, "clouds": 0.5 if weather == "clear" else 0.9})
    if piece.kind in ("ground", "path", "road") and weather == "snow":
        return replace(piece, colour=mix(piece.colour or "#8a8a80", "#eef3f9", 0.72 if piece.kind == "ground" else 0.45))
    return piece


def _removed(graph: SceneGraph, wish: str) -> SceneGraph | None:
    found = re.search(
        r"\b(?:remove|delete|take away|get rid of|without|no)\b (?:the |a |an |any |all |that |his |her )*([\w -]+)", wish
    )
    if found is None:
        return None
    word = found.group(1).strip().rstrip("s")
    ids = [f.id for f in graph.figures if _same(word, f.name.lower())]
    ids += [p.id for p in (*graph.props, *graph.scenery) if _same(word, p.kind.replace("_", " "))]
    held = [f for f in graph.figures if f.held and _same(word, f.held.replace("_", " "))]
    if not ids and not held:
        raise UnknownEditError(f"There is no {word} in this picture. There is: {', '.join(_names(graph))}.")
    figures = tuple(replace(f, held="") if f in held else f for f in graph.figures)
    graph = replace(graph, figures=figures)
    for one in ids:
        graph = graph.without(one)
    return graph


def _same(word: str, name: str) -> bool:
    """Whether a word names this: "lamp" is a floor lamp too, and a ceiling lamp."""
    return bool(word) and (word == name or name.rsplit(maxsplit=1)[-1] == word or word.rsplit(maxsplit=1)[-1] == name)


def _names(graph: SceneGraph) -> list[str]:
    kinds = [f.name for f in graph.figures] + [p.kind.replace("_", " ") for p in (*graph.props, *graph.scenery)]
    return list(dict.fromkeys(kinds))


def _dressed(graph: SceneGraph, wish: str) -> SceneGraph | None:
    found = re.search(r"\b(\w+)\b(?: colou?r)? (?:to|into|in) (?:a )?((?:dark |light )?\w+)\b", wish)
    found = found or re.search(r"\bmake (?:the |his |her |their |\w+'s )(\w+) ((?:dark |light )?\w+)\b", wish)
    if found is None:
        return None
    garment, colour = found.group(1), found.group(2).split()[-1]
    slot, colours = _slot(garment), {**WORDS, **HAIR_WORDS} if garment == "hair" else WORDS
    if not slot or colour not in colours:
        return None
    wearers = [f for f in graph.figures if slot == "hair" or _wears(f.dress, slot, garment)]
    named = [f for f in wearers if f.name.lower() in wish]
    women = [f for f in wearers if f.dress.sex == "female"] if re.search(r"\bher\b", wish) else []
    men = [f for f in wearers if f.dress.sex == "male"] if re.search(r"\bhis\b", wish) else []
    chosen = named or women or men or wearers
    if not chosen:
        raise UnknownEditError(f"Nobody in this picture wears a {garment}.")
    who = chosen[0]
    if slot in ("outer", "top"):
        slot = "outer" if who.dress.outer and _kind(OUTER, garment) == who.dress.outer else slot
    return recoloured(graph, who.id, slot, colours[colour])


def _kind(table: dict[str, str], garment: str) -> str:
    return table.get(garment, "coat" if garment.endswith("coat") and table is OUTER else "")


def _slot(garment: str) -> str:
    for slot, table in (("outer", OUTER), ("top", TOP), ("bottom", BOTTOM), ("hat", HAT)):
        if _kind(table, garment):
            return slot
    return {"hair": "hair", "scarf": "neck", "tie": "neck", "shoes": "shoes", "boots": "shoes"}.get(garment, "")


def _wears(dress: Dress, slot: str, garment: str) -> bool:
    worn = {"outer": dress.outer, "top": dress.top, "bottom": dress.bottom, "hat": dress.hat, "neck": dress.neck, "shoes": "any"}
    if slot == "outer" and garment == "coat":
        return dress.outer in ("coat", "raincoat", "lab_coat", "jacket")
    return bool(worn[slot])


def _hour(graph: SceneGraph, wish: str) -> SceneGraph | None:
    words = {"morning": "dawn", "sunrise": "dawn", "noon": "day", "evening": "dusk", "sunset": "dusk", "midnight": "night"}
    for word in re.findall(r"[a-z]+", wish):
        time = word if word in TIMES else words.get(word) or ("day" if word == "daytime" else "")
        if time:
            return at_time(graph, time)
    return None


def _weather(graph: SceneGraph, wish: str) -> SceneGraph | None:
    table: tuple[tuple[str, str], ...] = (
        (r"\bstorm|thunder|lightning", "storm"),
        (r"\brain", "rain"),
        (r"\bsnow", "snow"),
        (r"\bfog|mist", "fog"),
        (r"\bclear|sunny|dry\b", "clear"),
    )
    return next((in_weather(graph, weather) for pattern, weather in table if re.search(pattern, wish)), None)
