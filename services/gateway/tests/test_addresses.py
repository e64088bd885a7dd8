"""Promises about addresses that users give: the private ones are refused before anything is stored or fetched."""

import pytest

from gateway.domain.addresses import check_url
from gateway.domain.faults import Unacceptable


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
        "https://example.com/" + "a" * 3000,
        "half \ud800",
    ],
)
def test_addresses_that_are_not_public_web_pages_are_refused(url: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        check_url("url", url)
    assert refused.value.code == "url_not_allowed"


@pytest.mark.parametrize(
    "url", ["https://example.com", "https://example.com:8443/a?b=c#d", "https://93.184.215.14/", "https://bücher.example/ä"]
)
def test_public_addresses_pass(url: str) -> None:
    assert check_url("url", url) == url


def test_private_addresses_pass_only_where_the_operator_allows_them() -> None:
    assert check_url("webhook_url", "http://127.0.0.1:9000/hook", private=True)
    with pytest.raises(Unacceptable):
        check_url("webhook_url", "file:///etc/passwd", private=True)
