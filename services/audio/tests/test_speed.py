"""How fast sound is made, in seconds of one core: half the promised speed is allowed here, because machines differ."""

from audio import bench


def test_a_minute_of_music_takes_three_seconds_at_most() -> None:
    make, seconds = bench.WORK["music"]
    assert bench.cpu_seconds(make, 1) * 60 / seconds < 3


def test_speech_is_made_many_times_faster_than_it_is_heard() -> None:
    make, seconds = bench.WORK["speech"]
    assert seconds / bench.cpu_seconds(make) > 50
