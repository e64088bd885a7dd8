"""What was made in one account no other account sees, as with the real vendors: who looks with the wrong key finds nothing."""

from vendor_simulator.testing import Simulator

VOICE = "JBFqnCBsd6RMkjVDRZzb"


async def test_a_response_and_its_conversation_belong_to_their_account(simulator: Simulator) -> None:
    http, base = simulator.http, simulator.at["openai"]
    mine, other = ({"Authorization": f"Bearer {key}"} for key in ("key-one", "key-two"))
    conversation = (await http.post(f"{base}/conversations", json={}, headers=mine)).json()["id"]
    body = {"model": "gpt-6-luna", "input": "Hello", "background": True, "conversation": conversation}
    response = (await http.post(f"{base}/responses", json=body, headers=mine)).json()["id"]
    for path in (f"conversations/{conversation}/items", f"responses/{response}"):
        seen = [(await http.get(f"{base}/{path}", headers=headers)).status_code for headers in (mine, other)]
        assert seen == [200, 404]
    assert (await http.post(f"{base}/responses", json=body, headers=other)).status_code == 404


async def test_speech_and_cloned_voices_belong_to_their_account(simulator: Simulator) -> None:
    http, base = simulator.http, f"{simulator.at['elevenlabs']}/v1"
    mine, other = ({"xi-api-key": key} for key in ("key-one", "key-two"))
    spoken = {"text": "Hello", "model_id": "eleven_multilingual_v2"}
    answer = await http.post(f"{base}/text-to-speech/{VOICE}/with-timestamps", json=spoken, headers=mine)
    item = answer.headers["history-item-id"]
    voice = {"files": ("0.flac", b"fLaC\x00\x00\x00\x22" + bytes(64), "audio/flac")}
    cloned = await http.post(f"{base}/voices/add", data={"name": "Mara"}, files=voice, headers=mine)
    assert cloned.status_code == 200, cloned.text
    for headers, seen in ((mine, True), (other, False)):
        history = (await http.get(f"{base}/history", headers=headers)).json()["history"]
        assert (item in [one["history_item_id"] for one in history]) is seen
        assert ((await http.get(f"{base}/history/{item}", headers=headers)).status_code == 200) is seen
        voices = (await http.get(f"{base}/voices", headers=headers)).json()["voices"]
        assert (cloned.json()["voice_id"] in [one["voice_id"] for one in voices]) is seen
