"""Gives everybody in the cast a voice that fits age and sex, stays the same in every shot and is nobody else's."""

import hashlib
from collections.abc import Sequence

from audio.domain.orders import Group, Speaker
from contracts.storyboard import CastMember

SEATS = 8
"""Voices that a vendor should have in each group; a larger cast gets numbers above, to be varied by the vendor."""
APART = 2
"""Seats go from deep to high: so far apart are two of a group, as long as there is room, that nobody takes one for the other."""
NARRATOR = Speaker("narrator", 0)


def speakers(cast: Sequence[CastMember]) -> dict[str, Speaker]:
    """The voice of each cast member by id.

    A member's wish comes from id and look; who comes later in the cast gives way. So a new member changes nobody's voice.
    """
    taken: set[Speaker] = set()
    found: dict[str, Speaker] = {}
    for member in cast:
        group = _group(member)
        wish = _number(member, "seat") % SEATS
        free = [Speaker(group, (wish + step) % SEATS) for step in range(SEATS)]
        near = {seat for other in taken if other.group == group for seat in range(other.seat - APART + 1, other.seat + APART)}
        free.sort(key=lambda speaker: speaker.seat in near)
        beyond = Speaker(group, sum(1 for speaker in taken if speaker.group == group))
        speaker = next((s for s in free if s not in taken), beyond)
        taken.add(speaker)
        found[member.id] = speaker
    return found


def _group(member: CastMember) -> Group:
    if member.kind in ("robot", "animal"):
        return "robot" if member.kind == "robot" else "creature"
    sex = member.look.sex if member.look.sex != "unknown" else ("female", "male")[_number(member, "sex") % 2]
    if member.kind == "child" or member.look.age == "child":
        return "girl" if sex == "female" else "boy"
    if member.look.age == "old":
        return "old_female" if sex == "female" else "old_male"
    return "female" if sex == "female" else "male"


def _number(member: CastMember, purpose: str) -> int:
    look = member.look.model_dump_json() if purpose == "seat" else ""
    digest = hashlib.sha256(f"{purpose}\n{member.id}\n{look}".encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:8], "big")
