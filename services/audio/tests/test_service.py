"""The service on real servers: a command in, its outcome out, the sound in the store; the same order again is free."""

import dataclasses
import json

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


async def test_commands_that_make_no_sense_fail_with_a_reason_and_a_stand_in_is_silence(
    environment: Environment, compute: Compute
) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        board = await service.media.put("t1", FILM.model_dump_json().encode(), "application/json")
        good = GenerateSpeech(storyboard=board, shot="s1.2", model="local-voice", seed=1)
        wrong = [{"shot": "nowhere"}, {"model": "no-such"}, {"model": "local-music"}, {"model": "simulated-speech"}]
        commands = [good.model_copy(update=changes) for changes in wrong]
        silent = good.model_copy(update={"stand_in": True, "model": "gone"})
        await wire.send([sent(command, f"speech-{n}") for n, command in enumerate([*commands, silent])])

        failed = await wire.receive(SpeechFailed, len(wrong))
        reasons = {envelope.step: (event.failure.kind, event.failure.code) for envelope, event in failed}
        codes = ("unknown_part", "unknown_model", "unknown_model", "no_vendor")
        assert reasons == {f"speech-{n}": ("invalid", code) for n, code in enumerate(codes)}

        ((_, stood_in),) = await wire.receive(SpeechGenerated)
        samples = heard(await service.media.get(stood_in.take.media))
        assert samples.shape[0] == 192 * 2000
        assert abs(samples).max() == 0
        assert stood_in.take.vendor == "stand-in"


async def test_the_simulated_vendor_tells_the_same_event(environment: Environment, compute: Compute) -> None:
    service = build(dataclasses.replace(environment, simulated=True))
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        board = await service.media.put("t1", FILM.model_dump_json().encode(), "application/json")
        await wire.send([sent(GenerateMusic(storyboard=board, model="simulated-music", seed=1), "music")])
        ((_, played),) = await wire.receive(MusicGenerated)
        assert played.take.vendor == "simulated"
