"""WordPress shortcodes: what they wrap and what they say is kept, what they would have run is not."""

import re
from base64 import b64decode
from html import escape
from urllib.parse import unquote

from cms.importing.notes import Note
from cms.importing.sentences import looks_like_a_sentence

TAG = re.compile(r"(?<!\[)\[(/?)([a-zA-Z][\w-]{1,40})((?:\s+[^\[\]]{0,2000})?)/?\](?!\])")
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|“([^”]*)”|([^\s"']+))""")
SAYING = {"title", "heading", "text", "subtitle", "question", "answer", "caption", "label", "content", "description"}
"""Attributes in which page builders put what readers see."""
CAPTION = re.compile(r"\[caption[^\]]{0,500}\](.*?)\[/caption\]", re.DOTALL)
CAPTIONED = re.compile(r"^\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)$", re.DOTALL)
RAW_HTML = re.compile(r"\[vc_raw_html[^\]]{0,500}\]\s*(?:<p>)?([A-Za-z0-9+/=\s]+)(?:</p>)?\s*\[/vc_raw_html\]")
"""WPBakery keeps HTML percent-encoded, in Base64."""
RAW_SCRIPT = re.compile(r"\[vc_raw_js[^\]]{0,500}\].*?\[/vc_raw_js\]", re.DOTALL)
EMPTY_BY_NATURE = {"gallery", "contact-form-7", "wpforms", "gravityform", "ninja_form", "playlist", "toc", "more", "sc"}


def expand(text: str) -> tuple[str, list[Note]]:
    """`text` as HTML without shortcodes, and a note for each that did something of its own."""
    notes: list[Note] = []
    text = RAW_SCRIPT.sub("<script></script>", RAW_HTML.sub(_raw_html, text))
    text = CAPTION.sub(_figure, text)
    closed = {found[2] for found in TAG.finditer(text) if found[1]}

    def replace(found: re.Match[str]) -> str:
        name, attributes = found[2], dict(_attributes(found[3]))
        if not (found[1] or attributes or name in closed or name in EMPTY_BY_NATURE):
            return found[0]  # "[sic]" is no shortcode
        said = "".join(_kept(key, value) for key, value in attributes.items())
        if not found[1] and name not in closed and not said:
            notes.append(Note.of("shortcode", shortcode=found[0]))
        return said

    return TAG.sub(replace, text), notes


def _kept(key: str, value: str) -> str:
    """What readers saw of an attribute. Themes call theirs as they like: a sentence is kept whatever its name."""
    if key in SAYING and _is_text(value):
        return f"\n\n<h3>{escape(value)}</h3>\n\n"
    return f"\n\n<p>{escape(value)}</p>\n\n" if looks_like_a_sentence(value) and "://" not in value else ""


def _raw_html(found: re.Match[str]) -> str:
    try:
        return f"<div>{unquote(b64decode(found[1]).decode())}</div>"
    except ValueError:
        return found[0]


def _figure(found: re.Match[str]) -> str:
    parts = CAPTIONED.match(found[1])
    return f"<figure>{parts[1]}<figcaption>{parts[2]}</figcaption></figure>" if parts else found[1]


def _attributes(text: str) -> list[tuple[str, str]]:
    return [
        (found[1].lower(), next(value for value in found.groups()[1:] if value is not None))
        for found in ATTRIBUTE.finditer(text)
    ]


def _is_text(value: str) -> bool:
    return any(letter.isalpha() for letter in value) and "://" not in value
