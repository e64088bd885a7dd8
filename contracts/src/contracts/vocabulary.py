"""What can be seen: poses, expressions, species, props and their states, garments.

Analysis fills shots with them; animatic draws them.

A word that is not here is not an error: the drawing falls back to standing, neutral, or leaves the prop out.
"""

POSES: tuple[str, ...] = (
    *("standing", "walking", "running", "sitting", "kneeling", "crouching", "lying", "sleeping", "jumping", "falling"),
    *("pointing", "reaching", "holding", "carrying", "waving", "embracing", "fighting", "dancing", "climbing", "throwing"),
    *("reading", "writing", "typing", "eating", "drinking", "phoning", "cooking", "praying", "pushing", "playing"),
    *("arms_crossed", "hands_on_hips", "hands_up", "hand_on_heart", "thinking", "weeping", "shouting", "bowing", "leaning"),
    *("turned_away", "aiming", "flying", "swimming"),
)
"""`weeping` has the face in the hands; `turned_away` shows the back; `aiming` holds a gun, bow or camera out."""

EXPRESSIONS: tuple[str, ...] = (
    *("neutral", "happy", "laughing", "tender", "calm", "smirking", "determined", "surprised", "confused", "worried"),
    *("sad", "crying", "afraid", "angry", "shouting", "disgusted", "pained", "tired", "asleep"),
)

SPECIES: tuple[str, ...] = (
    "cat",
    "dog",
    "bird",
    "horse",
    "robot",
    "wolf",
    "fox",
    "bear",
    "rabbit",
    "cow",
    "sheep",
    "pig",
    "fish",
    "mouse",
    "dragon",
)
"""What `Look.species` may be for an animal; another species is drawn as the nearest by its shape."""

PROPS: tuple[str, ...] = (
    *("lamp", "lantern", "candle", "torch", "flashlight", "fire", "campfire", "book", "letter", "paper", "map", "newspaper"),
    *("photo", "painting", "mirror", "camera", "phone", "radio", "television", "computer", "laptop", "clock", "watch", "key"),
    *("chair", "table", "desk", "bed", "sofa", "bench", "shelf", "door", "window", "box", "crate", "barrel", "chest", "suitcase"),
    *("bag", "backpack", "basket", "bucket", "bottle", "glass", "cup", "plate", "bowl", "pot", "pan", "knife", "spoon", "bread"),
    *("apple", "cake", "fish", "flower", "plant", "tree", "umbrella", "hat", "crown", "ring", "necklace", "mask", "sword", "gun"),
    *(
        "bow",
        "shield",
        "spear",
        "axe",
        "hammer",
        "wrench",
        "shovel",
        "rope",
        "ladder",
        "broom",
        "ball",
        "balloon",
        "kite",
        "teddy",
    ),
    *("guitar", "piano", "violin", "drum", "trumpet", "microphone", "bicycle", "motorcycle", "car", "truck", "bus", "train"),
    *(
        "boat",
        "ship",
        "airplane",
        "helicopter",
        "rocket",
        "spaceship",
        "wagon",
        "sled",
        "wheelchair",
        "tent",
        "rock",
        "log",
        "bone",
    ),
    *("skull", "coin", "money", "gift", "flag", "sign", "statue", "fountain", "gravestone", "anchor", "compass", "globe", "bell"),
    *(
        "telescope",
        "microscope",
        "flask",
        "syringe",
        "pill",
        "robot",
        "screen",
        "lever",
        "crystal",
        "egg",
        "feather",
        "butterfly",
    ),
    *("pen", "brush", "easel", "scissors", "chessboard", "cards", "dice", "shoe", "ticket", "envelope", "snowman", "pumpkin"),
)
"""Things that an action may name and the local vendor can draw."""

STATES: tuple[str, ...] = (*("open", "shut", "lit", "dark", "partly_lit", "broken", "empty", "full", "lying", "hanging"),)
"""What a thing can be; `partly_lit` is of many lights, some of which are out. A state that does not fit changes nothing."""

LIGHTS = "lights"
"""In `Shot.states`, beside the props: all that shines in a place."""

GARMENTS: tuple[str, ...] = (
    *("coat", "raincoat", "jacket", "suit", "uniform", "lab_coat", "dress", "gown", "robe", "cloak", "cape", "skirt", "shirt"),
    *("t_shirt", "sweater", "hoodie", "vest", "apron", "overalls", "spacesuit", "armor", "pajamas", "trousers", "jeans"),
    *(
        "shorts",
        "tie",
        "scarf",
        "hat",
        "cap",
        "helmet",
        "hood",
        "crown",
        "headscarf",
        "glasses",
        "sunglasses",
        "boots",
        "shoes",
        "gloves",
        "belt",
    ),
)
"""What `Garment.item` may be; a longer name is drawn by the word of it that is here ("wool coat": coat)."""
