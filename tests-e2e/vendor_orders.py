"""Commands to all paid vendors, each one different: what crash runs order. Used by `chaos_vendors.py` and the tests beside it."""

import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image
from pydantic import TypeAdapter

from analysis.domain.told.answer import Act, Person, Reading, Shown, Spot, Take, Worn
from chassis.environment import Environment
from chassis.media import Media
from contracts.analysis import AnalyzeScript
from contracts.audio import GenerateEffects, GenerateMusic, GenerateSpeech
from contracts.base import Command, MediaRef
from contracts.base import Take as Made
from contracts.envelope import Envelope, command_id
from contracts.imagery import GenerateFrame, GenerateSheet
from contracts.motion import GenerateClip
from contracts.requests import Source
from contracts.script import WriteScript
from contracts.storyboard import CastMember, EffectCue, Garment, Line, Look, MusicCue, Place, Scene, Shot, Storyboard

SCRIPT = "INT. LAMP ROOM - NIGHT\n\nMara looks out.\n"
IDEA = "A lighthouse keeper befriends a whale."
READ_BY = "Mara looks out"
"""Words of the script, by which the simulator knows that it is to be read."""
PER_FILM = 20
"""Commands of one sequence."""


@dataclass(frozen=True, slots=True)
class Things:
    """What all commands are about."""

    board: MediaRef
    still: MediaRef
    script: MediaRef
    idea: MediaRef


async def things(environment: Environment) -> Things:
    """Store a storyboard, a still and a script."""
    media, still = Media(environment), io.BytesIO()
    Image.new("RGB", (320, 180), "teal").save(still, "PNG")
    board = await media.put("chaos", storyboard().model_dump_json().encode(), "application/json")
    picture = await media.put("chaos", still.getvalue(), "image/png")
    script, idea = await media.put("chaos", SCRIPT.encode(), "text/plain"), await media.put("chaos", IDEA.encode(), "text/plain")
    return Things(board, picture, script, idea)


def storyboard(frames: int = 48, number: int = 1) -> Storyboard:
    """One shot in which everything is seen and heard; by another number it is told in other words."""
    look = Look(sex="female", clothes=(Garment(item="coat", colour="red"),))
    line = Line(id="l", text=f"Who is there, number {number}?", speaker="ann")
    shot = Shot(
        id="s",
        size="full",
        frames=frames,
        action=f"Ann runs {number} miles along the water.",
        cast=("ann",),
        lines=(line,),
        effects=(EffectCue(name="foghorn", frame=frames // 4),),
    )
    scene = Scene(id="c", title="c", start=0, end=0, place="p", time="dusk", mood="tense", shots=(shot,))
    return Storyboard(
        title="One shot",
        style="noir",
        ratio="9:16",
        cast=(CastMember(id="ann", name=f"Ann {number}", look=look),),
        places=(Place(id="p", name=f"Long Beach {number}", kind="beach", interior=False),),
        scenes=(scene,),
        music=(MusicCue(frames=frames, mood="tense"),),
    )


def answer() -> str:
    """What a careful model reads in the script."""
    mara = Person(
        "mara", "Mara", (), "person", "female", "adult", "slim", "tall", "light", "black", "short", False, False,
        (Worn("raincoat", "yellow"),), "", "slim woman, short black hair, yellow raincoat",
    )  # fmt: skip
    room = Spot("room", "Lamp Room", (), "room", True, "A round room.", "", "white stone", "one lamp, warm", "sea")
    shot = Take(
        2, "medium", "eye", "static", 3.0, "Mara looks at the sea.", (Shown("mara", "standing", "worried"),), (), (), (), ()
    )
    act = Act(1, False, "The lamp", "room", "night", "storm", "tense", 0.6, "The lamp goes out.", (shot,))
    read = Reading("The Lamp", "A lamp goes out.", (mara,), (room,), (), (act,))
    return TypeAdapter(Reading).dump_json(read).decode()


Make = Callable[[Things, int], Command]


def _frame(model: str) -> Make:
    return lambda of, number: GenerateFrame(storyboard=of.board, shot="s", model=model, seed=number)


def _text(model: str, *, write: bool) -> Make:
    def made(of: Things, number: int) -> Command:
        if write:
            source = Source(kind="idea", text=of.idea)
            return WriteScript(source=source, duration=30, style="noir", seed=number, language="en", model=model)
        return AnalyzeScript(script=of.script, ratio="9:16", style="noir", seed=number, language="en", model=model)

    return made


def _clip(of: Things, number: int) -> Command:
    take = Made(media=of.still, input_hash=f"{number:064x}", model="m", vendor="v")
    return GenerateClip(storyboard=of.board, shot="s", frame=take, model="kling-v3-pro", seed=number)


MIX: tuple[Make, ...] = (
    _frame("nano-banana-2"),
    lambda of, number: GenerateSpeech(storyboard=of.board, shot="s", model="eleven-multilingual-2", seed=number),
    _text("claude-sonnet-5-5", write=True),
    _text("gpt-6-luna", write=False),
    lambda of, number: GenerateEffects(storyboard=of.board, scene="c", model="elevenlabs-effects", seed=number),
    lambda of, number: GenerateSheet(storyboard=of.board, subject="ann", model="nano-banana-2", seed=number),
    _frame("gpt-image-2-5"),
    lambda of, number: GenerateMusic(storyboard=of.board, model="ace-step-1-5", seed=number),
    _text("gpt-6-luna", write=True),
    _clip,
    _text("claude-sonnet-5-5", write=False),
    _text("gemini-3-8-flash", write=True),
    lambda of, number: GenerateMusic(storyboard=of.board, model="elevenlabs-music", seed=number),
)
"""All kinds of paid work, at every vendor that does it."""


def ordered(of: Things, number: int, run: str = "once") -> tuple[Envelope, Command]:
    """A run's command of this number, as the coordinator would send it. Each has a tenant of its own: no take is reused."""
    command = MIX[number % len(MIX)](of, number)
    sequence, step = f"film-{run}-{number // PER_FILM}", f"step:{number}"
    id_ = command_id(sequence, step, 1, command.TYPE)
    return Envelope(id_, command.TYPE, "/chaos", f"tenant-{number}-of-{run}", sequence, step, 1), command
