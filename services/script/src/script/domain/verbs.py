"""The forms of what somebody does, from the words of an idea: `learns to water it` is water it, waters it. For slots."""

import re
from dataclasses import dataclass

_WISHES = re.compile(
    r"^(?:(?:learn|want|try|tries|hope|decide|dream|need|long|struggle|plan|fight|race)s? to|has to|have to|must"
    r"|can|will) ",
    re.IGNORECASE,
)
_DREAMS = re.compile(r"^dreams? of (\w+)ing\b(.*)$")
_DENIED = re.compile(r"^(?:never|refuses? to) ")
_ADVERB = re.compile(r"^(?:\w+ly|always|once|still|just|also|secretly)\s+")
_CLAUSE = re.compile(
    r"\s+(?:in the (?:rain|snow|fog|storm|dark|wind|night)|at (?:night|dawn|dusk|noon|midnight)|while|when|until|before|after"
    r"|because|so that|but|and then|and|to|who|that|which|during|every)\b.*$|(?<!\bwork)(?<!\bworks)\s+as\b.*$"
)
_NO_VERB = re.compile(
    r"(?:is|was|are|were|has|had|does|can|the|an?|of|in|on|at|and|who|that|with|for|from|to|his|her|their|without|inside|about"
    r"|into|over|under|like|near|behind|against|between|through)"
)
_DROPPED_E = re.compile(r"(?:com|tak|mak|giv|sav|rid|danc|writ|driv|bak|shar|hid|liv|lov|rescu|solv|mov|leav|hik|skat|danc)$")
_FIRST_PERSON = {"her": "my", "his": "my", "their": "our", "its": "my", "herself": "myself", "himself": "myself"}
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb and what belongs to it, in three forms; empty where the idea names none."""

    plain: str = ""
    third: str = ""
    mine: str = ""
    """As the hero says it: `find my lost dog`."""


def deed_of(words: str, place: str, *, several: bool) -> Deed:
    """The deed that an idea's words name; `several` heroes have the plain form of the verb."""
    if denied := _DENIED.match(words.strip()):
        done = deed_of(words.strip()[denied.end() :], place, several=several or "never" not in denied[0])
        verb = "do not" if several else "does not"
        return Deed(f"not {done.plain}", f"{verb} {done.plain}", f"not {done.mine}") if done.plain else done
    rest = _without_place(_ADVERB.sub("", words.strip()), place)
    if match := _DREAMS.match(rest):
        rest = f"dreams to {unending(match[1])}{match[2]}"
    plain = _ADVERB.sub("", _WISHES.sub("", rest, count=1)) if _WISHES.match(rest) else _from_third(rest, several=several)
    plain = " ".join(_CLAUSE.sub("", plain).split()[:MOST_WORDS]).strip(" ,")
    verb, _, object_ = plain.partition(" ")
    if not re.fullmatch(r"[a-z]{2,}", verb) or _NO_VERB.fullmatch(verb):
        return Deed()
    mine = " ".join(_FIRST_PERSON.get(word, word) for word in plain.split())
    return Deed(plain, f"{third_person(verb)} {object_}".strip(), mine)


def third_person(verb: str) -> str:
    """`watch` is watches, `carry` carries."""
    if re.search(r"(?:s|sh|ch|x|z|o)$", verb):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else f"{verb}s"


def _without_place(words: str, place: str) -> str:
    """The deed without where it is done, which the heading says."""
    if not place:
        return words
    where = (
        rf"\s+(?:in|on|at|inside|under|above|near|by|aboard|along)\s+(?:(?:an?|the|his|her|their|its)\s+)?{re.escape(place)}\b.*$"
    )
    return re.sub(where, "", words, flags=re.IGNORECASE)


def _from_third(words: str, *, several: bool) -> str:
    """`steals the moon` is steal the moon; nothing where the first word is no verb of the third person."""
    first, _, rest = words.partition(" ")
    if several and re.fullmatch(r"[a-z]+", first) and not first.endswith(("ed", "ing")):
        return words
    if not re.fullmatch(r"[a-z]+[^s]s", first):
        return ""
    return f"{_plain(first)} {rest}".strip()


def _plain(third: str) -> str:
    if third.endswith("ies") and len(third) > 4:
        return f"{third[:-3]}y"
    return third[:-2] if re.search(r"(?:sh|ch|x|ss|zz|o)es$", third) else third[:-1]


def unending(stem: str) -> str:
    """The verb of a word before its `-ing`: fly of flying, swim of swimming, dance of dancing."""
    if re.search(r"([bdgmnprt])\1$", stem):
        return stem[:-1]
    return f"{stem}e" if _DROPPED_E.search(stem) else stem
