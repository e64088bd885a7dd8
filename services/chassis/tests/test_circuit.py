"""A route that does not work is left alone, tried by one job after a while, and opened to all when that one was served."""

from chassis.admission.circuit import FIRST, LONGEST, TRIPS, Proof, proved
from chassis.admission.line import LEASE, Account, Asks, Limits, State, Ticket, decide

EMPTY = State(Account(tokens=1.0, filled=0.0), {}, {})
MANY = Limits(10)


def asks(*jobs: str, route: str = "video") -> list[Ticket]:
    return [Ticket(job, "t", 0, 0.0, route=route) for job in jobs]


def failed(state: State, now: float, *jobs: str) -> State:
    return decide(state, Asks(leave=jobs, proofs=[Proof(job, "video", worked=False) for job in jobs]), MANY, now).state


def broken(now: float = 100.0) -> State:
    return failed(EMPTY, now, *(f"f{n}" for n in range(TRIPS)))


def held(state: State) -> set[str]:
    return {job for job, ticket in state.tickets.items() if ticket.held}


def test_some_failures_in_a_row_close_a_route_to_all_and_others_stay_open() -> None:
    decision = decide(broken(), Asks([*asks("a", "b"), *asks("c", route="image")]), MANY, 101.0)
    assert held(decision.state) == {"c"}
    assert [decision.waits[job].barred for job in ("a", "b")] == [True, True]
    assert decision.waits["a"].again == FIRST - 1.0


def test_one_that_worked_in_between_begins_the_count_anew() -> None:
    state = failed(EMPTY, 100.0, *(f"f{n}" for n in range(TRIPS - 1)))
    state = decide(state, Asks(proofs=[Proof("good", "video", worked=True)]), MANY, 101.0).state
    assert held(decide(failed(state, 102.0, "bad"), Asks(asks("a")), MANY, 103.0).state) == {"a"}


def test_after_a_while_one_job_tries_and_the_others_wait_for_it() -> None:
    later = 100.0 + FIRST + 1.0
    decision = decide(broken(), Asks(asks("a", "b", "c")), MANY, later)
    assert len(held(decision.state)) == 1
    again = decide(decision.state, Asks([t for t in asks("a", "b", "c") if t.job not in held(decision.state)]), MANY, later + 5)
    assert held(again.state) == held(decision.state)


def test_when_it_worked_everybody_is_let_in_again() -> None:
    later = 100.0 + FIRST + 1.0
    state = decide(broken(), Asks(asks("probe")), MANY, later).state
    state = decide(state, Asks(leave=["probe"], proofs=[Proof("probe", "video", worked=True)]), MANY, later + 3).state
    assert held(decide(state, Asks(asks("a", "b")), MANY, later + 4).state) == {"a", "b"}


def test_each_try_that_fails_doubles_the_pause_up_to_a_limit() -> None:
    state, now, pauses = broken(), 100.0, list[float]()
    for number in range(8):
        opened = state.circuits["video"].opened
        pauses.append(opened - now)
        now = opened + 1.0
        state = decide(state, Asks(asks(f"p{number}")), MANY, now).state
        state = failed(state, now, f"p{number}")
    assert pauses[:3] == [FIRST, 2 * FIRST, 4 * FIRST]
    assert max(pauses) == LONGEST


def test_what_was_sent_before_it_closed_makes_nothing_longer() -> None:
    state = broken()
    assert failed(state, 105.0, "late1", "late2").circuits == state.circuits


def test_a_try_that_died_is_taken_over_when_its_slot_falls_back() -> None:
    later = 100.0 + FIRST + 1.0
    state = decide(broken(), Asks(asks("dies")), MANY, later).state
    assert held(decide(state, Asks(asks("next")), MANY, later + LEASE - 1).state) == {"dies"}
    assert held(decide(state, Asks(asks("next")), MANY, later + LEASE + 1).state) == {"next"}


def test_a_proof_of_a_route_that_nobody_complained_about_leaves_no_trace() -> None:
    assert proved({}, [Proof("j", "video", worked=True)], 1.0) == {}
