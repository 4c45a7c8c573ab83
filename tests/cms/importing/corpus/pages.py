"""Odd pages of HTML."""

from tests.cms.importing.corpus.odd import Odd
from tests.cms.importing.files import as_html
from tests.cms.importing.running import SPANISH, sentences_of


def page(body: str, head: str = "", lang: str = "en") -> bytes:
    return f"<!doctype html><html lang={lang}><head>{head}</head><body>{body}</body></html>".encode()


HTML = [
    Odd(
        "nested lists",
        "nested.html",
        page(
            "<ul><li>Warm up.<ul><li>Ankles first.<ol><li>Left "
            "one.</li></ol></li></ul></li><ul><li>Loose.</li></ul></ul>"
        ),
        ["Warm up.", "Ankles first.", "Left one.", "Loose."],
    ),
    Odd(
        "lists with text between the items",
        "loose.html",
        page("<ul>Before them. <li>One point.</li>Between them. <p>A paragraph inside.</p></ul>"),
        ["Before them.", "One point.", "Between them.", "A paragraph inside."],
    ),
    Odd(
        "a formula",
        "formula.html",
        page("<p>This is how it is counted:</p><math><mi>weight</mi><mo>/</mo><mi>height</mi></math><p>And so on.</p>"),
        ["This is how it is counted:", "weight/height", "And so on."],
    ),
    Odd(
        "a table with merged cells",
        "merged.html",
        page(
            "<table><caption>How far to run.</caption><tr><th>Week<th colspan=2>Minutes</tr>"
            "<tr><td rowspan=2>First<td>Five.<td>Walk between.</tr><tr><td>Six.<td>Walk less.</tr></table>"
        ),
        ["How far to run.", "Week", "Minutes", "First", "Five.", "Walk between.", "Six.", "Walk less."],
    ),
    Odd(
        "a table that lays out the page",
        "layout.html",
        page("<table><tr><td><h2>Left</h2><p>Left text.</p><td><ul><li>Right item.</ul></table>"),
        ["Left", "Left text.", "Right item."],
    ),
    Odd(
        "a table in a table",
        "tables.html",
        page("<table><tr><td>Outer. <table><tr><td>Inner a.<td>b<tr><td>c<td>d</table></td><td>Beside.</table>"),
        ["Outer.", "Inner a.", "Beside."],
    ),
    Odd(
        "a page with a menu, a side bar and a footer",
        "around.html",
        page(
            "<header><a href=/>Home</a></header><nav><ul><li>About</ul>"
            "</nav><main><h1>Knees</h1><p>Bend them.</p></main>"
            "<aside><p>This page replaces no visit to a doctor.</p></aside><footer>© Harbour Clinic</footer>"
        ),
        ["Knees", "Bend them.", "This page replaces no visit to a doctor."],
    ),
    Odd(
        "empty headings",
        "empty.html",
        page("<h1></h1><h2> &nbsp; </h2><p>Only this.</p><h2><br></h2><h3><span></span></h3><p>And that.</p>"),
        ["Only this.", "And that."],
    ),
    Odd(
        "headings that say more than a heading can",
        "long.html",
        page(f"<h1>Short</h1><h2>{'Very long words ' * 20}end here.</h2><p>Below it.</p>"),
        [("Very long words " * 20).strip() + " end here.", "Below it."],
    ),
    Odd(
        "a heading inside a link, with a picture",
        "linked.html",
        page("<h1>T</h1><h2><a href='https://old.example/x'>Read on <img src=a.png alt='A knee'></a></h2><p>Text.</p>"),
        ["Read on", "Text."],
    ),
    Odd(
        "windows-1252 that says it is latin-1",
        "cp1252.html",
        '<meta charset="iso-8859-1"><p>The doctor said: “rest — don’t run”. Señales de alarma.</p>'.encode("cp1252"),
        ["The doctor said: rest don t run", "Señales de alarma."],
    ),
    Odd(
        "UTF-8 with a byte order mark",
        "bom.html",
        b"\xef\xbb\xbf" + page("<p>¿Cuándo? Mañana.</p>"),
        ["¿Cuándo?", "Mañana."],
    ),
    Odd("UTF-16", "utf16.html", page("<p>Wide letters, ¿no?</p>").decode().encode("utf-16"), ["Wide letters, ¿no?"]),
    Odd(
        "tags that never end",
        "unclosed.html",
        page("<p>One<p>Two <b>bold <i>both</b> only italic<ul><li>a first<li>a second<div>Three"),
        ["One", "Two bold both only italic", "a first", "a second", "Three"],
    ),
    Odd(
        "no tags at all",
        "bare.html",
        b"Just a sentence. And <3 more & some < signs.",
        ["Just a sentence.", "more some signs."],
    ),
    Odd(
        "words in elements that nobody knows",
        "custom.html",
        page(
            "<x-card><x-title>Card title</x-title>Card text.</x-card><font size=7>Big.</font><marquee>Runs.</marquee>"
        ),
        ["Card title", "Card text.", "Big.", "Runs."],
    ),
    Odd(
        "a definition list",
        "definitions.html",
        page(
            "<dl><dt>Sprain</dt><dd>A ligament is torn.</dd><dd>It "
            "swells.</dd><div><dt>Strain</dt><dd>A muscle.</dd></div></dl>"
        ),
        ["Sprain", "A ligament is torn.", "It swells.", "Strain", "A muscle."],
    ),
    Odd(
        "questions that unfold",
        "details.html",
        page(
            "<h1>Q</h1><h2>Frequently asked questions</h2><details>"
            "<summary>May I run?</summary><p>Yes, slowly.</p></details>"
            "<details><summary>How far?</summary>Not far.</details>"
        ),
        ["May I run?", "Yes, slowly.", "How far?", "Not far."],
    ),
    Odd(
        "a form with its notice",
        "form.html",
        page(
            "<h1>Ask</h1><h2>Contact form</h2><p>For non-medical questions only.</p><form><label>Name <input></label>"
            "<label><input type=checkbox> I agree that you write to me.</label><button>Send</button></form>"
        ),
        ["For non-medical questions only.", "I agree that you write to me."],
    ),
    Odd(
        "pictures in the middle of a sentence",
        "pictures.html",
        page(
            "<p>Stand <img src=a.jpg alt=Standing> upright.</p><figure>"
            "<img src=b.jpg><figcaption>Well done.</figcaption></figure>"
        ),
        ["Stand upright.", "Well done."],
    ),
    Odd(
        "text that stands beside blocks",
        "mixed.html",
        page("Before. <div>In a box. <p>In a paragraph.</p> After it.</div> At the end.<br><br>Far below."),
        ["Before.", "In a box.", "In a paragraph.", "After it.", "At the end.", "Far below."],
    ),
    Odd(
        "typed bullets and bold headings",
        "typed.html",
        page(
            "<p><b>Benefits of walking</b></p><p>• Stronger bones<br>"
            "• A calm mind</p><p>1. First this.</p><p>2. Then that.</p>"
            "<p>– not a list, only a dash.</p>"
        ),
        [
            "Benefits of walking",
            "Stronger bones",
            "A calm mind",
            "First this.",
            "Then that.",
            "not a list, only a dash.",
        ],
    ),
    Odd(
        "quotations, code and small print",
        "asides.html",
        page(
            "<blockquote><p>I ran again.</p><cite>A patient</cite>"
            "</blockquote><pre>  line one\n  line two</pre><small>Fine.</small>"
        ),
        ["I ran again.", "A patient", "line one", "line two", "Fine."],
    ),
    Odd("a saved Spanish page", "es.html", as_html(SPANISH, lang="es"), sentences_of(SPANISH)),
]
