"""The words for sounds: what analysis may write into `EffectCue.name`, `Scene.ambience` and moods, and what audio makes of them.

They are a vocabulary, not a limit: a name outside of it is taken for the nearest one, or passed over.
"""

EFFECTS: tuple[str, ...] = (
    # weather and nature
    *("rain", "wind", "thunder", "waves", "stream", "splash", "drip", "bubbles", "fire", "leaves", "rocks"),
    # people
    *("footsteps", "footsteps_snow", "footsteps_gravel", "footsteps_wood", "running", "heartbeat", "breath", "gasp", "snore"),
    *("scream", "laughter", "applause", "cheer", "crowd"),
    # animals
    *("birds", "seagull", "crow", "owl", "rooster", "dog", "wolf", "cat", "horse", "hooves", "cow", "sheep"),
    *("crickets", "frog", "bee", "monster"),
    # doors and things in the hand
    *(
        "door_open",
        "door_close",
        "door_knock",
        "doorbell",
        "creak",
        "keys",
        "switch",
        "glass_break",
        "glass_clink",
        "pour",
        "cutlery",
    ),
    *(
        "paper",
        "coin",
        "typing",
        "camera",
        "clock",
        "alarm",
        "phone_ring",
        "phone_buzz",
        "sword",
        "hammer",
        "chain",
        "zipper",
        "match",
    ),
    # vehicles
    *(
        "engine",
        "car_pass",
        "car_horn",
        "brakes",
        "train",
        "train_horn",
        "foghorn",
        "airplane",
        "helicopter",
        "bicycle_bell",
        "siren",
    ),
    # force
    *("explosion", "gunshot", "crash", "punch", "thud", "impact", "whoosh", "rumble", "arrow"),
    # machines and electricity
    *("static", "beep", "robot", "hum", "spark", "laser", "machine", "steam", "drill", "power_up", "power_down"),
    # music and magic
    *("bell", "church_bell", "ship_bell", "gong", "chime", "magic", "drum_roll", "sting", "success", "rocket", "fireworks"),
)
"""Effects by name; those that last (rain, engine, crowd, ...) sound to the end of their shot."""

AMBIENCES: tuple[str, ...] = (
    *("silence", "room", "kitchen", "office", "cafe", "school", "hospital", "laboratory", "castle", "church", "stage", "factory"),
    *("street", "city_night", "market", "rooftop", "station", "park", "garden", "farm", "meadow", "forest", "jungle", "desert"),
    *("mountain", "snowfield", "cave", "river", "sea", "harbour", "underwater", "battlefield", "campfire"),
    *("car", "train", "ship", "airplane", "spaceship", "space"),
)
"""What a place sounds like; time of day and weather change each of them. An empty ambience is chosen from the place."""

MOODS: tuple[str, ...] = (
    *("neutral", "calm", "hopeful", "happy", "playful", "romantic", "nostalgic", "sad", "mysterious", "tense", "fearful"),
    *("dark", "angry", "action", "epic", "triumphant", "wonder", "futuristic"),
)
"""Moods that music, voices and pictures have an idea of their own for."""
