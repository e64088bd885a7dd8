"""What a language model wrote, as a screenplay: freed of what it put around it, and what is wrong with it. Pure."""

import re
from dataclasses import dataclass

from contracts.catalogue.tokens import longest_screenplay
from script.domain.rooms import Room

_HEADING = re.compile(r"^(?:INT|EXT|EST|INT\./EXT|I/E)[. ]", re.IGNORECASE)
_TITLE = re.compile(r"^title:[ \t]*(\S.*)$", re.IGNORECASE | re.MULTILINE)
_FENCE = re.compile(r"^```[\w-]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CUE = re.compile(r"^[@A-ZÀ-ÖØ-Þ][^a-zß-öø-ÿ]{0,48}$")
TOO_MUCH = 1.6
"""How many times the words that a film has room for are too many."""


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong, in sentences: `fatal` makes no film, `other` makes a worse one."""

    fatal: tuple[str, ...]
    other: tuple[str, ...]

    def told(self) -> str:
        """All of them, one per line."""
        return "\n".join(f"- {fault}" for fault in (*self.fatal, *self.other))


def screenplay_in(answer: str) -> str:
    """The screenplay without a code fence and without words before its title or first heading."""
    text = answer.replace("\r\n", "\n").replace("\0", "").strip("\ufeff \n\t")
    if fenced := _FENCE.search(text):
        text = fenced[1].strip()
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if _TITLE.match(line) or _HEADING.match(line)), 0)
    return "\n".join(lines[start:]).strip() + "\n"


def title_of(screenplay: str) -> str:
    """The title of its title page; the place of its first heading where it has none."""
    if found := _TITLE.search(screenplay):
        return " ".join(re.sub(r"[*_]+", "", found[1]).strip(" \"'“”").split())[:120] or "Untitled"
    first = next((line for line in screenplay.split("\n") if _HEADING.match(line)), "")
    place = re.sub(r"^[^.\s]*[.\s]+", "", first).partition(" - ")[0].strip()
    return place.title()[:120] or "Untitled"


def faults_of(screenplay: str, room: Room, *, cut: bool) -> Faults:
    """What is wrong with it as a film of that length."""
    scenes = sum(1 for line in screenplay.split("\n") if _HEADING.match(line))
    fatal, other = list[str](), list[str]()
    if not scenes:
        fatal.append("It has no scene heading such as INT. KITCHEN - DAY, so it is no screenplay.")
    elif len(screenplay.split()) <= 6 * scenes:
        fatal.append("It has scene headings and nothing between them.")
    longest = longest_screenplay(room.seconds)
    if len(screenplay.encode()) > longest:
        fatal.append(f"It has {len(screenplay):,} characters; {room.seconds} seconds have room for a third of {longest:,}.")
    if cut:
        fatal.append("It breaks off before its end: write less.")
    spoken = spoken_words(screenplay)
    if spoken > TOO_MUCH * room.words:
        other.append(f"{spoken} words are spoken; {room.seconds} seconds have room for {room.words}.")
    if scenes > 2 * room.scenes + 2:
        other.append(f"It has {scenes} scenes; {room.seconds} seconds have room for {room.scenes}.")
    return Faults(tuple(fatal), tuple(other))


def spoken_words(screenplay: str) -> int:
    """How many words are said: those between a cue and the next empty line, without parentheses."""
    count, speaking, before = 0, False, ""
    for line in screenplay.split("\n"):
        bare = line.strip()
        if not bare:
            speaking = False
        elif speaking:
            count += 0 if bare.startswith("(") else len(bare.split())
        elif not before and _CUE.match(bare) and not _HEADING.match(bare):
            speaking = True
        before = bare
    return count
