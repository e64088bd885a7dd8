"""Web pages: fetched through the URL guard, their readable text extracted by trafilatura in a process of the pool."""

from dataclasses import dataclass

from chassis.errors import Refused
from chassis.urlguard import Limits, Policy, fetch
from chassis.work import Tools
from script.domain.pages import is_readable
from script.ports import Page

LIMITS = Limits(types=frozenset({"text/html", "text/plain"}))


@dataclass(frozen=True, slots=True)
class Web:
    """The Reader."""

    policy: Policy

    async def read(self, url: str, tools: Tools) -> Page:
        """The page's title and text."""
        fetched = await fetch(url, limits=LIMITS, policy=self.policy)
        page = await tools.compute(readable, fetched.body, fetched.media_type, fetched.charset)
        if not is_readable(page.text):
            raise Refused("The page holds no readable text. Copy its words and send them as a script.", code="page_without_text")
        return page


def readable(body: bytes, media_type: str, charset: str | None) -> Page:
    """The readable part of a page; empty where there is none."""
    if media_type == "text/plain":
        return Page("", _decoded(body, charset))
    import trafilatura  # noqa: PLC0415 — half a second to import, and only the process that reads a page needs it

    found = trafilatura.bare_extraction(body, with_metadata=True, include_comments=False, include_tables=False)
    if found is None or isinstance(found, dict):
        return Page("", "")
    return Page(found.title or "", (found.text or "").replace("\0", ""))


def _decoded(body: bytes, charset: str | None) -> str:
    try:
        return body.decode(charset or "utf-8", errors="replace").replace("\0", "")
    except LookupError:
        return body.decode("utf-8", errors="replace").replace("\0", "")
