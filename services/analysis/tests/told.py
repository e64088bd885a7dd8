"""Answers of a language model, made by hand from the units of a script, for tests of what becomes of them."""

from dataclasses import replace

from pydantic import TypeAdapter

from analysis.domain.reading import read
from analysis.domain.told.answer import Act, Heard, Person, Reading, Said, Shown, Spot, Take, Thing, Worn
from analysis.domain.told.units import Unit, units_of

ANSWER = TypeAdapter(Reading)


def units_in(text: str) -> tuple[Unit, ...]:
    return units_of(read(text))


def person(id_: str, name: str, *also: str, tag: str = "slim woman, short black hair, yellow raincoat") -> Person:
    worn = (Worn("raincoat", "yellow"),)
    return Person(
        id_, name, also, "person", "female", "adult", "slim", "tall", "light", "black", "short", False, False, worn, "", tag
    )


def spot(id_: str, name: str, *also: str, kind: str = "room") -> Spot:
    return Spot(id_, name, also, kind, True, "A round room.", "", "white stone", "one lamp, warm", "sea")


def shot(first: int, action: str = "Mara looks at the sea.", *lines: Said, people: tuple[str, ...] = ("mara",)) -> Take:
    shown = tuple(Shown(id_, "standing", "worried") for id_ in people)
    return Take(first, "medium", "eye", "static", 3.0, action, shown, ("lamp",), ("boat",), lines, (Heard("waves", 0.5),))


def act(first: int, *shots: Take, place: str = "room", continues: bool = False, mood: str = "tense") -> Act:
    return Act(first, continues, "The lamp", place, "night", "storm", mood, 0.6, "The lamp goes out.", shots)


def reading(*scenes: Act, cast: tuple[Person, ...] = (), places: tuple[Spot, ...] = ()) -> Reading:
    boat = (Thing("boat", "green boat", "A small boat with a green hull."),)
    return Reading(
        "The Lamp", "A lamp goes out.", cast or (person("mara", "Mara"),), places or (spot("room", "Lamp Room"),), boat, scenes
    )


def faithful(units: tuple[Unit, ...], *, numbered: bool = True) -> Reading:
    """What a careful model answers: a scene per heading, a shot per action or speech."""
    scenes, speakers = list[Act](), dict[str, Person]()
    for unit in units:
        if unit.speaker:
            name = unit.speaker.split(" (")[0].title()
            speakers[unit.speaker] = person(name.lower().replace(" ", "-"), name)
        if unit.kind == "heading" or not scenes:
            scenes.append(act(unit.number, place="room"))
        if unit.kind in ("action", "speech"):
            said = (Said(unit.number, "", speakers[unit.speaker].id, "dialogue", ""),) if unit.speaker else ()
            take = shot(unit.number, unit.text if unit.kind == "action" else "Somebody speaks.", *said, people=())
            scenes[-1] = replace(scenes[-1], shots=(*scenes[-1].shots, take))
    scenes = [scene if scene.shots else replace(scene, shots=(shot(scene.first),)) for scene in scenes]
    return reading(
        *scenes,
        cast=(*dict.fromkeys(speakers.values()), person("mara", "Mara"))
        if "MARA" not in speakers
        else tuple(dict.fromkeys(speakers.values())),
    )


def said(answer: Reading) -> str:
    return ANSWER.dump_json(answer).decode()
