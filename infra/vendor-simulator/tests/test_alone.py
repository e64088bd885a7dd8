"""It starts alone, as a process, and its media are real."""

import io
import json
import subprocess
import sys
from pathlib import Path

import av
import httpx
import pytest
from PIL import Image

from vendor_simulator.media.making import make
from vendor_simulator.media.recipes import Clip, Codec, Picture, PictureForm, Sound
from vendor_simulator.vendors.fal.endpoints import endpoints, problems, recipes


def test_it_starts_alone_follows_a_plan_and_stops_when_it_is_told(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({"rules": [{"vendor": "openai", "fault": "overloaded"}]}))
    command = [sys.executable, "-m", "vendor_simulator", "--plan", str(plan), "--seed", "7"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            at = json.loads(process.stdout.readline())
            assert httpx.get(at["base"] + "/healthz").json() == {"status": "alive"}
            assert httpx.get(at["openai"] + "/models", headers={"Authorization": "Bearer k"}).status_code == 503
            assert httpx.get(at["control"] + "/plan").json()["seed"] == 7
        finally:
            process.terminate()
        assert process.wait(60) == 0


def test_a_plan_that_cannot_be_read_is_said_at_the_start(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "vendor_simulator", "--plan", str(tmp_path / "none.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "none.json cannot be used" in done.stderr) == (2, True)


@pytest.mark.parametrize(("width", "height", "seconds"), [(1280, 720, 5.0), (720, 1280, 3.0)])
def test_clips_can_be_decoded_and_have_their_length(width: int, height: int, seconds: float) -> None:
    with av.open(io.BytesIO(make(Clip(width, height, seconds, 1))), "r") as container:
        stream = container.streams.video[0]
        assert (stream.width > stream.height) == (width > height)
        assert sum(1 for _ in container.decode(stream)) == pytest.approx(24 * seconds, abs=3)


@pytest.mark.parametrize("codec", ["mp3", "wav", "opus", "flac", "aac"])
def test_sounds_can_be_decoded_and_have_their_length(codec: Codec) -> None:
    rate = 48000 if codec == "opus" else 44100
    with av.open(io.BytesIO(make(Sound(2.0, 1, codec, rate))), "r") as container:
        stream = container.streams.audio[0]
        assert sum(f.samples / f.sample_rate for f in container.decode(stream)) == pytest.approx(2.0, abs=0.15)


@pytest.mark.parametrize("form", ["png", "jpeg", "webp"])
def test_pictures_have_their_size_and_form(form: PictureForm) -> None:
    picture = Image.open(io.BytesIO(make(Picture(320, 180, 2, form))))
    assert (picture.size, (picture.format or "").lower()) == ((320, 180), form)


def test_every_endpoint_of_fal_makes_something_of_its_least_arguments() -> None:
    for endpoint in endpoints().values():
        given = {name: ["https://x/a.png"] if name.endswith("_urls") else "https://x/a.png" for name in endpoint.needs}
        given |= {"finetune_strength": 1} if "finetune_strength" in given else {}  # type: ignore[dict-item]
        assert not list(problems(endpoint, given)), endpoint.name
        assert recipes(endpoint, given)
