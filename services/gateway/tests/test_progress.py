"""Promises about the projection: any order and repetition of events ends in the same picture; progress never goes back."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.domain import happenings as h
from gateway.domain.progress import Film, Folded, Step, fold
from gateway.handlers import FOLLOWED

STEPS = [
    "write",
    "analyze",
    *(f"sheet:{n}" for n in "ab"),
    *(f"{kind}:s{n}" for kind in ("frame", "clip", "speech") for n in range(3)),
    "assemble",
    "hold",
]
STORY: list[h.Happening] = [
    h.Started("Working title", ((0, 1), (1, 1))),
    *(h.StepDone(step) for step in STEPS),
    h.Planned("The Star", 240, 3, ((0, 1), (1, 1), (2, 3), (3, 3), (4, 3), (5, 3), (6, 1))),
    *(h.StepProgressed("assemble", 1, n, 5, "joining") for n in (1, 3, 5)),
    h.StepFailed("frame:s1", 1, "busy", "The vendor is busy."),
    h.StepStoodIn("clip:s2", "refused", "The vendor refused."),
    h.StepStoodIn("sheet:c", "refused", "The vendor refused."),
    h.Storyboarded(("s0", "s1", "s2"), (0, 0, 1)),
    h.Ended("completed", film='{"frames":240}', stand_ins=("clip:s2",), cost=7),
]


def replay(batches: list[list[h.Happening]]) -> tuple[Film, dict[str, Step], list[Folded]]:
    film, steps, all_folded = Film(), dict[str, Step](), list[Folded]()
    for batch in batches:
        folded = fold(film, steps, batch)
        film, steps = folded.film, steps | folded.steps
        all_folded.append(folded)
    return film, steps, all_folded


@st.composite
def tellings(draw: st.DrawFn) -> list[list[h.Happening]]:
    told = list(draw(st.permutations(STORY)))
    told += draw(st.lists(st.sampled_from(STORY), max_size=8))
    cuts = sorted(draw(st.lists(st.integers(0, len(told)), max_size=6)))
    return [told[a:b] for a, b in zip([0, *cuts], [*cuts, len(told)], strict=True)]


@settings(max_examples=200, deadline=None)
@given(tellings())
def test_any_order_and_repetition_ends_in_the_same_film(batches: list[list[h.Happening]]) -> None:
    film, steps, _ = replay(batches)
    assert (film.state, film.title, film.frames, film.scenes, film.cost) == ("completed", "The Star", 240, 3, 7)
    assert film.done == film.totals == (1, 1, 3, 3, 3, 3, 1)
    assert (film.film, film.stand_ins) == ('{"frames":240}', ("clip:s2",))
    assert all(steps[step].done for step in STEPS)


@settings(max_examples=200, deadline=None)
@given(tellings())
def test_the_log_is_numbered_without_gaps_and_counts_never_go_back(batches: list[list[h.Happening]]) -> None:
    film, _, folded = replay(batches)
    entries = [entry for f in folded for entry in f.log]
    assert [entry.id for entry in entries] == list(range(1, film.last_event + 1))
    for before, after in pairwise(folded):
        assert all(a <= b for a, b in zip(before.film.done, after.film.done, strict=True))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.builds(lambda a, p: h.StepProgressed("clip:s0", a, p, 9, ""), st.integers(1, 3), st.integers(0, 9)), max_size=30)
)
def test_progress_of_a_step_never_goes_back(told: list[h.StepProgressed]) -> None:
    _, _, folded = replay([[event] for event in told])
    seen = [(f.steps["clip:s0"].attempt, f.steps["clip:s0"].position) for f in folded if "clip:s0" in f.steps]
    assert seen == sorted(set(seen))


def test_nothing_reopens_an_ended_film() -> None:
    ended = fold(Film(), {}, [h.Ended("cancelled", failure='{"message":"cancelled by the user"}')])
    later = fold(ended.film, {}, [h.Started("x", ()), h.StepDone("write"), h.Ended("completed", film="{}")])
    assert later.film.state == "cancelled"
    assert [entry.type for entry in later.log] == ["step.done"]


@settings(max_examples=100, deadline=None)
@given(tellings())
def test_what_was_told_once_is_not_told_again(batches: list[list[h.Happening]]) -> None:
    film, steps, _ = replay(batches)
    again = fold(film, steps, STORY)
    assert (again.film, again.steps, again.log) == (film, {}, [])


def test_every_outcome_and_every_end_is_followed() -> None:
    names = {event.TYPE.split(".")[2] for event in FOLLOWED}
    assert {
        "FrameGenerated",
        "ClipFailed",
        "AssemblyProgressed",
        "SequenceStarted",
        "SequenceNeedsAttention",
        "HoldCaptured",
    } <= names
