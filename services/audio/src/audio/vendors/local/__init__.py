"""The vendor that needs no key and no network: espeak voices, synthesised music and effects."""
