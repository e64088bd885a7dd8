"""Messages that the chassis tests send."""

from chassis.work import Done
from contracts.base import MediaRef, Take
from contracts.envelope import Envelope, command_id
from contracts.imagery import GenerateSheet, SheetGenerated

NOTHING = MediaRef(bucket="sagareel", key="none", sha256="0" * 64, size=0, media_type="application/json")


def command(sequence: str, step: str, attempt: int = 1) -> tuple[Envelope, GenerateSheet]:
    """A GenerateSheet as the coordinator sends it."""
    envelope = Envelope(
        id=command_id(sequence, step, attempt, GenerateSheet.TYPE),
        type=GenerateSheet.TYPE,
        source="/sagareel/coordinator",
        tenant="tenant-1",
        sequence=sequence,
        step=step,
        attempt=attempt,
    )
    return envelope, GenerateSheet(storyboard=NOTHING, subject=step, model="local-draw", seed=1)


def sheet_done(subject: str, ref: MediaRef = NOTHING) -> Done:
    """The good outcome of a GenerateSheet."""
    take = Take(media=ref, input_hash=ref.sha256, model="local-draw", vendor="local", cost=40_000)
    return Done(SheetGenerated(subject=subject, take=take), (take,))
