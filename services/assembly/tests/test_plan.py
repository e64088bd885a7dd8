"""The plan of any storyboard adds up to exactly its frames and never asks a clip for a frame it was not planned to have."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assembly.domain.plan import SAMPLE_RATE, Encoding, Plan, plan_film
from assembly.domain.timeline import place_shots
from contracts.assembly import AssembleFilm, ShotMedia
from contracts.base import MediaRef
from contracts.film_format import RING
from contracts.storyboard import Scene, Shot, Storyboard

ENCODING = Encoding(160, 90, "test")
TRANSITIONS = st.sampled_from(("cut", "dissolve", "fade", "wipe_left", "circle_open"))


def ref(name: str) -> MediaRef:
    return MediaRef(bucket="b", key=name, sha256=name.encode().hex().rjust(64, "0"), size=1, media_type="video/mp4")


def board_of(scenes: list[tuple[str, list[tuple[int, int, int]]]]) -> Storyboard:
    made = []
    for n, (transition, shots) in enumerate(scenes):
        cards = [
            Shot(id=f"s{n}.{k}", size="wide", frames=f, head=head, tail=tail, action="x")
            for k, (f, head, tail) in enumerate(shots)
        ]
        made.append(
            Scene.model_validate(
                {"id": f"s{n}", "title": "t", "start": 0, "end": 0, "place": "p", "transition_in": transition, "shots": cards}
            )
        )
    return Storyboard(title="t", style="s", scenes=tuple(made))


SHOT = st.tuples(st.integers(1, 60), st.integers(0, 20), st.integers(0, 20))
BOARDS = st.lists(st.tuples(TRANSITIONS, st.lists(SHOT, min_size=1, max_size=4)), min_size=1, max_size=6).map(board_of)


def plan_of(board: Storyboard, changed: str = "") -> Plan:
    media = tuple(ShotMedia(shot=s.id, clip=ref(s.id + ("!" if s.id == changed else ""))) for s in board.shots())
    return plan_film(board, AssembleFilm(storyboard=ref("board"), shots=media), ENCODING)


@given(BOARDS)
@settings(deadline=None)
def test_the_pieces_add_up_to_exactly_the_sum_of_the_shots(board: Storyboard) -> None:
    plan = plan_of(board)
    assert sum(picture.frames for picture in plan.pictures) == plan.frames == sum(shot.frames for shot in board.shots())
    assert plan.sound.samples == plan.frames * SAMPLE_RATE // 24


@given(BOARDS)
@settings(deadline=None, max_examples=25)
def test_sounds_begin_with_their_shots_and_may_ring_over_the_cut_but_not_over_the_end(board: Storyboard) -> None:
    media = tuple(ShotMedia(shot=s.id, clip=ref(s.id), speech=ref(f"v{s.id}")) for s in board.shots())
    plan = plan_film(board, AssembleFilm(storyboard=ref("board"), shots=media), ENCODING)
    assert len(plan.sound.voices) == len(plan.placed)
    for item, voice in zip(plan.placed, plan.sound.voices, strict=True):
        ends = min(item.end + 24 * RING, plan.frames)
        assert (voice.start, voice.start + voice.samples) == (item.start * SAMPLE_RATE // 24, ends * SAMPLE_RATE // 24)


@given(BOARDS)
@settings(deadline=None)
def test_every_frame_of_a_clip_is_used_at_most_once_and_in_order(board: Storyboard) -> None:
    shots = {shot.id: shot for shot in board.shots()}
    reached: dict[str, int] = {}
    for picture in plan_of(board).pictures:
        assert all(span.count == picture.frames for span in picture.spans)
        for span in picture.spans:
            assert span.first >= reached.get(span.shot, 0)
            reached[span.shot] = span.first + span.count
            shot = shots[span.shot]
            assert reached[span.shot] <= shot.head + shot.frames + shot.tail


@given(BOARDS)
@settings(deadline=None)
def test_each_film_frame_shows_its_own_shot_or_a_transition_centred_on_the_cut(board: Storyboard) -> None:
    placed = {item.shot.id: item for item in place_shots(board)}
    at = 0
    for picture in plan_of(board).pictures:
        for span in picture.spans:
            item = placed[span.shot]
            assert at - item.start == span.first - item.shot.head
        if len(picture.spans) == 2:
            assert at + picture.frames // 2 == placed[picture.spans[1].shot].start
        at += picture.frames


@given(BOARDS, st.data())
@settings(deadline=None)
def test_a_changed_clip_changes_only_the_pieces_that_show_it(board: Storyboard, data: st.DataObject) -> None:
    changed = data.draw(st.sampled_from([shot.id for shot in board.shots()]))
    before, after = plan_of(board), plan_of(board, changed)
    for old, new in zip(before.pictures, after.pictures, strict=True):
        assert (old.address != new.address) == any(span.shot == changed for span in old.spans)
    assert before.sound.address == after.sound.address


def test_the_words_of_a_script_do_not_reach_the_pictures() -> None:
    board = board_of([("cut", [(24, 0, 0)])])
    renamed = board.model_copy(update={"title": "Another"})
    assert plan_of(board).pictures == plan_of(renamed).pictures
