"""A small film that audio's tests are about."""

import io

import numpy as np
import numpy.typing as npt
import soundfile

from contracts.storyboard import CastMember, EffectCue, Line, Look, MusicCue, Place, Scene, Shot, Storyboard

CAST = (
    CastMember(id="mara", name="Mara", look=Look(sex="female")),
    CastMember(id="corran", name="Corran", look=Look(sex="male", age="old")),
    CastMember(id="tom", name="Tom", kind="child", look=Look(sex="male", age="child")),
    CastMember(id="ida", name="Ida", look=Look(sex="female")),
)
LINES = (
    Line(id="l1", text="The harbour was quiet that night.", kind="narration"),
    Line(id="l2", text="Who's there? Show yourself!", speaker="mara", manner="shouting"),
    Line(id="l3", text="Only me. Don't shoot.", speaker="corran"),
)
FILM = Storyboard(
    title="The Harbour",
    style="storybook",
    cast=CAST,
    places=(
        Place(id="pier", name="Pier", kind="harbor", interior=False),
        Place(id="hut", name="Hut", kind="room", interior=True),
    ),
    scenes=(
        Scene(
            id="s1",
            title="Pier",
            start=0,
            end=10,
            place="pier",
            time="night",
            weather="fog",
            mood="tense",
            shots=(
                Shot(id="s1.1", size="wide", frames=96, action="Fog.", effects=(EffectCue(name="foghorn", frame=24),)),
                Shot(id="s1.2", size="medium", frames=192, action="They meet.", cast=("mara", "corran"), lines=LINES),
            ),
        ),
        Scene(
            id="s2",
            title="Hut",
            start=10,
            end=20,
            place="hut",
            mood="hopeful",
            shots=(
                Shot(
                    id="s2.1",
                    size="close_up",
                    frames=97,
                    action="Tea.",
                    lines=(Line(id="l4", text="Tea, then?", speaker="mara"),),
                    effects=(EffectCue(name="a sudden KNOCK on the door", frame=12), EffectCue(name="zzqx", frame=20)),
                ),
            ),
        ),
    ),
    music=(MusicCue(mood="tense", frames=288, intensity=0.6), MusicCue(mood="hopeful", frames=97, intensity=0.5)),
)


def heard(data: bytes) -> npt.NDArray[np.float64]:
    """The samples of a file, (samples, channels)."""
    samples, rate = soundfile.read(io.BytesIO(data), always_2d=True)
    assert rate == 48000
    return np.asarray(samples, dtype=np.float64)
