from base64 import b64encode
from urllib.parse import quote

import pytest

from cms.importing.links import safe_address
from tests.cms.importing.files import post, wxr
from tests.cms.importing.reading import codes, draft_of, everything_in, html, html_of, kinds

HOSTILE = """
<p onclick="steal()">Run slowly.<script>alert('x')</script></p>
<style>p { background: url(https://tracker.example/x) }</style>
<p>Read <a href="javascript:alert(1)">this</a>, <a href="java&#10;script:alert(2)">that</a>,
<a href="data:text/html,<script>alert(3)</script>">more</a> and <a href="https://good.example/?utm_source=x&page=2">good</a>.</p>
<iframe src="https://www.youtube.com/embed/abc"><p>Fallback.</p></iframe>
<object data="https://evil.example/a.swf"><embed src="https://evil.example/a.swf"></object>
<img src="https://pixel.example/p.gif" width="1" height="1" alt="">
<svg onload="alert(4)"><script>alert(5)</script></svg>
<p><img src=x onerror="alert(6)" alt="A back"> Text after it.</p>
<form action="https://evil.example/"><input name="card"><button formaction="javascript:alert(7)">Pay</button></form>
<math><mtext><table><mglyph><style><img src=x onerror=alert(8)></style></mglyph></table></mtext></math>
<link rel="stylesheet" href="https://evil.example/a.css"><meta http-equiv="refresh" content="0;url=https://evil.example">
<base href="https://evil.example/">
"""


def as_markdown(markup):
    links = "[one](javascript:alert(1)) [two](vbscript:x) ![three](javascript:alert(2)) <https://good.example/?page=2>"
    return f"# Title\n\n{links}\n\n{markup}".encode()


@pytest.fixture(
    params=[
        ("page.html", f"<h1>Title</h1>{HOSTILE}".encode()),
        ("page.md", as_markdown(HOSTILE)),
        ("export.xml", wxr([post("Title", HOSTILE)])),
    ],
    ids=lambda source: source[0],
)
def draft(request):
    return draft_of(*request.param)


def test_nothing_that_runs_or_loads_is_in_the_draft(draft):
    html = html_of(draft).lower()
    for sign in (
        "<script",
        "<style",
        "<iframe",
        "<object",
        "<embed",
        "<svg",
        "<form",
        "<img",
        "javascript:",
        "onerror",
        "style=",
    ):
        assert sign not in html
    assert "evil.example" not in html
    assert "vbscript" not in html


def test_no_code_turns_up_as_text_either(draft):
    assert "alert(" not in everything_in(draft)
    assert "background" not in everything_in(draft)


def test_what_people_read_stays(draft):
    for said in ("Run slowly.", "this", "that", "good", "Text after it."):
        assert said in everything_in(draft)


def test_a_good_link_stays_without_its_tracking(draft):
    assert "https://good.example/?page=2" in html_of(draft)


def test_the_report_tells_what_was_taken_out(draft):
    assert {"active_content", "embed", "tracking_picture"} <= codes(draft)
    assert any("youtube.com/embed/abc" in str(note) for note in draft.notes)


def test_text_that_looks_like_markup_stays_text():
    draft = draft_of("page.txt", b"Title\n\nWrite <b>bold</b> & <script>alert(1)</script> by hand.")
    assert html_of(draft) == "<p>Write &lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt; by hand.</p>"


def test_a_picture_of_another_site_becomes_no_request_to_it():
    draft = draft_of("page.html", b"<h1>T</h1><p>See.</p><img src='https://other.example/a.jpg' alt='A knee'>")
    assert kinds(draft) == ["text", "image"]
    assert "other.example" not in html_of(draft)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//",
        "https://",
        "http://[",
        "blob:https://x/y",
        "ftp://x/y",
        "relative.html",
        "#top",
    ],
)
def test_a_link_that_leads_nowhere_good_has_no_address(href):
    assert safe_address(href) == ""


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://x.example/a b", "https://x.example/a%20b"),
        ("//x.example/a", "https://x.example/a"),
        ("tel:+13055550142", "tel:+13055550142"),
        ("mailto:desk@harbour.example?subject=Hi", "mailto:desk@harbour.example?subject=Hi"),
        ("https://x.example/?fbclid=1", "https://x.example/"),
    ],
)
def test_a_good_link_keeps_its_address(href, address):
    assert safe_address(href) == address


def test_a_relative_link_is_resolved_where_the_page_was():
    assert safe_address("../knees/", "https://old.example/a/b/") == "https://old.example/a/knees/"


def test_a_menu_that_was_left_out_is_told_word_by_word():
    draft = html("<nav><ul><li>Home</li><li>Opening hours</li></ul></nav><p>Text.</p>")
    assert [note.params for note in draft.notes if note.code == "menu"] == [(("text", "Home Opening hours"),)]


def test_facts_at_the_top_of_a_file_that_no_field_takes_are_told():
    facts = [
        "title: Knees",
        "description: What a knee needs: care.",
        "summary: It differs from the other: rest.",
        "author:",
        "  name: Rosa",
        "  bio: She has treated knees for years.",
    ]
    draft = draft_of("a.md", "\n".join(["---", *facts, "---", "Bend it."]).encode())
    told = " ".join(note.params[0][1] for note in draft.notes if note.code == "front_matter")
    assert "It differs from the other: rest." in told
    assert "She has treated knees for years." in told
    assert "What a knee needs" not in told


def test_a_video_without_an_address_is_told_as_what_it_is():
    draft = html("<p>Text.</p><video><p>Your browser is old.</p></video>")
    assert [note.params for note in draft.notes if note.code == "embed"] == [(("address", "<video>"),)]


def test_what_a_page_builder_keeps_encoded_is_cleaned_as_well():
    raw = b64encode(quote("<p>Read <a href='javascript:x()'>this</a>.</p><script>evil()</script>").encode()).decode()
    content = f"[vc_raw_html]{raw}[/vc_raw_html][vc_raw_js]{raw}[/vc_raw_js]<p>And that.</p>"
    draft = draft_of("a.xml", wxr([post("A post", content)]))
    said = everything_in(draft)
    assert "Readthis." in "".join(said.split())
    assert "evil" not in said
    assert raw not in said
    assert "javascript" not in html_of(draft)
    assert "active_content" in codes(draft)
