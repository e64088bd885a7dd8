"""What is wrong with a reading, in sentences that are told back to the model once. Pure."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.domain.told.answer import Act, Reading
from analysis.domain.told.reconcile import Book
from analysis.domain.told.units import Unit

MOST_FAULTS = 12


def is_useless(reading: Reading) -> bool:
    """Whether no storyboard can be made of it, however forgiving one is."""
    return not any(scene.shots for scene in reading.scenes)


def faults_of(reading: Reading, part: Sequence[Unit], known: Book) -> list[str]:
    """The faults, at most MOST_FAULTS."""
    found = [*_of_order(reading, part), *_of_references(reading, known)]
    found += [fault for scene in reading.scenes for fault in _of_scene(scene, part)]
    return found[:MOST_FAULTS]


def _of_order(reading: Reading, part: Sequence[Unit]) -> Iterator[str]:
    if not reading.scenes:
        yield "There is no scene."
        return
    if reading.scenes[0].first != part[0].number:
        yield f"The first scene begins with unit {reading.scenes[0].first}; it has to begin with unit {part[0].number}."
    for before, after in pairwise(reading.scenes):
        if after.first <= before.first:
            yield f"A scene begins with unit {after.first}, the scene before it with unit {before.first}; they have to ascend."
    for scene in reading.scenes[1:]:
        if scene.continues:
            yield f"The scene of unit {scene.first} says that it continues; only the first scene of a part can."


def _of_scene(scene: Act, part: Sequence[Unit]) -> Iterator[str]:
    known = {unit.number: unit for unit in part}
    if scene.first not in known:
        yield f"A scene begins with unit {scene.first}, which is not in this part."
    if not scene.shots:
        yield f"The scene of unit {scene.first} has no shot."
    for shot in scene.shots:
        if not shot.action.strip():
            yield f"The shot of unit {shot.first} does not say what is seen."
        for line in shot.lines:
            if line.unit not in known:
                yield f"A line takes its words from unit {line.unit}, which is not in this part."


def _of_references(reading: Reading, known: Book) -> Iterator[str]:
    cast = {p.id for p in (*reading.cast, *known.cast)}
    places = {p.id for p in (*reading.places, *known.places)}
    things = {t.id for t in (*reading.things, *known.things)}
    for kind, ids in (("cast", reading.cast), ("places", reading.places), ("things", reading.things)):
        named = [one.id for one in ids]
        for twice in sorted({id_ for id_ in named if named.count(id_) > 1}):
            yield f"The id {twice!r} stands twice in {kind}."
    missing = dict[str, None]()
    for scene in reading.scenes:
        if scene.place not in places:
            missing[f"The place {scene.place!r} is not in places."] = None
        for shot in scene.shots:
            for id_ in (*(p.id for p in shot.people), *(line.speaker for line in shot.lines if line.speaker)):
                if id_ not in cast:
                    missing[f"{id_!r} is in a shot and not in cast."] = None
            for id_ in shot.things:
                if id_ not in things:
                    missing[f"{id_!r} is in a shot and not in things."] = None
    yield from missing
