"""An idea as one plain sentence in the present, with an article before who it is about: how ideas reads it."""

import re
import tomllib
from importlib import resources

from script.domain.verbs import third_person, unending

_TABLES: dict[str, dict[str, str]] = tomllib.loads(
    resources.files(__package__).joinpath("forms.toml").read_text(encoding="utf-8")
)


def _past(verb: str) -> str:
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ied"
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", verb):
        return f"{verb}{verb[-1]}ed"
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


_IRREGULAR = dict(pair.split() for pair in _TABLES["verbs"]["irregular"].split(", "))
_REGULAR = frozenset(word.split("_")[0] for word in _TABLES["verbs"]["regular"].split())
PLAIN = _REGULAR | set(_IRREGULAR)
_PARTICIPLES = dict(pair.split() for pair in _TABLES["verbs"]["participles"].split(", "))
THIRDS = {third_person(verb): verb for verb in PLAIN} | {"is": "be", "are": "be", "has": "have"}
_PASTS = {_past(verb): verb for verb in _REGULAR} | {past: verb for verb, past in _IRREGULAR.items()} | {"were": "be"}
_SINGULARS = dict(pair.split() for pair in _TABLES["plurals"]["irregular"].split(", "))
_SUBJECTS = _TABLES["subjects"]
_TITLES = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|Prof|Capt|Sgt)\.(?=\s)")
_LEAD = re.compile(
    r"^(?:what if |imagine (?:that )?|suppose (?:that )?|once upon a time,? |one day,? |it is the story of "
    r"|there (?:is|was|once was|lived) (?=an? )"
    r"|the (?:day|night|morning|summer|winter|year) (?:that |when )?"
    r"(?=(?:the|an?|my|our|his|her|all|every|everybody|we|i|he|she) ))",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^(?:why |how |when |where )?(?:did|does) |^(?:is|are|was|were) (?=(?:any|some|every)(?:body|one) )", re.IGNORECASE
)
_MANY = re.compile(
    r"^(?:\d+|four|five|six|seven|eight|nine|ten|twelve|several|some|many|all|hundreds of|thousands of"
    r"|an? (?:group|pack|flock|band|gang|herd|couple|pair|team|crew|family) of)\s+(?:the\s+)?(?=[a-z])",
    re.IGNORECASE,
)
_TOGETHER = re.compile(rf"^(an?|the|my|our) ((?:\w+ )?)({'|'.join(_TABLES['members'])}) (?!of\b)", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(who )?(?:(?:did|do|does|would|could|can|will)(?:n['’]t| not)|cannot|can['’]t|won['’]t) (?=[a-z])(\w+)", re.IGNORECASE
)
_QUESTION = re.compile(r"^(?:how|why|where|when|what|who|which)\b", re.IGNORECASE)
_NOBODY = re.compile(r"^(?:nobody|no one|no-one)\s+(?:(?:ever|else)\s+)?(\w+)\s*(.*)$", re.IGNORECASE)
_AGED = re.compile(r"^([A-ZÀ-Þ][\w’'-]+), (?:aged? )?\d+(?: years old)?,")
_FIXED = frozenset("a an the my our his her their its this that these those no every each another two three one".split())
_SKIPPED = re.compile(r"^(?:\w+ly|never|always|once|still|just|also|only|suddenly|finally)$")
_ENDS = re.compile(r"^(?:who|which|that|in|on|at|of|from|with|without|about|for|to|under|inside|behind|between|against)$")


def plainly(text: str) -> str:
    """The idea with its first verb in the present; what it does not understand stays."""
    text = _AGED.sub(r"\1", _LEAD.sub("", _TITLES.sub(r"\1", text)))
    asked = bool(re.match(r"(?:why|when|where) did |did |(?:is|are|was|were) (?:any|some|every)", text, re.IGNORECASE))
    text = _ASKED.sub("", text).rstrip("?") if asked else text
    if _QUESTION.match(text):
        return text
    text = _DENIED.sub(_never, text)
    if match := _NOBODY.match(text):
        verb = _PASTS.get(match[1].lower()) or THIRDS.get(match[1].lower(), match[1].lower())
        return f"A woman waits for somebody to {verb} {match[2]}".strip()
    first, _, rest = text.partition(" ")
    if rest and first.lower() in _SUBJECTS:
        text = f"{_SUBJECTS[first.lower()]} {rest}"
    text = _TOGETHER.sub(_members, _MANY.sub("Two ", text))
    words = text.split()
    at = _verb_at(words, asked=asked)
    several = _several(words, at if at is not None else _end_of(words))
    if several and words[0].lower() not in {"two", "three"}:
        if words[0].lower() in _FIXED:
            words[0] = "Two"
        else:
            words = ["Two", words[0].lower() if words[0][1:].islower() else words[0], *words[1:]]
            at = None if at is None else at + 1
    if at is not None:
        words[at:] = _present(words[at:], several=several or "and" in (word.lower() for word in words[:at]))
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _never(match: re.Match[str]) -> str:
    """`did not want` is never want; behind `who` the verb has its ending."""
    return f"{match[1]}never {third_person(match[2])}" if match[1] else f"never {match[2]}"


def _members(match: re.Match[str]) -> str:
    """Those who are an orchestra, a team, a couple."""
    one, _, other = _TABLES["members"][match[3].lower()].partition(" and ")
    return (
        f"{match[1]} {match[2]}{one} and {match[1].lower() if match[2] else 'a'} {match[2]}{other} "
        if other
        else f"Two {match[2]}{one} "
    )


def singular(noun: str) -> str:
    """`wolf` of wolves; a noun that is no plural stays."""
    lower = noun.lower()
    if lower in _SINGULARS:
        return _SINGULARS[lower]
    if re.search(r"(?:ch|sh|x|ss)es$", lower):
        return noun[:-2]
    return f"{noun[:-3]}y" if lower.endswith("ies") and len(noun) > 4 else noun[:-1] if re.search(r"[^s'’]s$", lower) else noun


def plural(noun: str) -> str:
    """`wolves` of wolf, by the last word."""
    *first, last = noun.split()
    several = next((many for many, one in _SINGULARS.items() if one == last), "") or third_person(last)
    return " ".join([*first, several])


def is_plural(noun: str) -> bool:
    """Whether a noun is more than one."""
    return singular(noun) != noun.lower() or noun.lower() in {"sheep", "fish", "deer"}


def _verb_at(words: list[str], *, asked: bool = False) -> int | None:
    """Where the first verb stands: in the past, in the third person, or plain behind a plural or in a question."""
    for at in range(1, min(len(words), 8)):
        word, before = words[at].strip(".,!?").lower(), words[at - 1].lower()
        if before.endswith((",", ".", "!", "?", ":")) or before in _FIXED or (_ENDS.match(word) and word != "that"):
            if before in _FIXED:
                continue
            return None
        if word in _PASTS and not (word in PLAIN and not is_plural(before)) and not _describes(words, at):
            return at
        if word in THIRDS and (word in {"is", "are", "has"} or not is_plural(before) or _SKIPPED.match(before)):
            return at
        if (word in PLAIN or (word in THIRDS and at == 2 and words[0] == "Two")) and (
            asked or is_plural(before) or _SKIPPED.match(before) or "and" in words[:at]
        ):
            return at
        if asked and _ongoing(word):
            return at
    return None


def _describes(words: list[str], at: int) -> bool:
    """A participle before a noun: `abandoned` in `an old abandoned house`."""
    return words[at].lower().endswith("ed") and at + 1 < len(words) and words[0].lower() in _FIXED and at == 1


def _end_of(words: list[str]) -> int:
    """Where a title's first noun ends."""
    ends = (
        at + word.endswith((",", ".")) for at, word in enumerate(words) if word.endswith((",", ".")) or _ENDS.match(word.lower())
    )
    return next(ends, len(words))


def _several(words: list[str], at: int) -> bool:
    """Whether the noun before the verb is more than one, and the only one."""
    subject = [word.strip(",.").lower() for word in words[:at] if not _SKIPPED.match(word.lower())]
    return bool(subject) and "and" not in subject and is_plural(subject[-1]) and subject[0] not in {"a", "an", "one", "every"}


def _present(words: list[str], *, several: bool) -> list[str]:
    """The words from the verb on, in the present; `and` joins a second verb to it."""
    verb = _of_two(words)
    told = [_agreeing(verb, several=several), *words[2:]] if verb else list(words)
    for at, word in enumerate(told):
        if at and told[at - 1].lower() != "and":
            continue
        bare = word.rstrip(".,!?")
        verb = _PASTS.get(bare.lower(), "") or ("" if at else _of_one(bare.lower(), several=several))
        if verb:
            told[at] = _agreeing(verb, several=several) + word[len(bare) :]
    return told


def _of_two(words: list[str]) -> str:
    """The verb of `is listening` and `has stolen`, or nothing."""
    first, second = words[0].lower(), words[1].lower() if len(words) > 1 else ""
    if first in {"is", "are", "was", "were"}:
        return _ongoing(second) if second != "missing" else ""
    return (_PARTICIPLES.get(second) or _PASTS.get(second) or "") if first in {"has", "have", "had"} else ""


def _of_one(word: str, *, several: bool) -> str:
    if word in PLAIN:
        return word
    return _ongoing(word) or (THIRDS.get(word, "") if several else "")


def _ongoing(word: str) -> str:
    """The verb of `listening`, or nothing."""
    stem = word.lower().removesuffix("ing")
    return next((verb for verb in (unending(stem), f"{stem}e") if verb in PLAIN), "") if stem != word.lower() else ""


def _agreeing(verb: str, *, several: bool) -> str:
    if verb in {"be", "have"}:
        return {"be": ("is", "are"), "have": ("has", "have")}[verb][several]
    return verb if several else third_person(verb)
