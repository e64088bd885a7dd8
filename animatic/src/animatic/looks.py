"""From a storyboard Look to a Dress: colours and shapes from the words where they say so, else from a hash of the name."""

from animatic.chance import Chance
from animatic.colour import luminance, mix, named
from animatic.graph import Dress
from contracts.storyboard import CastMember, Garment, Look

SKINS = ("#f5d3b8", "#eec19d", "#dba57e", "#bd8356", "#94603c", "#6d4329", "#f0cbb0", "#c99468")
FAIR_SKINS = ("#f5d3b8", "#eec19d", "#f0cbb0", "#e3b48e")
FAIR = ("red", "ginger", "auburn", "blond", "blonde", "golden", "fair", "sandy")
"""Hair colours that come with fair skin unless the script says otherwise."""
SKIN_WORDS = {
    "pale": "#f7dcc8", "fair": "#f5d3b8", "light": "#f0c9a8", "freckled": "#f2cdb0", "olive": "#cfa274", "tan": "#cc9566",
    "tanned": "#cc9566",
    "golden": "#d8a670", "brown": "#94603c", "dark": "#6d4329", "black": "#573422", "ebony": "#4a2c1d", "weathered": "#c48e66",
    "green": "#86a86a", "blue": "#7d97c4", "grey": "#9c9c9c",
}  # fmt: skip
HAIRS = ("#241a18", "#3b261c", "#5a3820", "#7c4a26", "#a86c34", "#d5a95c", "#8c3218", "#1c1a22")
HAIR_WORDS = {
    "black": "#1f1b20", "dark": "#2c201c", "brown": "#5a3820", "brunette": "#4a2d1c", "chestnut": "#6a361e", "red": "#99351a",
    "ginger": "#b9561f",
    "auburn": "#7a2f1a", "blond": "#d9b062", "blonde": "#d9b062", "golden": "#d9a544", "fair": "#dcbc7c", "sandy": "#c09a5c",
    "white": "#ebe7e0", "grey": "#9a979a", "gray": "#9a979a",
    "silver": "#c0c2c8", "pink": "#d972a0", "blue": "#3f62b5", "green": "#3f8a58", "purple": "#70429a",
}  # fmt: skip
STYLES = {
    "female": ("long", "bob", "bun", "ponytail", "wavy", "curly", "short"),
    "male": ("short", "short", "buzz", "curly", "spiky", "short"),
    "unknown": ("short", "bob", "curly", "short", "ponytail"),
}
STYLE_WORDS = (
    "long",
    "bob",
    "bun",
    "ponytail",
    "wavy",
    "curly",
    "afro",
    "bald",
    "balding",
    "braids",
    "braid",
    "spiky",
    "buzz",
    "short",
    "shaved",
    "crew",
    "pigtails",
    "shoulder",
    "cropped",
    "messy",
    "plait",
)
STYLE_SAME = {
    "braid": "braids",
    "pigtails": "braids",
    "plait": "braids",
    "shaved": "buzz",
    "crew": "buzz",
    "shoulder": "long",
    "cropped": "short",
    "messy": "spiky",
}
EYES = ("#4a2f1c", "#3a5a7a", "#4d6b3c", "#5b4a35", "#2d241f", "#5f7f90")
CLOTH = (
    "#b5493c",
    "#2f6d78",
    "#d2a03a",
    "#4b5a8c",
    "#6b8a54",
    "#8a4f70",
    "#c97b46",
    "#51646e",
    "#a23a52",
    "#3d7a63",
    "#7e6ab0",
    "#c9b27c",
)
TROUSERS = ("#2e3344", "#4a4038", "#3d4a5c", "#5a4a3a", "#30302f", "#56606a")

OUTER = {
    "raincoat": "raincoat", "lab": "lab_coat", "coat": "coat", "overcoat": "coat", "trenchcoat": "coat", "trench": "coat",
    "parka": "coat", "jacket": "jacket", "blazer": "jacket", "robe": "robe", "cloak": "cloak",
    "cape": "cape", "vest": "vest", "waistcoat": "vest", "apron": "apron", "cardigan": "jacket", "anorak": "coat",
    "poncho": "cloak", "greatcoat": "coat", "kimono": "robe", "habit": "robe", "cassock": "robe",
}  # fmt: skip
TOP = {
    "suit": "suit", "tuxedo": "suit", "uniform": "uniform", "dress": "dress", "sundress": "dress", "gown": "gown",
    "shirt": "shirt", "blouse": "shirt", "tshirt": "t_shirt", "t_shirt": "t_shirt", "tee": "t_shirt", "tank": "t_shirt",
    "sweater": "sweater", "jumper": "sweater", "pullover": "sweater", "turtleneck": "sweater", "hoodie": "hoodie",
    "overalls": "overalls", "dungarees": "overalls", "spacesuit": "spacesuit", "armor": "armor",
    "armour": "armor", "pajamas": "pajamas", "pyjamas": "pajamas", "tunic": "sweater", "scrubs": "t_shirt",
    "jumpsuit": "uniform", "nightgown": "gown", "saree": "gown", "sari": "gown",
}  # fmt: skip
BOTTOM = {
    "trousers": "trousers",
    "pants": "trousers",
    "jeans": "jeans",
    "shorts": "shorts",
    "skirt": "skirt",
    "leggings": "trousers",
    "kilt": "skirt",
}
HAT = {
    "hat": "hat", "fedora": "hat", "cap": "cap", "beret": "beanie", "beanie": "beanie", "helmet": "helmet", "hood": "hood",
    "crown": "crown", "tiara": "crown", "headscarf": "headscarf", "hijab": "headscarf",
    "tophat": "top_hat", "top_hat": "top_hat", "bonnet": "headscarf", "veil": "headscarf", "kerchief": "headscarf",
    "sunhat": "hat", "stetson": "hat",
}  # fmt: skip
_DEFAULT_COLOURS = {
    "suit": "#343845", "uniform": "#2f4464", "lab_coat": "#eef0f0", "raincoat": "#dfae2e", "jeans": "#3f5b85",
    "spacesuit": "#e8eaec", "armor": "#9aa3ad", "apron": "#e9e2d2",
    "overalls": "#d8cdb4", "robe": "#6a4a3a", "pajamas": "#9db7d6", "scrubs": "#6fb0a8",
}  # fmt: skip


def dress_of(member: CastMember) -> Dress:
    """The Dress of a cast member; the same for the same member in every shot."""
    look, chance = member.look, Chance("look", member.id, member.name)
    words = look.description.lower()
    fair = _by_word(look.hair_colour or "", dict.fromkeys(FAIR, "fair")) != ""
    skin = (
        _by_word(look.skin or "", SKIN_WORDS)
        or (FAIR_SKINS if fair else SKINS)[int(chance.unit() * len(FAIR_SKINS if fair else SKINS))]
    )
    hair = _by_word(look.hair_colour or "", HAIR_WORDS) or named(look.hair_colour, _usual_hair(skin, chance))
    if look.age == "old" and not look.hair_colour:
        hair = chance.pick(("#b8b5b8", "#dcd9d4", "#8f8c90"))
    worn = _worn(look.clothes, chance, look.sex, words)
    style = _hair_style(look.hair_style or "", chance, look.sex, look.age)
    return Dress(
        skin=skin,
        hair=hair,
        hair_style=style,
        eyes=chance.pick(EYES),
        beard=look.beard,
        glasses=look.glasses or "glasses" in worn,
        age="child" if member.kind == "child" else look.age,
        build=look.build,
        sex=look.sex,
        species=species_of(member),
        accent="fur" if _told_fur(look) else "sunglasses" if worn.get("sunglasses") else chance.pick(CLOTH),
        **{key: value for key, value in worn.items() if key not in ("glasses", "sunglasses")},
    )


def _usual_hair(skin: str, chance: Chance) -> str:
    return HAIRS[int(chance.unit() * (len(HAIRS) if luminance(skin) > 0.6 else 3))]


def _by_word(text: str, table: dict[str, str]) -> str:
    found = [table[word] for word in text.lower().replace("-", " ").replace(",", " ").split() if word in table]
    return found[0] if found else ""


def _hair_style(text: str, chance: Chance, sex: str, age: str) -> str:
    usual = chance.pick(STYLES[sex])
    for word in text.lower().replace("-", " ").split():
        if word in STYLE_WORDS:
            return STYLE_SAME.get(word, word)
    if age == "old" and sex != "female" and chance.unit() < 0.6:
        return "balding"
    return usual


def _worn(clothes: tuple[Garment, ...], chance: Chance, sex: str, words: str) -> dict[str, str]:
    """What is worn, by slot; the chance is asked in the same order whatever the script names, so that the rest stays."""
    top_colour, bottom_colour = chance.pick(CLOTH), chance.pick(TROUSERS)
    usual_top = chance.pick(
        ("shirt", "sweater", "t_shirt", "jacket", "hoodie") if sex != "female" else ("shirt", "sweater", "dress", "t_shirt")
    )
    shoe = chance.pick(("#2b2422", "#4a3324", "#3a3a40"))
    worn = {
        "top": "",
        "top_colour": top_colour,
        "bottom": "trousers",
        "bottom_colour": bottom_colour,
        "shoes": "shoes",
        "shoes_colour": shoe,
    }
    for garment in clothes:
        _put_on(worn, garment)
    if not clothes:
        for word in words.replace(",", " ").split():
            _put_on(worn, Garment(item=word))
    if not worn["top"] and usual_top == "jacket" and "outer" not in worn:
        worn |= {"top": "t_shirt", "outer": "jacket", "outer_colour": mix(top_colour, "#2a2a33", 0.45)}
    elif not worn["top"]:
        worn |= {"top": "shirt" if "outer" in worn else usual_top}
    if worn["top"] == "overalls" and worn["bottom_colour"] == bottom_colour:
        worn["bottom_colour"] = "#3f5b85"
    if worn["top"] in ("suit", "uniform"):
        worn["bottom_colour"] = mix(worn["top_colour"], "#15151c", 0.2)
    worn.setdefault("neck_colour", chance.pick(CLOTH))
    return worn


def _put_on(worn: dict[str, str], garment: Garment) -> None:
    words = garment.item.lower().replace("-", " ").replace("lab_coat", "lab coat").split()
    for word in [*words[::-1], *(w.rstrip("s") for w in words)]:
        slot, kind = _slot_of(word, words)
        if not slot:
            continue
        worn[slot] = kind
        colour = named(garment.colour, "") or named(garment.item, "")
        if slot in ("top", "bottom", "shoes", "outer", "hat", "neck"):
            standard = _DEFAULT_COLOURS.get(kind, "") or (
                worn.get(f"{slot}_colour", "") if slot in ("top", "bottom", "shoes") else mix(worn["top_colour"], "#30303a", 0.35)
            )
            worn[f"{slot}_colour"] = colour or standard
        return


def _slot_of(word: str, words: list[str]) -> tuple[str, str]:
    if "lab" in words and word in ("coat", "lab"):
        return "outer", "lab_coat"
    if word.endswith("coat") and word not in OUTER:
        return "outer", "coat"
    for slot, table in (("outer", OUTER), ("top", TOP), ("bottom", BOTTOM), ("hat", HAT)):
        if word in table:
            return slot, table[word]
    if word in ("boots", "boot"):
        return "shoes", "boots"
    if word in ("scarf", "tie", "bowtie", "shawl"):
        return "neck", "tie" if word != "scarf" and word != "shawl" else "scarf"
    if word in ("sunglasses", "glasses", "spectacles"):
        return ("sunglasses" if word == "sunglasses" else "glasses"), "yes"
    return "", ""


NEAREST_SPECIES = {
    "kitten": "cat", "lion": "cat", "tiger": "cat", "panther": "cat", "leopard": "cat", "lynx": "cat", "puppy": "dog",
    "hound": "dog", "coyote": "wolf",
    "eagle": "bird", "owl": "bird", "crow": "bird", "raven": "bird", "parrot": "bird", "chicken": "bird", "hen": "bird",
    "rooster": "bird", "duck": "bird", "goose": "bird", "seagull": "bird", "gull": "bird", "sparrow": "bird", "swan": "bird",
    "penguin": "bird",
    "pony": "horse", "donkey": "horse", "mule": "horse", "unicorn": "horse", "zebra": "horse", "deer": "horse",
    "goat": "sheep", "lamb": "sheep", "bull": "cow", "ox": "cow", "boar": "pig", "rat": "mouse", "hare": "rabbit",
    "bunny": "rabbit",
    "android": "robot", "droid": "robot", "machine": "robot", "whale": "fish", "shark": "fish", "dolphin": "fish",
    "salmon": "fish", "squirrel": "mouse", "hamster": "mouse",
}  # fmt: skip


def species_of(member: CastMember) -> str:
    """What kind of being it is: empty for people."""
    if member.kind == "robot":
        return "robot"
    if member.kind != "animal":
        return ""
    word = (member.look.species or "").lower().strip() or member.look.description.lower()
    known = ("cat", "dog", "bird", "horse", "wolf", "fox", "bear", "rabbit", "cow", "sheep", "pig", "fish", "mouse", "dragon")
    for part in [word, *word.replace(",", " ").split(), *member.name.lower().split()]:
        if part in known:
            return part
        if part in NEAREST_SPECIES:
            return NEAREST_SPECIES[part]
    return "dog"


HEIGHTS = {
    "cat": 0.34,
    "dog": 0.62,
    "bird": 0.28,
    "horse": 1.75,
    "robot": 1.6,
    "wolf": 0.85,
    "fox": 0.5,
    "bear": 1.5,
    "rabbit": 0.34,
    "cow": 1.45,
    "sheep": 0.85,
    "pig": 0.8,
    "fish": 0.35,
    "mouse": 0.16,
    "dragon": 2.6,
}


def height_of(member: CastMember, dress: Dress) -> float:
    """How tall somebody is, in metres."""
    if dress.species:
        return HEIGHTS[dress.species]
    base = 1.24 if dress.age == "child" else 1.68 if dress.sex == "female" else 1.78 if dress.sex == "male" else 1.73
    return base * {"short": 0.92, "average": 1.0, "tall": 1.08}[member.look.height] * (0.97 if dress.age == "old" else 1.0)


def _told_fur(look: Look) -> bool:
    """Whether the words say what colour an animal has."""
    return bool(look.species and look.hair_colour and look.hair_colour in look.description.lower())
