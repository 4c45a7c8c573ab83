"""Wagtail's rich text as typed nodes."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.documents.schemas.base import DocumentReference
from api.documents.schemas.media import Image
from cms.articles import rich_text
from cms.articles.embeds import Embeds
from cms.articles.rich_text import mentioned

KNEES = DocumentReference(
    kind="article", id=uuid4(), slug="knees", locale="en", path="/en/joints/knees/", title="Knees"
)
RUNNER = Image(
    alt="A runner",
    decorative=False,
    caption="",
    credit="",
    width=4,
    height=3,
    focal_point=None,
    thumbhash=None,
    dominant_color=None,
    sources=[],
)
EMBEDS = Embeds({7: KNEES}, {3: RUNNER}, {})


def nodes(html):
    return [node.model_dump() for node in rich_text.nodes(html, EMBEDS)]


def short(html):
    """The same, told in a line: p(text) ul(li(…))."""
    return " ".join(_short(node) for node in rich_text.nodes(html, EMBEDS))


def _short(node):
    inside = "".join(map(_short, getattr(node, "children", [])))
    shapes = {
        "text": lambda: "".join(f"{mark}:" for mark in node.marks) + node.text,
        "line_break": lambda: "/",
        "image": lambda: f"image({node.image.alt})",
        "link": lambda: f"[{inside}→{node.target.href}]",
        "heading": lambda: f"h{node.level}({inside})",
        "list": lambda: f"{'ol' if node.ordered else 'ul'}({inside})",
        "list_item": lambda: f"li({inside})",
        "paragraph": lambda: f"p({inside})",
    }
    return shapes[node.type]()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Walk.</p><p></p><p>Rest.</p>", "p(Walk.) p(Rest.)"),
        ('<p data-block-key="x1">a <b>b <i>c</i></b></p>', "p(a bold:b bold:italic:c)"),
        ("<p>H<sub>2</sub>O, 10<sup>3</sup>, <code>x</code>, <s>no</s></p>",
         "p(Hsubscript:2O, 10superscript:3, code:x, strikethrough:no)"),
        ("<h2>One</h2><h3>Two</h3><h6>Six</h6><h1>Title</h1>", "h2(One) h3(Two) h6(Six) h2(Title)"),
        ("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>", "ul(li(a)li(bol(li(c))))"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "ul(li(a)li(ul(li(b))))"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "ul(li(a/b))"),
        ("<ul>stray<li>a</li>text</ul>", "ul(li(stray)li(a)li(text))"),
        ("<p>a<br/>b<br></p>", "p(a/b)"),
        ("loose <b>text</b><p>Walk.</p>tail", "p(loose bold:text) p(Walk.) p(tail)"),
        ("<div><p>a</p><div>b</div></div>", "p(a) p(b)"),
        ("<p>one\n   two\u00a0three</p>", "p(one two\u00a0three)"),
        ("<p>a<span style='color:red'>b</span><font>c</font></p>", "p(abc)"),
        ("<p>a<script>alert(1)</script><style>p{}</style>b<!-- c --></p>", "p(ab)"),
        ("<blockquote>Quoted.</blockquote>", "p(Quoted.)"),
        ("<hr/>", ""),
        ("", ""),
        ("<p>a\x00\x1fb</p>", "p(ab)"),
        ("<p>&lt;b&gt; &amp; &nbsp;x</p>", "p(<b> & \u00a0x)"),
    ],
)  # fmt: skip
def test_what_becomes_of_html(html, expected):
    assert short(html) == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a linktype="page" id="7">knees</a>', "[knees→/en/joints/knees/]"),
        ('<a linktype="page" id="8">gone</a>', "gone"),
        ('<a linktype="page" id="x">broken</a>', "broken"),
        ('<a linktype="document" id="7">file</a>', "file"),
        ('<a href="https://nhs.example/a?b=1#c">out</a>', "[out→https://nhs.example/a?b=1#c]"),
        ('<a href="mailto:desk@clinic.example?subject=x">mail</a>', "[mail→mailto:desk@clinic.example]"),
        ('<a href="mailto:nobody">mail</a>', "mail"),
        ('<a href="tel:+1 (305) 555-0142">call</a>', "[call→tel:+13055550142]"),
        ('<a href="tel:911">call</a>', "[call→tel:911]"),
        ('<a href="tel:+1">call</a>', "call"),
        ('<a href="#when-to-see-a-doctor">below</a>', "[below→#when-to-see-a-doctor]"),
        ('<a href="javascript:alert(1)">bad</a>', "bad"),
        ('<a href=" JavaScript:alert(1)">bad</a>', "bad"),
        ('<a href="data:text/html,x">bad</a>', "bad"),
        ('<a href="http://">nowhere</a>', "nowhere"),
        ('<a href="https://[">nowhere</a>', "nowhere"),
        ('<a href="">nowhere</a>', "nowhere"),
        ('<a href="https://a.example/"><b>bold</b> link</a>', "[bold:bold link→https://a.example/]"),
        ('<a href="https://a.example/"> </a>', ""),
    ],
)
def test_where_a_link_leads(link, expected):
    assert short(f"<p>{link}</p>") == (f"p({expected})" if expected else "")


def test_a_link_to_a_page_carries_the_document():
    (paragraph,) = nodes('<p><a linktype="page" id="7">knees</a></p>')
    assert paragraph["children"][0]["target"]["document"]["slug"] == "knees"


def test_a_picture_stands_by_itself_with_the_text_of_its_place():
    html = '<p>a <embed embedtype="image" id="3" alt="On the beach" format="left"/> b</p>'
    assert short(html) == "p(a b) image(On the beach)"
    assert short('<embed embedtype="image" id="3" alt=""/>') == "image()"
    assert short('<embed embedtype="image" id="4" alt="gone"/>') == ""


def test_what_has_to_be_fetched_is_known_before():
    html = '<p><a linktype="page" id="7">a</a><a linktype="page" id="9">b</a><a href="/x" id="5">c</a></p>'
    html += '<embed embedtype="image" id="3"/><embed embedtype="media" id="4"/>'
    assert mentioned(html) == ({7, 9}, {3})


TAGS = st.sampled_from(["p", "b", "i", "ul", "ol", "li", "a", "h2", "h3", "div", "span", "br", "sup", "blockquote"])
PIECES = st.one_of(TAGS.map("<{}>".format), TAGS.map("</{}>".format), st.text("ab &<>", max_size=4))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_word_is_lost_whatever_the_markup(markup):
    html = markup.replace("&", "&amp;")
    said = "".join(rich_text._parse(html).itertext())
    told = "".join(_texts(rich_text.nodes(html, EMBEDS)))
    assert "".join(told.split()) == "".join(said.split())


def _texts(found):
    for node in found:
        if node.type == "text":
            yield node.text
        elif node.type not in ("image", "line_break"):
            yield from _texts(node.children)
