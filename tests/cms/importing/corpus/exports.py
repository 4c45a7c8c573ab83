"""Odd WordPress exports."""

from base64 import b64encode
from urllib.parse import quote

from tests.cms.importing.corpus.odd import Odd
from tests.cms.importing.files import post, wxr

RAW = b64encode(quote("<p>Añada <b>sal</b> y agua.</p>").encode()).decode()
"""As WPBakery keeps HTML of one's own."""


def classic(content: str, **fields: str) -> bytes:
    return wxr([post("A post", content, **fields)])


WORDPRESS = [
    Odd(
        "a classic post with shortcodes",
        "classic.xml",
        classic(
            "First paragraph.\nSame paragraph.\n\n[caption id='a' align='left' "
            "width='300']<img src='a.jpg' /> A runner.[/caption]\n\n"
            "[vc_row][vc_column_text el='x']Inside a builder.[/vc_column_text][/vc_row]\n\n"
            "[toggle title='When should I see a doctor?']After two "
            "weeks.[/toggle]\n\nHe said [sic] so. See [1] too.\n\n[gallery ids='1,2']"
        ),
        [
            "First paragraph.",
            "Same paragraph.",
            "A runner.",
            "Inside a builder.",
            "When should I see a doctor?",
            "After two weeks.",
            "He said [sic] so.",
            "See [1] too.",
        ],
    ),
    Odd(
        "Gutenberg blocks, with one that keeps its text in settings and one that is reused",
        "gutenberg.xml",
        wxr(
            [
                post(
                    "Blocks",
                    '<!-- wp:paragraph {"fontSize":"large"} -->\n<p>In a block.</p>\n<!-- /wp:paragraph -->'
                    '<!-- wp:acf/quote {"data":{"quote":"This sentence hides in the settings."}} /-->'
                    '<!-- wp:block {"ref":77} /-->',
                ),
                post("Call", "<p>Call us whenever you like to.</p>", number=77, post_type="wp_block"),
            ]
        ),
        ["In a block.", "This sentence hides in the settings.", "Call us whenever you like to."],
    ),
    Odd(
        "shortcodes of a theme, which keep their sentences in attributes with names of their own",
        "theme.xml",
        classic(
            "Before.\n\n[cta title='Ready to run?' button_text='Phone us at the desk, any day.']\n\n"
            "[testimonial author='Maria' quote='They helped me walk again.']\n\n"
            "[icon_list items='Walk a mile. Swim a mile.']\n\n"
            f"[vc_row][vc_raw_html]{RAW}[/vc_raw_html][/vc_row]"
        ),
        [
            "Añada sal y agua.",
            "Before.",
            "Ready to run?",
            "Phone us at the desk, any day.",
            "They helped me walk again.",
            "Walk a mile. Swim a mile.",
        ],
    ),
    Odd(
        "control characters, entities and CDATA in CDATA",
        "odd.xml",
        classic("A bell\x07 rang.\n\nTom &amp; Ana&#8217;s run.&nbsp;Good.\n\nEnds with ]]> inside."),
        ["A bell rang.", "Tom Ana s run.", "Good.", "Ends with inside."],
    ),
    Odd(
        "an excerpt that is too long, and custom fields",
        "fields.xml",
        classic(
            "Body text.",
            extra="<wp:postmeta><wp:meta_key>intro</wp:meta_key><wp:meta_value>"
            "A theme keeps this sentence apart.</wp:meta_value>"
            f"</wp:postmeta><excerpt:encoded>{'Many words of an excerpt. ' * 15}</excerpt:encoded>",
        ),
        ["Body text.", "A theme keeps this sentence apart.", "Many words of an excerpt."],
    ),
    Odd(
        "a post in tables and divs",
        "divs.xml",
        classic("<div><div>Deep.</div>Beside.</div>\n<table><tr><td>Cell.</td></tr></table>"),
        ["Deep.", "Beside.", "Cell."],
    ),
]
