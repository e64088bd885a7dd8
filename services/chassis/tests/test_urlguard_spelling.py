"""Promises about addresses that users give: the private ones are refused before anything is stored or fetched."""

import pytest

from chassis.errors import Invalid
from chassis.urlguard import Policy, spelled_right


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com",
        "ftp://example.com/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "gopher://example.com",
        "https://",
        "https:///path",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://0.0.0.0/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://[fd00::1]/",
        "https://100.64.0.1/",
        "https://0177.0.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://localhost/",
        "https://localhost./",
        "https://db.internal/",
        "https://intranet/",
        "https://127。0。0。1/",
        "https://user@example.com/",
        "https://example.com\\@10.0.0.1/",
        "https://example.com:22/",
        "https://example.com:99999/",
        "https://exa mple.com/",
        "https://example.com/\x00",
        "https://[not-an-address]/",
        "https://example.com/" + "a" * 5000,
        "half \ud800",
    ],
)
def test_addresses_that_are_not_public_web_pages_are_refused(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        spelled_right(url)
    assert refused.value.code == "url_not_allowed"


@pytest.mark.parametrize(
    "url", ["https://example.com", "https://example.com:443/a?b=c#d", "https://93.184.215.14/", "https://bücher.example/ä"]
)
def test_public_addresses_pass(url: str) -> None:
    assert spelled_right(url).scheme == "https"


def test_plain_http_passes_only_where_the_operator_allows_it() -> None:
    assert spelled_right("http://example.com/hook", Policy(plain_http=True))
    for url in ("http://127.0.0.1:9000/hook", "file:///etc/passwd"):
        with pytest.raises(Invalid):
            spelled_right(url, Policy(plain_http=True))
