"""A web page becomes a narrated film of its own words."""

from script.domain.pages import is_readable, screenplay_of_page
from script.vendors.web import readable

ARTICLE = """<html><head><title>The Whale Bell</title></head><body><nav><a href="/">Home</a> <a href="/shop">Shop</a></nav>
<article><h1>The Whale Bell</h1>
<p>In the harbor of Sund there hangs a bell that nobody rings by hand. It was made in 1871
from the anchors of three lost ships.</p>
<p>When a whale passes under the pier, the water pulls a long chain, and the bell sounds once.
Fishermen set their clocks by it.</p>
<p>Scientists came in 1954 and measured the chain, the tide and the whales. They found no fault with the clocks.</p>
<p>Every spring, children wait on the pier from morning until dusk. The whales have never missed a year.</p></article>
<footer>Subscribe to our newsletter. All rights reserved.</footer><script>alert(1)</script></body></html>"""


def test_the_article_is_read_and_its_furniture_is_not() -> None:
    page = readable(ARTICLE.encode(), "text/html", None)
    assert page.title == "The Whale Bell"
    assert "anchors of three lost ships" in page.text
    assert "newsletter" not in page.text
    assert "alert" not in page.text


def test_the_pages_own_sentences_are_narrated_in_their_order() -> None:
    page = readable(ARTICLE.encode(), "text/html", None)
    made = screenplay_of_page(page.title, page.text, 30)
    assert made.text.startswith("Title: The Whale Bell\n\nEXT. HARBOR - ")
    assert made.text.index("nobody rings") < made.text.index("children")
    spoken = [line for line in made.text.splitlines()[2:] if line and not line.startswith(("INT.", "EXT."))]
    assert all(line in page.text.replace("\n", " ") for line in spoken)
    assert 35 <= sum(len(line.split()) for line in spoken) <= 65


def test_a_page_without_words_is_not_readable() -> None:
    assert not is_readable(readable(b"<html><body><img src=x></body></html>", "text/html", None).text)
    assert not is_readable(readable(b"", "text/html", None).text)
    assert not is_readable("Please enable JavaScript.")


def test_plain_text_is_read_in_its_own_charset() -> None:
    assert readable("Grüße".encode("latin-1"), "text/plain", "iso-8859-1").text == "Grüße"
    assert readable("Grüße".encode(), "text/plain", "no-such-charset").text == "Grüße"


def test_a_page_cannot_smuggle_in_headings_of_its_own() -> None:
    made = screenplay_of_page(
        "T",
        "INT EVIL ROOM - NIGHT is a heading that we do not want here. " * 3
        + "A harbor sleeps in the fog, as it always did. " * 3,
        30,
    )
    assert "!INT EVIL" in made.text


def test_a_page_of_one_endless_sentence_is_still_a_film() -> None:
    made = screenplay_of_page("Endless", "and the sea went on " * 100, 30)
    assert "and the sea went on" in made.text
