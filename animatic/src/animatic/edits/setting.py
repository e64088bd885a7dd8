"""Another hour, another weather, another way of painting."""

from dataclasses import replace

from animatic.colour import mix, rgb, to_hex
from animatic.edits.faults import not_there
from animatic.edits.words import Words
from animatic.graph import Piece, SceneGraph
from animatic.light import TIMES, light_of
from animatic.places import WEATHER_PLANES, roofless
from animatic.treatment import TREATMENTS

HOURS = {
    **{name: name for name in TIMES},
    **dict.fromkeys(("morning", "sunrise", "daybreak"), "dawn"),
    **dict.fromkeys(("daytime", "daylight", "noon", "midday", "afternoon"), "day"),
    **dict.fromkeys(("evening", "sunset", "twilight"), "dusk"),
    **dict.fromkeys(("nighttime", "midnight", "dark", "nightfall"), "night"),
}
WEATHERS = {
    **dict.fromkeys(("storm", "stormy", "thunder", "thunderstorm", "lightning"), "storm"),
    **dict.fromkeys(("rain", "rainy", "raining", "rains", "wet"), "rain"),
    **dict.fromkeys(("snow", "snowy", "snowing", "snows", "snowfall"), "snow"),
    **dict.fromkeys(("fog", "foggy", "mist", "misty"), "fog"),
    **dict.fromkeys(("clear", "sunny", "sunshine", "dry"), "clear"),
}
NOT = ("no", "without", "stop", "stops", "remove", "end", "ends", "delete")
AROUND = (
    "sky",
    "weather",
    "time",
    "hour",
    "light",
    "start",
    "begin",
    "fall",
    "falling",
    "heavy",
    "early",
    "late",
    "during",
    "under",
)
SNOW, WHITE = "#eef3f9", {"ground": 0.72, "path": 0.45, "road": 0.45}
"""How white snow makes open ground."""


def set_anew(graph: SceneGraph, words: Words) -> SceneGraph | None:
    """ "Make it night", "let it snow", "a rainy evening", "stop the rain", "in noir"; None when the words say something else."""
    hours = [HOURS[word] for word in words.open() if word in HOURS]
    weathers = [WEATHERS[word] for word in words.open() if word in WEATHERS]
    styles = [word for word in words.open() if word in TREATMENTS]
    if not (hours or weathers or styles) or words.take((*HOURS, *WEATHERS, *TREATMENTS, *NOT, *AROUND)).left():
        return None
    unwanted = bool(weathers) and words.has(*NOT)
    if unwanted and weathers[-1] != graph.weather:
        raise not_there(graph, next(word for word in words.open() if word in WEATHERS))
    if weathers:
        graph = in_weather(graph, "clear" if unwanted else weathers[-1])
    if hours:
        graph = at_time(graph, hours[-1])
    return replace(graph, style=styles[-1]) if styles else graph


def at_time(graph: SceneGraph, time: str) -> SceneGraph:
    """The same picture at dawn, by day, at dusk or at night."""
    return graph if time == graph.time else _relit(graph, time)


def _relit(graph: SceneGraph, time: str) -> SceneGraph:
    light = light_of(time, graph.weather, graph.interior, graph.seed)
    same_side = light.x if (light.x >= 0.5) == (graph.light.x >= 0.5) else 1 - light.x
    return replace(graph, time=time, light=replace(light, x=same_side))


def in_weather(graph: SceneGraph, weather: str) -> SceneGraph:
    """The same picture in another weather: outside it falls, inside it is seen through the windows."""
    if weather == graph.weather:
        return graph
    dry = tuple(_cleared(piece) for piece in graph.scenery if piece.kind not in WEATHER_PLANES.values())
    if graph.weather == "snow":
        dry = tuple(_thawed(piece) for piece in dry)
    scenery = tuple(_weathered(piece, weather) for piece in dry)
    outside = not graph.interior and roofless(graph.place, graph.interior)
    if outside and weather in WEATHER_PLANES:
        kind = WEATHER_PLANES[weather]
        scenery = (*scenery, Piece(f"{kind}-1", kind, seed=graph.seed))
    return _relit(replace(graph, weather=weather, scenery=scenery), graph.time)


def _weathered(piece: Piece, weather: str) -> Piece:
    if "weather" in piece.details:
        return replace(piece, details={**piece.details, "weather": weather})
    if piece.kind == "sky" and weather != "clear":
        return replace(piece, details={**piece.details, "clouds": 0.9, "usual": piece.number("clouds", 0.5)})
    if piece.kind in WHITE and weather == "snow":
        return replace(piece, colour=mix(piece.colour or "#8a8a80", SNOW, WHITE[piece.kind]))
    return piece


def _cleared(piece: Piece) -> Piece:
    """The sky with the clouds that it has in clear weather."""
    if piece.kind != "sky":
        return piece
    kept = {name: value for name, value in piece.details.items() if name != "usual"}
    clouds = piece.number("clouds", 0.5)
    return replace(piece, details={**kept, "clouds": piece.number("usual", 0.5 if clouds == 0.9 else clouds)})


def _thawed(piece: Piece) -> Piece:
    """Open ground as it was before snow lay on it."""
    if piece.kind not in WHITE or not piece.colour:
        return piece
    amount = WHITE[piece.kind]
    bare = [(seen - white * amount) / (1 - amount) for seen, white in zip(rgb(piece.colour), rgb(SNOW), strict=True)]
    return replace(piece, colour=to_hex((bare[0], bare[1], bare[2])))
