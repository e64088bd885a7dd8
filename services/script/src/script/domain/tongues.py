"""Ideas in other languages: read with that language's words, told in its own sentences (`tongues/*.toml`); used by writing."""

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from script.domain.shapes import Shape, shape_of, titled, topic_of

ALPHABETS: tuple[tuple[str, str], ...] = (
    ("ja", r"[\u3040-\u30ff]"), ("zh", r"[\u3400-\u9fff]"), ("ko", r"[\uac00-\ud7af]"), ("ru", r"[а-яё]"),
    ("ar", r"[\u0600-\u06ff]"), ("he", r"[\u0590-\u05ff]"), ("hi", r"[\u0900-\u097f]"), ("el", r"[α-ω]"),
    ("th", r"[\u0e00-\u0e7f]"),
)  # fmt: skip
TOLD = ("de", "fr", "es", "ja")
"""Languages with sentences of their own; an idea in another one is told by its own words alone."""
_NEAR = {
    code: frozenset(small.split())
    for code, small in (
        ("it", "il lo gli di che della del nel nella sul una un e è con per la dei delle cerca trova"),
        ("pt", "o os um uma e em do da no na que não com para à ao procura encontra"),
        ("nl", "de het een en van in op met die dat zijn haar naar zoekt vindt"),
    )
}
"""Small words of languages that are not told here, so that none of them is taken for its neighbor."""
_ENDINGS = {
    "es": re.compile(r"(?:[^aeiou][ao]s?|ción|dad|ía|ñ\w+)$"), "fr": re.compile(r"(?:e|es|eau|eux|ent|oir|er|é|ée|ç\w+)$"),
    "de": re.compile(r"(?:en|ung|er|isch|em|[äöüß]\w*)$"), "it": re.compile(r"(?:[ei]|tt[oa]|zz[oa]|cc[oa]|ll[oa]|zione|tà)$"),
    "pt": re.compile(r"(?:[ao]s?|ção|ões|ã\w*)$"), "nl": re.compile(r"(?:en|t|je|ij\w*|oe\w*|aa\w*)$"),
}  # fmt: skip
"""How longer words end: what tells between languages that share their small words."""
_SMALL = (
    "a an the in of and to who with for on at is his her their from that how do does did what why when where are it i you we"
    " this as by can not about into after before she he they must has"
)
_ENGLISH = frozenset(_SMALL.split())
_ORDER = ("open", "want", "trouble", "turn", "climax", "end")
_FIRST = ("open", "turn", "end", "climax", "want", "trouble")
_TIMES = ("DAWN", "DAY", "DUSK", "NIGHT")
_NOUN = r"[\u30a1-\u30fa\u30fc]+|[\u4e00-\u9fff々]+"
_KANJI_FIRST = re.compile(rf"({_NOUN})(?=[がは])")
_KANJI_OTHER = re.compile(rf"({_NOUN})(?=[とを])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CLAUSES = re.compile(r"(?<=[.!?。！？،,，、;])\s*")
MOST_TITLE = 8
LONG = 5
"""Letters from which on a word is found inside another."""


@dataclass(frozen=True, slots=True)
class Told:
    """A title and Fountain text in the idea's language."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its code, and its tables and scenes where there are some."""

    code: str
    tables: Mapping[str, Mapping[str, str]]
    scenes: tuple[tuple[str, str, str], ...] = ()
    """Shape of the film, beat, text."""

    def means(self, table: str, text: str) -> tuple[str, str]:
        """The first entry of a table that a text names, and the word of the text that names it; empty where there is none."""
        found: list[tuple[int, int, str, str]] = []
        lower = text.lower()
        for meaning, line in self.tables.get(table, {}).items():
            for form in line.split():
                at = re.search(self._form(form), lower)
                if at and form == form.lower():
                    found.append((at.start(), -len(at[0]), meaning, text[at.start() : at.end()]))
        return min(found)[2:] if found else ("", "")

    def _form(self, form: str) -> str:
        """A word as it may stand in a text: in a compound where it is long (`Leuchtturmwärter`), else alone."""
        if self.code == "ja":
            return form
        return re.escape(form) if len(form) > LONG else rf"(?<!\w){re.escape(form)}(?!\w)"

    def is_place(self, noun: str) -> bool:
        """Whether a noun is a place, and not somebody called by one."""
        return len(self.means("families", noun)[1]) == len(noun)


def tongue_of(text: str, wished: str) -> Tongue | None:
    """The language of an idea; None for English and for what nobody knows."""
    lower = text.lower()
    letters = sum(1 for char in lower if char.isalpha())
    shares = {code: len(re.findall(pattern, lower)) * (5 if code == "ja" else 3) for code, pattern in ALPHABETS}
    alphabet = next((code for code, share in shares.items() if share > max(1, letters)), None)
    if alphabet:
        return _tongue(alphabet)
    words = _WORD.findall(lower)
    points = {code: sum(word in _tongue(code).tables["words"]["small"].split() for word in words) for code in TOLD}
    points |= {code: sum(word in small for word in words) for code, small in _NEAR.items()}
    best = max(points, key=lambda code: (points[code] + 0.2 * _ended(code, words), code in TOLD))
    if points[best] > sum(word in _ENGLISH for word in words) and (best in TOLD or points[best] > 1):
        return _tongue(best)
    base = wished.lower().split("-")[0]
    return _tongue(base) if base != "en" else None


def _ended(code: str, words: Sequence[str]) -> int:
    """How many longer words end as those of a language do."""
    return sum(bool(_ENDINGS[code].search(word)) for word in words if len(word) > 3) if code in _ENDINGS else 0


@cache
def _tongue(code: str) -> Tongue:
    if code not in TOLD:
        return Tongue(code, {})
    data = tomllib.loads(resources.files(__package__).joinpath(f"tongues/{code}.toml").read_text(encoding="utf-8"))
    scenes = tuple((scene.get("shape", "story"), scene["beat"], scene["text"]) for scene in data.pop("scene"))
    return Tongue(code, data, scenes)


def story_in(tongue: Tongue, text: str, seconds: int, seed: int) -> Told:
    """The story of an idea in its own language."""
    idea = " ".join(text.split()).strip("\"'“”«»„ ").rstrip(" .!?…。！？")
    chooser = random.Random(f"{seed}\n{idea}")  # noqa: S311
    if not tongue.scenes:
        return Told(_title(idea, frozenset()), f"Title: {_title(idea, frozenset())}\n\n" + _by_clauses(idea, chooser))
    shape = shape_of(tongue.tables, idea)
    topic = topic_of(tongue.tables, idea, shape)
    small = frozenset(f"{tongue.tables['words']['stops']} {tongue.tables['words']['lead']}".split())
    hero, other, thing = _people(tongue, topic, shape, chooser)
    title = _title(_named(tongue, idea, topic, shape, hero), small)
    slots = {"HERO": hero.upper(), "OTHER": other.upper(), "Thing": _upper(thing), "Idea": _upper(idea), "topic": topic}
    slots["Title"] = title
    chosen = _chosen(tongue, shape, seconds, chooser, named=bool(thing))
    headings = _headings(tongue, idea, len(chosen), seconds, chooser, tongue.tables["kind_family"].get(shape, "town"))
    body = (_fountain(scene, slots, tongue.tables["cast"]["narrator"], seconds) for scene in chosen)
    return Told(title, f"Title: {title}\n\n" + "\n".join(f"{h}\n\n{b}" for h, b in zip(headings, body, strict=True)))


def _named(tongue: Tongue, idea: str, topic: str, shape: Shape, hero: str) -> str:
    """What the film is called after: the thing of an advert, the hero of a trailer, else the idea."""
    if shape == "advert":
        return titled(topic, nouns=tongue.code == "de")
    if shape == "trailer":
        return topic if hero == tongue.tables["cast"]["hero"] or topic == idea else _upper(hero)
    return idea


def _people(tongue: Tongue, topic: str, shape: Shape, chooser: random.Random) -> tuple[str, str, str]:
    """Hero, second being and thing; who shows a thing or explains one is nobody whom the idea names."""
    cast = tongue.tables["cast"]
    if shape in ("advert", "explainer"):
        hero, other = tongue.tables["kind_cast"][shape].split("|")
        return hero, other, ""
    hero, other, thing = figures(tongue, topic)
    hero = _nominative(hero, tongue.tables["words"]["beings"].split()) or cast["hero"]
    return hero, other or chooser.choice([name for name in cast["others"].split("|") if name != hero]), thing


def figures(tongue: Tongue, idea: str) -> tuple[str, str, str]:
    """Hero, second being and thing of an idea, as it calls them; empty where it does not."""
    nouns = _kanji(idea) if tongue.code == "ja" else _phrases(tongue, idea)
    beings = tongue.tables["words"]["beings"].split()
    people = [(noun, phrase) for noun, phrase in nouns if not tongue.is_place(noun) or noun.lower() in beings]
    hero = people[0][0] if people else ""
    rest = [(_nominative(noun, beings), phrase) for noun, phrase in people[1:] if noun != hero]
    other = next((noun for noun, _ in rest if noun.lower() in beings), "")
    thing = next((phrase for noun, phrase in rest if noun != other), "")
    return hero, other, thing


def _nominative(noun: str, beings: Sequence[str]) -> str:
    """`Drachen` is a `Drache` where he speaks."""
    return noun[:-1] if noun.endswith("n") and noun[:-1].lower() in beings else noun


def _kanji(idea: str) -> list[tuple[str, str]]:
    first = _KANJI_FIRST.search(idea)
    behind = idea[first.end() :] if first else idea
    found = [(match[1], match[1]) for match in ([first] if first else [])]
    return found + [(match[1], match[1]) for match in _KANJI_OTHER.finditer(behind)]


def _phrases(tongue: Tongue, idea: str) -> list[tuple[str, str]]:
    """Noun phrases behind articles: the noun (with `de phare`), and the phrase with its article."""
    words = tongue.tables["words"]
    lead, stops, joins = (frozenset(words[key].split()) for key in ("lead", "stops", "joins"))
    adjectives = frozenset(words["adjectives"].split())
    tokens = _WORD.findall(idea)
    found: list[tuple[str, str]] = []
    for at, token in enumerate(tokens):
        if token.lower() not in lead:
            continue
        run: list[str] = []
        for word in tokens[at + 1 : at + 6]:
            if word.lower() in stops and not (run and word.lower() in joins):
                break
            run.append(word)
        noun = _noun(run, adjectives, joins, capital=tongue.code == "de")
        if noun:
            until = tokens.index(noun.split()[-1], at) + 1
            found.append((noun, " ".join(tokens[at:until])))
    return found


def _noun(run: Sequence[str], adjectives: frozenset[str], joins: frozenset[str], *, capital: bool) -> str:
    """The noun of a phrase: the capital word in German, else the first that is no adjective, with its `de` or `del`."""
    if capital:
        return next((word for word in run if word[0].isupper()), "")
    rest = [word for n, word in enumerate(run) if n or word.lower() not in adjectives]
    while len(rest) > 1 and rest[0].lower() in adjectives:
        rest = rest[1:]
    if not rest or rest[0].lower() in joins:
        return ""
    joined = len(rest) > 2 and rest[1].lower() in joins and len(rest[2]) > 2
    return " ".join(rest[:3]) if joined else rest[0]


def _title(idea: str, small: frozenset[str]) -> str:
    """The idea's own first words; a long one ends before a small word."""
    first = re.split(r"[.!?;:。！？、，,]", idea)[0].strip()
    few = first.split()[:MOST_TITLE]
    while len(few) < len(first.split()) and len(few) > 3 and few[-1].lower() in small:
        few.pop()
    return _upper(" ".join(few)[:60])


def _chosen(tongue: Tongue, shape: Shape, seconds: int, chooser: random.Random, *, named: bool) -> list[str]:
    """One scene per beat, the most important first, as many as there is time for, at least three."""
    wanted = _FIRST[: max(3, min(len(_FIRST), round(seconds / 8)))]
    fits = [(beat, text) for kind, beat, text in tongue.scenes if kind == shape and (named or "{Thing}" not in text)]
    known = {beat for beat, _ in fits}
    return [chooser.choice([text for name, text in fits if name == beat]) for beat in _ORDER if beat in wanted and beat in known]


def _headings(tongue: Tongue, idea: str, count: int, seconds: int, chooser: random.Random, usual: str) -> list[str]:
    """The idea's own place, then one near it; time goes on from the idea's own."""
    family, place = tongue.means("families", idea)
    inside = bool(tongue.means("inside", place)[0]) if place else False
    near = tongue.tables["near"][family or usual].split("|")
    main = f"{'INT' if inside else 'EXT'}. {place.upper()}" if place else near[0]
    beside = next(heading for heading in near if heading != main)
    shown = {name: line.split()[0] for name, line in (*tongue.tables["times"].items(), *tongue.tables["weathers"].items())}
    named = tongue.means("times", idea)[0]
    start = _TIMES.index(named) if named else chooser.randrange(len(_TIMES))
    weather = tongue.means("weathers", idea)[0]
    sky = f" - {shown[weather]}" if weather else ""
    times = [_TIMES[(start + (0 if named and seconds <= 45 else round(n * 2 / max(2, count - 1)))) % 4] for n in range(count)]
    return [f"{beside if n in {1, 3} and n < count - 1 else main} - {shown[time]}{sky}" for n, time in enumerate(times)]


def _fountain(scene: str, slots: Mapping[str, str], narrator: str, seconds: int) -> str:
    """A scene as Fountain; what may be left out is kept where there is time."""
    names = {"HERO": slots["HERO"], "OTHER": slots["OTHER"], "NARRATOR": narrator}
    written = ""
    for raw in scene.strip().splitlines():
        if raw.startswith("?") and seconds < 40:
            continue
        cue, _, words = raw.lstrip("? ").partition(": ")
        spoken = cue in names and words
        mark = "@" if names.get(cue, "").lower() == names.get(cue, "") else ""
        written += f"{mark}{names[cue]}\n{words.format(**slots)}\n\n" if spoken else f"{raw.lstrip('? ').format(**slots)}\n\n"
    return written


def _by_clauses(idea: str, chooser: random.Random) -> str:
    """The idea's own clauses as scenes: what is said is what is seen."""
    clauses = [clause.strip(" ,،，、;") for clause in _CLAUSES.split(idea) if clause.strip(" ,،，、;")] or [idea]
    start = chooser.randrange(len(_TIMES))
    few = [clauses[min(n * len(clauses) // 3, len(clauses) - 1)] for n in range(3)]
    return "\n".join(
        f"EXT. {' '.join(clause.upper().split()[:8])[:60]} - {_TIMES[(start + n) % 4]}\n\n!{clause}\n\n"
        for n, clause in enumerate(few)
    )


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
