"""The service on real servers: a command in, its outcome out, the sound in the store; the same order again is free."""

import json

import pytest

from audio.app import build
from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from chassis.testing.wire import Wire
from contracts.audio import (
    EffectsGenerated,
    GenerateEffects,
    GenerateMusic,
    GenerateSpeech,
    MusicGenerated,
    SpeechFailed,
    SpeechGenerated,
)
from contracts.base import Command
from contracts.envelope import Envelope, command_id
from contracts.registry import MESSAGES

from .films import FILM, heard


def sent(command: Command, step: str, sequence: str = "film-1") -> tuple[Envelope, Command]:
    """A command as the coordinator sends it."""
    id_ = command_id(sequence, step, 1, command.TYPE)
    return Envelope(
        id=id_, type=command.TYPE, source="coordinator", tenant="t1", sequence=sequence, step=step, attempt=1
    ), command


async def test_sounds_are_made_stored_and_reused(environment: Environment, compute: Compute) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        board = await service.media.put("t1", FILM.model_dump_json().encode(), "application/json")
        speech = GenerateSpeech(storyboard=board, shot="s1.2", model="local-voice", seed=1)
        await wire.send(
            [
                sent(speech, "speech"),
                sent(GenerateMusic(storyboard=board, model="local-music", seed=1), "music"),
                sent(GenerateEffects(storyboard=board, scene="s1", model="local-effects", seed=1), "effects"),
            ]
        )
        ((_, spoken),) = await wire.receive(SpeechGenerated)
        ((_, played),) = await wire.receive(MusicGenerated)
        ((_, around),) = await wire.receive(EffectsGenerated)
        for take, frames in ((spoken.take, 192), (played.take, 385), (around.take, 288)):
            assert heard(await service.media.get(take.media)).shape[0] == frames * 2000
            assert take.vendor == "local"
        words = json.loads(await service.media.get(spoken.take.extras["words"]))
        assert words["words"][0]["text"] == "The"

        await wire.send([sent(speech, "speech", "film-2")])
        again = (await wire.receive(SpeechGenerated, 2))[1][1]
        assert again.take == spoken.take


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"shot": "nowhere"}, "unknown_part"), ({"model": "no-such"}, "unknown_model"), ({"model": "local-music"}, "unknown_model")],
)
async def test_a_command_that_makes_no_sense_fails_with_a_reason(
    environment: Environment, compute: Compute, changes: dict[str, str], code: str
) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        board = await service.media.put("t1", FILM.model_dump_json().encode(), "application/json")
        command = GenerateSpeech(storyboard=board, shot="s1.2", model="local-voice", seed=1).model_copy(update=changes)
        await wire.send([sent(command, "speech")])
        ((_, failed),) = await wire.receive(SpeechFailed)
        assert (failed.failure.kind, failed.failure.code) == ("invalid", code)


async def test_a_stand_in_is_silence_of_the_right_length(environment: Environment, compute: Compute) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        board = await service.media.put("t1", FILM.model_dump_json().encode(), "application/json")
        await wire.send(
            [sent(GenerateSpeech(storyboard=board, shot="s1.2", model="local-voice", seed=1, stand_in=True), "speech")]
        )
        ((_, stood_in),) = await wire.receive(SpeechGenerated)
        samples = heard(await service.media.get(stood_in.take.media))
        assert samples.shape[0] == 192 * 2000
        assert abs(samples).max() == 0
        assert stood_in.take.vendor == "stand-in"
