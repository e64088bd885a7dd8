"""The rungs of the ladder: in order, each once, and only those that help against what went wrong."""

import pytest

from chassis.errors import Broken, Busy, Invalid, JobError, Refused, Unsure
from chassis.ladder import Ladder
from contracts.base import Rung
from contracts.catalogue.climbing import Spot
from contracts.softening import softened

REFUSED = Refused("a refuses prompt: no.", code="content_refused")
PLACES = (Spot("a", "x"), Spot("a", "y"), Spot("b", "x"))


def climb(ladder: Ladder, error: JobError = REFUSED, *, last: bool = False) -> list[Rung]:
    taken: tuple[Rung, ...] = ()
    while rung := ladder.following(ladder.footing(taken), error, last=last):
        taken = (*taken, rung)
        assert len(taken) < 20, "it ends"
    return list(taken)


def test_a_refusal_takes_every_rung_once_and_ends() -> None:
    taken = climb(Ladder(PLACES, 5, lambda: True))
    assert [(rung.kind, rung.model, rung.vendor) for rung in taken] == [
        ("seed", "a", "x"),
        ("softened", "a", "x"),
        ("route", "a", "y"),
        ("model", "b", "x"),
    ]
    assert len({5, *(rung.seed for rung in taken)}) == 5
    assert {(rung.code, rung.reason) for rung in taken} == {("content_refused", "a refuses prompt: no.")}


def test_the_same_words_are_not_told_again_as_softer_ones() -> None:
    assert [rung.kind for rung in climb(Ladder(PLACES[:1], 5, lambda: False))] == ["seed"]


@pytest.mark.parametrize("code", ["route_away", "vendor_key", "vendor_quota"])
def test_where_nobody_answers_only_another_place_helps(code: str) -> None:
    error = Busy("Away.", retry_after=1.0, code=code) if code == "route_away" else Refused("No.", code=code)
    assert [rung.kind for rung in climb(Ladder(PLACES, 5, lambda: True), error)] == ["route", "model"]
    assert climb(Ladder(PLACES[:1], 5, lambda: True), error) == []


def test_what_is_broken_is_tried_again_before_another_is_asked() -> None:
    error = Broken("It failed.", code="vendor_failed")
    assert climb(Ladder(PLACES, 5, lambda: True), error) == []
    assert [rung.kind for rung in climb(Ladder(PLACES, 5, lambda: True), error, last=True)] == ["route", "model"]


@pytest.mark.parametrize(
    "error",
    [
        Unsure("Perhaps paid.", code="vendor_unsure"),
        Broken("It is not known how it fares.", code="vendor_broken"),
        Busy("In line.", retry_after=1.0, code="in_line"),
        Refused("Nonsense.", code="vendor_rejected"),
        Invalid("Too long for it.", code="model_lacks"),
    ],
)
def test_what_may_be_paid_or_is_no_refusal_climbs_nowhere(error: JobError) -> None:
    assert climb(Ladder(PLACES, 5, lambda: True), error, last=True) == []


def test_an_equivalent_that_cannot_do_it_is_passed_over() -> None:
    places = (Spot("a", "x"), Spot("b", "x"), Spot("c", "x"))
    ladder = Ladder(places, 5, lambda: False)
    first = ladder.following(ladder.footing(()), Refused("No.", code="vendor_quota"), last=False)
    assert first is not None
    lacks = Invalid("b makes no 9:16.", code="model_lacks")
    assert [rung.model for rung in climb(ladder, lacks)] == [], "the wanted one is told what it lacks"
    second = ladder.following(ladder.footing((first,)), lacks, last=False)
    assert second is not None
    assert (second.kind, second.model) == ("model", "c")


def test_flagged_words_are_softened_whole_and_others_are_left_alone() -> None:
    assert softened("He stabs the guard with a Knife; blood everywhere.") == (
        "He confronts the guard with a tool; red light everywhere."
    )
    kept = "A skilled gunner begun the bloodline song; she shoots a photograph."
    assert softened(kept) == kept
