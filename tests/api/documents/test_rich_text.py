"""Rich text as HTML and as plain text."""

import orjson
import pytest
from bs4 import BeautifulSoup

from api.documents import examples
from api.documents.rich_text import convert, to_html, to_plain

EVIL = "<script>alert('x')</script>\"&"


def text(content, *marks):
    return {"type": "text", "text": content, "marks": list(marks)}


def paragraph(*children):
    return {"type": "paragraph", "children": list(children)}


def link(target, *children):
    return {"type": "link", "target": target, "children": list(children)}


def items(*texts, ordered=False):
    children = [{"type": "list_item", "children": list(parts)} for parts in texts]
    return {"type": "list", "ordered": ordered, "children": children}


@pytest.mark.parametrize(
    ("node", "html"),
    [
        (paragraph(text("a "), text("b", "bold", "italic"), text("c")), "<p>a <strong><em>b</em></strong>c</p>"),
        (paragraph(text("a"), {"type": "line_break"}, text("b")), "<p>a<br>b</p>"),
        ({"type": "heading", "level": 3, "children": [text("Rest")]}, "<h3>Rest</h3>"),
        (items([text("one")], [text("two")], ordered=True), "<ol><li>one</li><li>two</li></ol>"),
        (items([text("one"), items([text("deeper")])]), "<ul><li>one<ul><li>deeper</li></ul></li></ul>"),
        (paragraph(text("2", "subscript"), text("3", "superscript")), "<p><sub>2</sub><sup>3</sup></p>"),
        (paragraph(text("x", "code"), text("y", "strikethrough")), "<p><code>x</code><s>y</s></p>"),
        (paragraph(link({"type": "url", "href": "https://example.org/?a=1&b=2"}, text("there"))),
         '<p><a href="https://example.org/?a=1&amp;b=2">there</a></p>'),
        (paragraph(link({"type": "phone", "href": "tel:911"}, text("call"))), '<p><a href="tel:911">call</a></p>'),
    ],
)  # fmt: skip
def test_nodes_become_plain_elements(node, html):
    assert to_html([node]) == html


def test_a_link_to_a_document_says_which_one():
    document = {"kind": "article", "id": "6f1c", "slug": "knee", "locale": "en", "path": "/en/knee/", "title": "Knee"}
    html = to_html([link({"type": "document", "href": "/en/knee/", "document": document}, text("Knee"))])

    assert html == '<a href="/en/knee/" data-kind="article" data-id="6f1c" data-locale="en">Knee</a>'


def test_no_text_and_no_attribute_becomes_markup():
    picture = {
        "alt": EVIL,
        "caption": EVIL,
        "width": 2,
        "height": 1,
        "sources": [source("image/jpeg", 2, f"/{EVIL}.jpg")],
    }
    html = to_html(
        [
            paragraph(text(EVIL, "bold"), link({"type": "url", "href": f"/{EVIL}"}, text(EVIL))),
            {"type": "image", "image": picture},
        ]
    )
    parsed = BeautifulSoup(html, "html.parser")

    assert parsed.find("script") is None
    assert parsed.strong.text == EVIL
    assert parsed.img["alt"] == EVIL
    assert parsed.a["href"] == f"/{EVIL}"


def source(kind, width, url):
    return {"type": kind, "width": width, "height": width // 2, "url": url}


def test_a_picture_offers_newer_formats_first_and_the_oldest_to_everybody():
    sources = [
        source("image/avif", 4, "/a4.avif"),
        source("image/avif", 8, "/a8.avif"),
        source("image/jpeg", 4, "/a4.jpg"),
    ]
    picture = {"alt": "A knee", "caption": "Left", "width": 8, "height": 4, "sources": sources}
    parsed = BeautifulSoup(to_html([{"type": "image", "image": picture}]), "html.parser")

    assert parsed.source["srcset"] == "/a4.avif 4w, /a8.avif 8w"
    assert parsed.img["src"] == "/a4.jpg"
    assert (parsed.img["width"], parsed.img["height"], parsed.img["loading"]) == ("8", "4", "lazy")
    assert parsed.figcaption.text == "Left"


def test_a_picture_without_renditions_still_says_what_it_shows():
    picture = {"alt": "A knee", "caption": "", "width": 8, "height": 4, "sources": []}

    assert '<img alt="A knee"' in to_html([{"type": "image", "image": picture}])


def test_plain_text_keeps_paragraphs_lists_and_alternative_texts():
    nodes = [
        {"type": "heading", "level": 2, "children": [text("Rest")]},
        paragraph(text("Put it "), text("up", "bold"), {"type": "line_break"}, text("and wait.")),
        items([text("one"), items([text("deeper")], [text("too")])], [text("two")], ordered=True),
        {"type": "image", "image": {"alt": "A knee"}},
        {"type": "image", "image": {"alt": ""}},
    ]

    assert to_plain(nodes) == "Rest\n\nPut it up\nand wait.\n\n1. one\n  - deeper\n  - too\n2. two\n\nA knee"


@pytest.mark.parametrize("asked", ["html", "plain"])
def test_every_rich_text_of_a_document_is_converted_and_nothing_else(asked):
    stored = orjson.dumps(orjson.loads(examples.stored("article")))
    assert b'"format":"nodes"' in stored

    converted = convert(stored, asked)

    assert b'"format":"nodes"' not in converted
    assert without_rich_text(orjson.loads(converted)) == without_rich_text(orjson.loads(stored))


def test_a_text_that_looks_like_a_rich_text_stays_what_it_is():
    lookalike = '{"format":"nodes","nodes":[]}'
    told = {"title": lookalike, "text": {"format": "nodes", "nodes": [paragraph(text(lookalike))]}}

    converted = orjson.loads(convert(orjson.dumps(told), "plain"))

    assert converted == {"title": lookalike, "text": {"format": "plain", "text": lookalike}}


def without_rich_text(value):
    if isinstance(value, list):
        return [without_rich_text(item) for item in value]
    if isinstance(value, dict):
        return "rich text" if "format" in value else {name: without_rich_text(item) for name, item in value.items()}
    return value
