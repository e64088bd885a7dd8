"""What is remembered is bounded, and what is taken is forgotten until it is put back."""

from datetime import UTC, datetime

from coordinator.domain.graph import Sequence, Step
from coordinator.domain.rows import Decision, Rows
from coordinator.memory import Memory

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def film(id_: str, steps: int, revision: int = 0) -> tuple[Rows, Decision]:
    sequence = Sequence(id_, "tenant-1", "film", 1, "running", NOW, None, revision=revision)
    made = {f"frame:{n}": Step(f"frame:{n}", "frame", 60) for n in range(steps)}
    return Rows(id_, sequence, made, {}), Decision(sequence)


def put(memory: Memory, id_: str, steps: int, revision: int = 0) -> None:
    rows, decision = film(id_, steps, revision)
    memory.put(rows, decision, None)


def test_the_films_decided_on_last_are_remembered_up_to_so_many_steps() -> None:
    memory = Memory(room=10)
    for id_ in "abc":
        put(memory, id_, 4)
    assert list(memory.take("abc")) == ["b", "c"]


def test_a_film_that_was_put_twice_takes_its_room_once() -> None:
    memory = Memory(room=10)
    for revision in range(5):
        put(memory, "a", 4, revision)
    put(memory, "b", 4)
    taken = memory.take("ab")
    assert list(taken) == ["a", "b"]
    assert taken["a"].sequence is not None
    assert taken["a"].sequence.revision == 4
    for id_ in "cd":
        put(memory, id_, 5)
    assert list(memory.take("cd")) == ["c", "d"]


def test_what_is_taken_is_forgotten_and_what_has_ended_is_not_kept() -> None:
    memory = Memory()
    put(memory, "a", 1)
    assert memory.take("a")
    assert not memory.take("a")
    rows, decision = film("a", 1)
    assert decision.sequence is not None
    memory.put(rows, Decision(decision.sequence._replace(state="failed"), moved=True), None)
    assert not memory.take("a")


def test_a_film_that_has_ended_is_kept_while_its_last_steps_run() -> None:
    memory = Memory()
    rows, decision = film("a", 1)
    assert decision.sequence is not None
    ended = decision.sequence._replace(state="completed")
    memory.put(rows, Decision(ended, moved=True, new=(Step("capture", "capture", 60, state="running"),)), None)
    taken = memory.take("a")
    assert "capture" in taken["a"].steps
    memory.put(taken["a"], Decision(ended, changed=(Step("capture", "capture", 60, state="done"),)), None)
    assert not memory.take("a")
