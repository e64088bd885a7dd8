"""The word times that lie beside a speech, as the audio service writes them."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from assembly.domain.subtitles import Word

Seconds = Annotated[float, Field(ge=0, le=36_000, allow_inf_nan=False)]


class SpokenWord(BaseModel):
    """One word and when it is heard, in seconds from the shot's start."""

    text: str
    start: Seconds
    end: Seconds
    line: str
    speaker: str | None = None


class SpokenWords(BaseModel):
    """All words of a shot, in order."""

    version: Literal[1] = 1
    words: tuple[SpokenWord, ...] = ()

    def heard(self) -> tuple[Word, ...]:
        return tuple(Word(word.text, word.start, max(word.end, word.start), word.line) for word in self.words)
