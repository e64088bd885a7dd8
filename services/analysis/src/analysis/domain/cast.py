"""The cast: everybody whom the script names or shows, each once; used by board, shots and looks."""

import re
from collections import Counter
from collections.abc import Sequence

from analysis.domain.elements import Script
from analysis.domain.extras import extras_in, singular
from analysis.domain.lexicon.gloss import Gloss
from analysis.domain.lexicon.settings import kind_of_place
from analysis.domain.names import (
    FIRST_NAMES,
    NARRATORS,
    ROLES,
    SEXES,
    SPECIES,
    Name,
    cue_name,
    cue_names,
    has_first_name,
    kind_of,
    merged,
    shown,
)  # fmt: skip
from analysis.domain.roster import Member, Roster, is_common, roster_of
from analysis.domain.slugs import unique_slugs
from analysis.domain.text import LOWER, UPPER

_CAPS = rf"[{UPPER}][{UPPER}'’.\-]+(?: [{UPPER}#\d][{UPPER}'’.\-\d]*){{0,3}}"
_DESCRIBES = (
    rf"\s*\((?:\d{{1,2}}(?!\d)|mid|late|early|teen|[{LOWER}])|, (?:\d{{1,2}}(?!\d)|an? |the |mid|late|early|in (?:his|her))"
)
_INTRODUCED = re.compile(rf"(?<![\w'’])({_CAPS})(?={_DESCRIBES})")
_CARD = re.compile(r"^\W*(?:SUPER|TITLE|CHYRON|CAPTION|CARD|INSERT)\b")
_ARTICLES = re.compile(r"^(?:AN?|THE|TWO|THREE|SOME|HIS|HER) ")
_ADJECTIVE = re.compile(r"^(?:OLD|YOUNG|LITTLE|SMALL|TINY|POOR|BIG) ")
_TWO = ((1, "FIRST"), (2, "SECOND"))
_SPEAKS = re.compile(
    rf"[“”«»\"„」],? (?:said|asked|called|whispered|shouted|answered|cried) ([{UPPER}][{LOWER}]+)(?![\w-])"
    rf"|\b(?:named|called) ([{UPPER}][{LOWER}]+)(?![\w-])"
)
_FULL_NAME = re.compile(rf"(?<![\w'’\-])([{UPPER}][{LOWER}]+) ([{UPPER}][{LOWER}]{{2,}})(?![\w\-])")
_CAPITAL = re.compile(
    rf"(?<![.!?…:\"“”„«»'’—–-]\s)(?<!^)(?<![\w'’\-„“«\"])((?:(?:Mrs?|Ms|Dr|Prof|Capt|Col|Sgt|Lt|St)\.\s)?[{UPPER}][{LOWER}]{{2,}}(?:\s[{UPPER}][{LOWER}]{{2,}})?)(?![\w\-])"
)
_NO_NAME = re.compile(
    r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Christmas|English|French|German|Spanish|Chinese|Earth|Internet|God|Chapter)\b"
)
_ALSO_WORDS = frozenset("MAY WILL ROSE ROSES GRACE IRIS LILY DAWN MARK RUTH IVY JUNE VERA ROY RAY AVA PAT".split())
_PLACE_BEFORE = re.compile(r"\b(?:in|at|of|to|from|near|the|on|across|over)\s+$", re.IGNORECASE)
_OWN = re.compile(r"\b(?:he|his|himself|she|herself)\b", re.IGNORECASE)
_UNCASED_MALE = re.compile(r"^[\u4e00-\u9fff]{1,3}[明强伟刚军勇杰涛斌峰龙建国华雄郎夫]$")
_UNCASED_FEMALE = re.compile(r"^[\u4e00-\u9fff]{1,3}[芳丽娜娟婷静秀玉兰梅英燕雪霞莉敏慧珍花香美子]$")
"""Given names that women have, in a script without capitals."""
_CALLING = re.compile(rf"(?<![\w'’])({_CAPS}), the ([a-z]+(?: [a-z]+)?)(?=[,.;)])")
_APPOSED = re.compile(
    rf"\b(?:[Aa]n?|[Hh]is|[Hh]er|[Tt]heir) (?:[a-z-]+ ){{0,2}}?({ROLES.pattern}),? ({_CAPS})(?={_DESCRIBES}|[ ,.])"
)
"""`An astronaut, JUNO (40s)` and `her mother ANNA` are one person each."""
_NAMED = re.compile(rf"\b({ROLES.pattern}|{SPECIES.pattern}),? (?:named|called) ([A-ZÀ-Þ][\w'’-]+)")
_NAME_IS = re.compile(r"\b(?:Her|His|Its|her|his|its) name (?:is|was) ([A-ZÀ-Þ][\w'’-]+)")


def cast_of(script: Script, gloss: Gloss) -> Roster:
    """Everybody in the script, under one id each; `gloss` tells what words of another language mean."""
    spoken = _cues(script)
    action = [gloss.english(element.text) for element in script.elements if element.kind in {"action", "shot", "centered"}]
    seen = _introduced(action, set(spoken)) if script.format != "prose" else _capitalised(action, gloss)
    described = "\n".join(action)
    called = _called(described) if script.format == "prose" else {}
    single = _without_ages([*dict.fromkeys([*spoken, *seen])], set(spoken))
    if titled := _titled(described, single):
        single = [name for name in single if name not in titled]
        called |= titled
    names = [_understood(_with_nouns(name, called), gloss) for name in merged(single)]
    known = {form for name in names for form in (*name.forms, *name.meaning)}
    everybody = [*names, *_extras(action, known, gloss, [e.text for e in script.elements])]
    slugs = unique_slugs("cast", [name.full for name in everybody])
    members = tuple(_member(slug, name, described, set(spoken), gloss) for slug, name in zip(slugs, everybody, strict=True))
    return roster_of(members, described)


def _without_ages(names: list[str], spoken: set[str]) -> list[str]:
    """OLD TOM is TOM, unless there is a YOUNG TOM too or both of them speak."""
    ages: dict[str, list[str]] = {}
    for name in names:
        if (bare := _ADJECTIVE.sub("", name)) != name:
            ages.setdefault(bare, []).append(name)
    same = {old[0]: bare for bare, old in ages.items() if len(old) == 1 and not {bare, old[0]} <= spoken and bare in names}
    return list(dict.fromkeys(same.get(name, name) for name in names))


def _extras(action: Sequence[str], known: set[str], gloss: Gloss, texts: Sequence[str]) -> list[Name]:
    """Those without a name; two of a kind are two members, more are a crowd."""
    found: list[Name] = []
    for extra in extras_in(action, known, articles=gloss.has_articles):
        if extra.count == 2:
            one = singular(extra.noun)
            two = gloss.native(extra.noun, texts).upper()
            found += [
                _extra(f"{which} {one}" if two == extra.noun else f"{two} {n}", f"{which} {one}", extra.noun) for n, which in _TWO
            ]
        else:
            found.append(_extra(gloss.native(extra.noun, texts).upper(), extra.noun))
    return found


def _extra(full: str, *nouns: str) -> Name:
    """Somebody without a name; an English noun is a name of theirs, any other only has its meaning."""
    return Name(full, nouns) if full in nouns else Name(full, (full,), nouns)


def _understood(name: Name, gloss: Gloss) -> Name:
    """A name that is a noun of another language, with what it means: LE MARIN is the sailor."""
    told = " ".join(gloss.english(name.full.lower()).split())
    bare = re.sub(r"^(?:the|an?) ", "", told).upper()
    known = gloss.exact and not bare.endswith("_") and is_common(bare) and bare != name.full
    return Name(name.full, name.forms, (bare,)) if known else name


def _cues(script: Script) -> list[str]:
    """Everybody who speaks, each of several in one cue by their own name."""
    found = (
        name for e in script.elements if e.kind == "character" and cue_name(e.text) not in NARRATORS for name in cue_names(e.text)
    )
    return list(dict.fromkeys(name for name in found if name not in NARRATORS))


def _introduced(action: list[str], spoken: set[str]) -> list[str]:
    """Names in capitals with an age or a description behind them, as screenplays introduce people; first names in capitals;
    full names of those who speak. `OLD TOBIAS` is TOBIAS where only one of the two speaks."""
    found: list[str] = []
    for text in action:
        if _CARD.match(text):
            continue
        described = [(m.start(), " ".join(_ARTICLES.sub("", m[1]).split())) for m in _INTRODUCED.finditer(text)]
        first = [(hit.start, hit.form) for hit in FIRST_NAMES.found(text) if hit.form.isupper() and hit.form not in _ALSO_WORDS]
        full = [(m.start(), f"{m[1]} {m[2]}".upper()) for m in _FULL_NAME.finditer(text) if _is_full(m[1], m[2], spoken)]
        found += [name for _, name in sorted([*described, *first, *full])]
    plain = (_ADJECTIVE.sub("", name) if _ADJECTIVE.sub("", name) in spoken and name not in spoken else name for name in found)
    return list(dict.fromkeys(name for name in plain if 1 < len(name) <= 40))


def _is_full(first: str, last: str, spoken: set[str]) -> bool:
    """Whether two words in a sentence are the first and the last name of somebody who speaks under one of them."""
    known = first.upper() in spoken and (first.upper() in spoken) != (last.upper() in spoken)
    titled = f"{first.upper()} {last.upper()}" not in spoken
    return known and titled and kind_of_place(last) is None and not ROLES.first(first) and bool(FIRST_NAMES.first(first))


def _capitalised(action: list[str], gloss: Gloss) -> list[str]:
    """Names in prose: capitals inside a sentence that no preposition of place goes before, or known first names. In a language
    that writes every noun with a capital, only those that speak or are called so."""
    found: dict[str, int] = {}
    for text in action:
        for match in _SPEAKS.finditer(text) if gloss.capital_nouns else ():
            name = (match[1] or match[2]).upper()
            found[name] = found.get(name, 0) + 1
        for match in () if gloss.capital_nouns else _CAPITAL.finditer(text):
            if not _NO_NAME.match(match[1]) and not _PLACE_BEFORE.search(text[: match.start()][-12:]):
                found[match[1].upper()] = found.get(match[1].upper(), 0) + 1
        for name in FIRST_NAMES.found(text):
            if name.form[0].isupper() and name.form.upper() not in _ALSO_WORDS:
                found.setdefault(name.form.upper(), 1)
    return list(found)


def _called(text: str) -> dict[str, str]:
    """Nouns that stand for a name: `a clockmaker named Anselm`, `A girl came in. Her name was Pia.`"""
    found = {match[1].upper(): match[2].upper() for match in _NAMED.finditer(text)}
    for match in _NAME_IS.finditer(text):
        if before := ROLES.all(text[max(0, match.start() - 300) : match.start()]):
            start = max(0, match.start() - 300) + before[-1][1]
            noun = next(ROLES.found(text[start : match.start()]))
            found[noun.form.upper()] = match[1].upper()
    return found


def _titled(described: str, names: Sequence[str]) -> dict[str, str]:
    """Callings that speak and turn out to be somebody with a name: `LEO BRANDT, the ferryman` is the FERRYMAN."""
    known = set(names)
    apposed = [(m[1].upper(), m[2]) for m in _APPOSED.finditer(described) if m[2] in known and m[1].upper() not in known]
    callings = [calling for calling, _ in apposed]
    single = {calling: name for calling, name in apposed if callings.count(calling) == 1 and ROLES.first(calling) != "crowd"}
    found = {m[2].upper(): m[1] for m in _CALLING.finditer(described) if m[1] in known and m[2].upper() in known and m[1] != m[2]}
    return single | {calling: name for calling, name in found.items() if ROLES.first(calling) != "crowd"}


def _with_nouns(name: Name, called: dict[str, str]) -> Name:
    nouns = tuple(noun for noun, owner in called.items() if owner in name.forms)
    return Name(name.full, (*name.forms, *nouns))


def _member(slug: str, name: Name, described: str, spoken: set[str], gloss: Gloss) -> Member:
    kind, species = kind_of(gloss.english(shown(name.full)), described)
    if (
        beast := next((beast for form in (*name.forms, *name.meaning) if (beast := SPECIES.first(form))), None)
        if kind == "person" and not has_first_name(name.full)
        else None
    ):
        kind, species = "animal", beast
    sex = _sex(name, gloss)
    if sex == "unknown" and kind == "person":
        sex = _by_pronoun(name, described)
    if sex == "unknown":
        sex = _by_ending(name)
    return Member(slug, name, kind, species, sex, bool(spoken.intersection(name.forms)))


def _sex(name: Name, gloss: Gloss) -> str:
    for form in (*name.forms, *name.meaning):
        by_role = SEXES.first(gloss.english(form.capitalize()))
        by_name = FIRST_NAMES.first(form) if not by_role else None
        if by_role or by_name:
            return by_role or by_name or "unknown"
    return "unknown"


def _by_pronoun(name: Name, described: str) -> str:
    """The sex that the sentences about somebody tell: `Colonel Harker sat on his horse`."""
    about = re.compile(
        rf"\b(?:{'|'.join(re.escape(form) for form in name.forms)})\b([^.!?]*(?:[.!?]\s+(?:She|He)\b)?)", re.IGNORECASE
    )
    told = Counter(word.lower() for tail in about.findall(described) for word in _OWN.findall(tail))
    he, she = told["he"] + told["his"] + told["himself"], told["she"] + told["herself"]
    return "unknown" if he == she else "male" if he > she else "female"


def _by_ending(name: Name) -> str:
    """The sex that a first name's ending makes likely."""
    if _UNCASED_FEMALE.search(name.full):
        return "female"
    if _UNCASED_MALE.search(name.full):
        return "male"
    parts = [part for part in name.full.split() if not ROLES.first(part)] or name.full.split()
    first = parts[0]
    if is_common(name.full) or len(first) < 4 or not first.isalpha():
        return "unknown"
    return "female" if first.endswith(("A", "ETTE", "ELLE", "LYN")) else "male" if first.endswith(("O", "US")) else "unknown"
