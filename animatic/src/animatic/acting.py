"""What people do and feel: poses and expressions from the shot, else from the words of its action, its mood and its lines."""

import re

from contracts.storyboard import CastMember, Scene, Shot
from contracts.vocabulary import EXPRESSIONS, POSES, PROPS

POSE_WORDS: tuple[tuple[str, str], ...] = (
    (r"sleep|asleep|snor|doz", "sleeping"),
    (r"\blie|lies|lying|unconscious|collapsed", "lying"),
    (r"\brun|sprint|chas|flee|rush|dash|race", "running"),
    (r"walk|stroll|wander|approach|enters|crosses|march|steps|paces", "walking"),
    (r"type|types|typing", "typing"),
    (r"writ|scribbl|signs\b", "writing"),
    (r"\beat|eats|eating|dines", "eating"),
    (r"drink|sips|sipping|toast", "drinking"),
    (r"\bsit|sits|sitting|seated|slump", "sitting"),
    (r"kneel", "kneeling"),
    (r"crouch|squat|hides|hiding|ducks", "crouching"),
    (r"jump|leap|hops", "jumping"),
    (r"\bfall|falls|falling|trips|tumbl", "falling"),
    (r"point", "pointing"),
    (r"embrac|hug|kiss|cradl", "embracing"),
    (r"fight|punch|attack|struggl|wrestl|strik", "fighting"),
    (r"danc|twirl", "dancing"),
    (r"climb", "climbing"),
    (r"throw|toss|hurl", "throwing"),
    (r"\bread|reads|reading|stud(y|ies)", "reading"),
    (r"phone|calls\b|dials", "phoning"),
    (r"cook|stir|chop", "cooking"),
    (r"pray", "praying"),
    (r"push|shov", "pushing"),
    (r"\bplays? (the|a|his|her) (guitar|violin|piano|drum|trumpet)", "playing"),
    (r"weep|sob|\bcry|cries|crying", "weeping"),
    (r"shout|yell|scream", "shouting"),
    (r"bow(s|ing)?\b", "bowing"),
    (r"lean", "leaning"),
    (r"aims?\b|aiming", "aiming"),
    (r"fl(y|ies|ying)\b|soar", "flying"),
    (r"swim", "swimming"),
    (r"turns away|back to|walks away|looks out", "turned_away"),
    (r"surrender|hands up|raises (his|her|their) hands|cheer", "hands_up"),
    (r"wave|waves|waving|greet", "waving"),
    (r"reach|grab|stretch", "reaching"),
    (r"think|ponder|wonder|consider", "thinking"),
    (r"arms crossed|crosses (his|her) arms", "arms_crossed"),
    (r"carr(y|ies)|lift|hauls|drags", "carrying"),
    (r"hold|holds|holding|grips|clutch|shows|lights|raises|takes|picks", "holding"),
)
FEELINGS: tuple[tuple[str, str], ...] = (
    (r"laugh|giggl|chuckl|hilar", "laughing"),
    (r"weep|sob|\bcry|cries|tears", "crying"),
    (r"shout|yell|scream", "shouting"),
    (r"ang(ry|er)|furious|rage|scowl|snarl|glar", "angry"),
    (r"afraid|fear|terrif|scared|horror|panic|nervous|tense|suspens|eerie|dread|trembl|dark", "afraid"),
    (r"surpris|shock|astonish|gasp|amaz|stunned|wonder|awe", "surprised"),
    (r"tender|love|romantic|gentl|soft|whisper", "tender"),
    (r"happy|joy|smil|cheer|delight|grin|excit|warm|hopeful|upbeat|playful|triumph", "happy"),
    (r"sad|melanchol|grief|mourn|lonel|somber|sorrow", "sad"),
    (r"worr|anxious|concern|uneasy", "worried"),
    (r"determin|resol|brave|epic|heroic|focus", "determined"),
    (r"confus|puzzl", "confused"),
    (r"disgust", "disgusted"),
    (r"pain|hurt|wound|winc", "pained"),
    (r"tired|exhaust|weary|yawn", "tired"),
    (r"smirk|sly|sarcas", "smirking"),
    (r"calm|peace|seren|quiet", "calm"),
)
HELD = (
    *("lantern", "candle", "torch", "flashlight", "book", "letter", "paper", "map", "newspaper", "photo", "camera", "phone",
    "key", "box", "bag", "suitcase", "basket"),
    *("bucket", "bottle", "glass", "cup", "plate", "bowl", "pan", "knife", "spoon", "bread", "apple", "cake", "fish", "flower",
    "umbrella", "crown", "ring", "necklace"),
    *("mask", "sword", "gun", "bow", "shield", "spear", "axe", "hammer", "wrench", "shovel", "rope", "broom", "ball",
    "balloon", "kite", "teddy", "guitar", "violin"),
    *("trumpet", "microphone", "laptop", "coin", "money", "gift", "flag", "bell", "flask", "syringe", "pill", "crystal", "egg",
    "feather", "butterfly", "pen", "brush"),
    *("scissors", "cards", "dice", "shoe", "ticket", "envelope", "watch", "compass", "skull", "bone", "hat", "globe",
    "backpack", "crate", "radio"),
)  # fmt: skip
"""Props that fit a hand; the others stand beside people."""
HANDS = (
    "holding",
    "carrying",
    "reading",
    "standing",
    "walking",
    "running",
    "drinking",
    "aiming",
    "fighting",
    "playing",
    "eating",
    "cooking",
    "phoning",
    "writing",
    "sitting",
    "reaching",
    "throwing",
    "leaning",
    "kneeling",
    "climbing",
    "nodding",
    "floor_sitting",
)
IMPLIED = {"reading": "book", "phoning": "phone", "drinking": "cup", "writing": "pen"}
"""What a pose needs in the hand when the action names nothing."""


def pose_of(shot: Shot, member: CastMember, leads: bool) -> str:
    """The pose of a member in a shot; only who leads the action takes it from the words."""
    given = shot.poses.get(member.id, "")
    if given in POSES:
        return given
    clause = _clause(shot.action, member)
    if not clause and not leads:
        return "standing"
    return _first(POSE_WORDS, clause or shot.action, "standing")


def expression_of(scene: Scene, shot: Shot, member: CastMember) -> str:
    """The expression of a member: given, else from what is said about it, how it speaks, the scene's mood."""
    given = shot.expressions.get(member.id, "")
    if given in EXPRESSIONS:
        return given
    manners = " ".join(line.manner for line in shot.lines if line.speaker == member.id)
    for text in (manners, _clause(shot.action, member) or shot.action, scene.mood):
        found = _first(FEELINGS, text, "")
        if found:
            return found
    return "neutral"


def props_of(shot: Shot) -> tuple[str, ...]:
    """The props of a shot: given, else the known things that its action names."""
    given = tuple(prop for prop in shot.props if prop in PROPS)
    if given:
        return given
    words = [word.rstrip("s") for word in re.findall(r"[a-z]+", shot.action.lower())]
    return tuple(dict.fromkeys(word for word in words if word in PROPS))[:3]


def _clause(action: str, member: CastMember) -> str:
    """What follows the member's name in the action, up to the next name or stop."""
    for name in (member.name, *member.aliases):
        found = re.search(rf"\b{re.escape(name)}\b([^.;]*)", action, re.IGNORECASE) if name else None
        if found:
            return found.group(1)
    return ""


def _first(table: tuple[tuple[str, str], ...], text: str, fallback: str) -> str:
    """The entry whose word comes first in the text."""
    text = text.lower()
    best, where = fallback, len(text) + 1
    for pattern, result in table:
        found = re.search(pattern, text)
        if found and found.start() < where:
            best, where = result, found.start()
    return best
