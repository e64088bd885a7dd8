"""The rules of audio: what is ordered from a vendor, who speaks with which voice, which sound a word means."""
