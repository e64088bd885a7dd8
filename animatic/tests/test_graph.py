"""The scene graph can be kept: JSON and back is the same picture, a later version is refused, an edit changes one thing."""

import json
from dataclasses import replace

import numpy as np
import pytest

from animatic import SceneGraph, compose_frame, draw
from animatic.light import light_of

from .boards import board

SMALL = (320, 180)


def test_a_graph_survives_its_json_form() -> None:
    graph = compose_frame(board("library", True, time="night", action="Mara reads a book by a lamp."), "shot", SMALL, 3)
    again = SceneGraph.from_json(graph.to_json())
    assert again == graph
    assert again.to_json() == graph.to_json()


def test_a_graph_of_another_version_is_refused() -> None:
    data = json.loads(compose_frame(board(), "shot", SMALL, 1).to_json())
    with pytest.raises(ValueError, match="version 99"):
        SceneGraph.from_json(json.dumps(data | {"version": 99}))
    with pytest.raises(ValueError, match="width"):
        SceneGraph.from_json(b"{}")


def test_a_coat_can_be_made_red_and_a_lamp_removed() -> None:
    graph = compose_frame(board("room", True), "shot", SMALL, 1)
    mara = next(f for f in graph.figures if f.id == "mara")
    red = replace(
        graph,
        figures=tuple(replace(f, dress=replace(f.dress, outer_colour="#c01020")) if f is mara else f for f in graph.figures),
    )
    changed = (draw(graph) != draw(red)).any(axis=2)
    assert 0 < changed.mean() < 0.2
    lamp = next(p for p in graph.scenery if p.kind == "floor_lamp")
    assert np.any(draw(graph) != draw(graph.without(lamp.id)))


def test_a_day_can_be_made_night() -> None:
    graph = compose_frame(board("street"), "shot", SMALL, 1)
    night = replace(graph, time="night", light=light_of("night", "clear", interior=False, seed=1))
    assert draw(night).mean() < draw(graph).mean() * 0.85
