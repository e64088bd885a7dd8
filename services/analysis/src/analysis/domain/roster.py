"""Who is in the film, by id, by name and by what a sentence calls them; made by cast, used by shots and looks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.domain.names import ROLES, SPECIES, Name, cue_name, cue_names, shown
from analysis.domain.pronouns import Meant, meant_in
from contracts.storyboard import CastKind

_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """A cast member before it has a look."""

    id: str
    name: Name
    kind: CastKind
    species: str | None
    sex: str
    speaks: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """All members in order of appearance, by cue, and a search for their names."""

    members: tuple[Member, ...]
    by_id: dict[str, Member]
    by_form: dict[str, tuple[str, ...]]
    pattern: re.Pattern[str] | None

    def speakers(self, cue: str) -> tuple[str, ...]:
        """Who speaks under a cue; nobody for a narrator."""
        name = cue_name(cue)
        parts = [name] if name in self.by_form else cue_names(cue)
        return tuple(dict.fromkeys(member for part in parts for member in self.by_form.get(part, ())))

    def mentioned(self, text: str) -> list[tuple[str, int]]:
        """Members named in a text, with positions."""
        if self.pattern is None:
            return []
        return [
            (member, match.start())
            for match in self.pattern.finditer(text)
            for member in self.by_form.get(" ".join(match[0].upper().split())) or self._inflected(match[0].upper())
        ]

    def _inflected(self, form: str) -> tuple[str, ...]:
        """The member of a name in another case, as Russian has it: ANNU is ANNA."""
        return next((self.by_form[known] for known in self.by_form if _stem(known) and form.startswith(_stem(known))), ())

    def meant(self, text: str, recent: Iterable[str]) -> tuple[str, ...]:
        """Members that a sentence shows: those named, and the latest ones that its pronouns can mean."""
        named = list(dict.fromkeys(member for member, _ in self.mentioned(text)))
        people = [Meant(m, self.by_id[m].kind, self.by_id[m].sex) for m in recent if m in self.by_id]
        return tuple(dict.fromkeys([*named, *meant_in(text, named, people, self._leads())]))

    def _leads(self) -> list[Meant]:
        """Those who speak: whom `two men` can mean although they have not been seen lately."""
        return [Meant(m.id, m.kind, m.sex) for m in self.members if m.speaks]


def roster_of(members: tuple[Member, ...], described: str) -> Roster:
    """The members, and how to find them in a text."""
    by_form: dict[str, tuple[str, ...]] = {}
    for member in members:
        for form in (*member.name.forms, *member.name.meaning):
            by_form[form] = (*by_form.get(form, ()), member.id)
    for member in members:
        for token in _single_names(member):
            by_form.setdefault(token, (member.id,))
    for title, owners in _titles(members).items():
        if len(owners) == 1:
            by_form.setdefault(title, tuple(owners))
    forms = sorted(by_form, key=lambda form: (-len(form), form))
    nouns = _nouns_among(by_form, described)
    pattern = "|".join(
        r"\s+".join(_token_pattern(t, common=is_common(form) or form.lower() in nouns) for t in form.split()) for form in forms
    )
    return Roster(
        members,
        {member.id: member for member in members},
        by_form,
        re.compile(rf"(?<![\w])(?:{pattern})(?![\w])") if forms else None,
    )


def _single_names(member: Member) -> list[str]:
    """First and last name alone, where they are no common word."""
    tokens = [
        t
        for t in member.name.full.split()
        if len(t) > 2 and t.isalpha() and not ROLES.first(t) and t.lower() not in {"the", "old", "young", "little"}
    ]
    return tokens if len(member.name.full.split()) > 1 else []


def _titles(members: Sequence[Member]) -> dict[str, list[str]]:
    """Who bears which calling in front of a name: `the captain` is Captain Vole where there is one captain."""
    found: dict[str, list[str]] = {}
    for member in members:
        first = member.name.full.split()[0]
        if len(member.name.full.split()) > 1 and ROLES.first(first) in {"person", "child"}:
            found.setdefault(first, []).append(member.id)
    return found


def _nouns_among(forms: Iterable[str], described: str) -> set[str]:
    """Names that the script also writes as common nouns: BEEKEEPER is `the beekeeper`."""
    wanted = {form.lower() for form in forms}
    return {m[1] for m in re.finditer(r"\b(?:the|an?) ((?:[a-z]+ )?[a-z]+)\b", described) if m[1] in wanted}


def is_common(form: str) -> bool:
    """Whether a name is a common noun."""
    return bool(ROLES.first(form) or SPECIES.first(form))


def _token_pattern(token: str, *, common: bool) -> str:
    """A name in capitals or as names are written; a common noun in small letters too."""
    variants = {token, shown(token)} | ({token.lower()} if common else set())
    if stem := _stem(token):
        return f"(?:{stem}|{stem[0]}{stem[1:].lower()})[А-Яа-яЁё]{{0,3}}"
    return "(?:" + "|".join(sorted(map(re.escape, variants))) + ")"


def _stem(token: str) -> str:
    """What stays of a Russian name in all its cases; empty for other names."""
    return token.rstrip("АЯЙЬОЕЫИУЮ") if len(token) > 3 and _CYRILLIC.search(token) and " " not in token else ""
