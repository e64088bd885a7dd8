"""What the names of sounds mean, in words that a model cannot take for another sound: a bare `match`, `sting` or `switch` can be.

`contracts.sounds` has the names, `prompts` asks; a name that is not here is told as it is.
"""

from collections.abc import Mapping

EFFECTS: Mapping[str, str] = {
    # weather and nature
    "rain": "steady rain",
    "wind": "wind blows",
    "thunder": "thunder rolls",
    "waves": "waves break on a shore",
    "stream": "a small stream babbles",
    "splash": "something falls into water with a splash",
    "drip": "water drips",
    "bubbles": "bubbles rise in water",
    "fire": "a fire crackles",
    "leaves": "dry leaves rustle",
    "rocks": "rocks fall and roll",
    # people
    "footsteps": "footsteps of one person on hard ground",
    "footsteps_snow": "footsteps of one person in snow",
    "footsteps_gravel": "footsteps of one person on gravel",
    "footsteps_wood": "footsteps of one person on a wooden floor",
    "running": "one person runs, fast footsteps",
    "heartbeat": "a heart beats",
    "breath": "somebody breathes heavily",
    "gasp": "somebody gasps",
    "snore": "somebody snores",
    "scream": "somebody screams",
    "laughter": "people laugh",
    "applause": "an audience applauds",
    "cheer": "a crowd cheers",
    "crowd": "a crowd murmurs",
    # animals
    "birds": "birds sing",
    "seagull": "a seagull cries",
    "crow": "a crow caws",
    "owl": "an owl hoots",
    "rooster": "a rooster crows",
    "dog": "a dog barks",
    "wolf": "a wolf howls",
    "cat": "a cat meows",
    "horse": "a horse neighs",
    "hooves": "the hooves of a trotting horse",
    "cow": "a cow moos",
    "sheep": "a sheep bleats",
    "crickets": "crickets chirp",
    "frog": "a frog croaks",
    "bee": "a bee buzzes",
    "monster": "a monster growls",
    # doors and things in the hand
    "door_open": "a door opens",
    "door_close": "a door falls shut",
    "door_knock": "knocks on a wooden door",
    "doorbell": "a doorbell rings",
    "creak": "old wood creaks",
    "keys": "a bunch of keys jingles",
    "switch": "a light switch clicks",
    "glass_break": "glass breaks",
    "glass_clink": "two glasses clink",
    "pour": "a drink is poured into a glass",
    "cutlery": "cutlery clatters on plates",
    "paper": "paper rustles",
    "coin": "a coin falls on a table and spins",
    "typing": "somebody types on a keyboard",
    "camera": "a camera's shutter clicks",
    "clock": "a clock ticks",
    "alarm": "an alarm clock rings",
    "phone_ring": "a telephone rings",
    "phone_buzz": "a phone vibrates on a table",
    "sword": "a sword is drawn from its sheath",
    "hammer": "a hammer hits a nail",
    "chain": "an iron chain rattles",
    "zipper": "a zipper is pulled",
    "match": "a match is struck and flares up",
    # vehicles
    "engine": "a car's engine runs",
    "car_pass": "a car drives past",
    "car_horn": "a car's horn",
    "brakes": "a car brakes with squealing tires",
    "train": "a train rolls past",
    "train_horn": "a train's horn",
    "foghorn": "a ship's foghorn",
    "airplane": "an airplane flies past",
    "helicopter": "a helicopter flies past",
    "bicycle_bell": "a bicycle bell rings",
    "siren": "the siren of an ambulance",
    # force
    "explosion": "a large explosion",
    "gunshot": "one shot of a gun",
    "crash": "something heavy crashes and shatters",
    "punch": "a blow with a fist",
    "thud": "something soft falls with a thud",
    "impact": "a deep, heavy impact",
    "whoosh": "something flies past with a whoosh",
    "rumble": "a deep rumble",
    "arrow": "an arrow flies past and hits wood",
    # machines and electricity
    "static": "radio static",
    "beep": "a short electronic beep",
    "robot": "the servo motors of a robot",
    "hum": "a low electric hum",
    "spark": "electric sparks crackle",
    "laser": "a laser gun fires",
    "machine": "a heavy machine runs",
    "steam": "steam hisses",
    "drill": "an electric drill",
    "power_up": "a machine powers up, the pitch rises",
    "power_down": "a machine powers down, the pitch falls",
    # music and magic
    "bell": "a hand bell rings",
    "church_bell": "a church bell tolls",
    "ship_bell": "a ship's bell rings",
    "gong": "a gong is struck",
    "chime": "wind chimes",
    "magic": "a magical shimmer",
    "drum_roll": "a roll on a snare drum",
    "sting": "one short, dramatic hit of an orchestra",
    "success": "a short, bright tune of three rising notes",
    "rocket": "a rocket takes off",
    "fireworks": "fireworks burst in the sky",
}
VOICED = frozenset({"gasp", "snore", "scream", "laughter", "applause", "cheer", "crowd", "breath"})
"""Effects that are made of voices: to be told of no voices would contradict them."""
PLAYED = frozenset({"drum_roll", "sting", "success", "chime", "gong"})
"""Effects that an instrument plays."""
PEOPLED = frozenset(
    {"kitchen", "office", "cafe", "school", "hospital", "stage", "street", "city_night", "market", "station", "park", "harbour"}
    | {"train", "airplane", "bar", "shop", "library", "museum", "prison", "beach", "village", "battlefield"}
)
"""Places in which people are heard."""
AWAY = frozenset({"underwater", "space", "spaceship", "cave", "planet", "elevator"})
"""Places that sound the same at any hour and in any weather."""


def without(effect: str) -> str:
    """What must not be heard with an effect."""
    return "no voices" if effect in PLAYED else "no music, nobody speaks" if effect in VOICED else "no music, no voices"
