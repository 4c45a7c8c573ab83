"""Source files as the five formats write them, from one neutral description of an article.

An article is a list of parts: ("title", text), ("h2", text), ("h3", text), ("p", text), ("ul", [text]), ("ol", [text]),
("table", [[cell]]). The first row of a table is its heading.
"""

import io
import zipfile
from html import escape
from xml.sax.saxutils import escape as escape_xml

Part = tuple
Article = list[Part]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def as_text(article: Article) -> bytes:
    chunks = []
    for kind, said in article:
        match kind:
            case "title":
                chunks.append(f"{said}\n{'=' * len(said)}")
            case "h2" | "h3":
                chunks.append(f"{said}\n{'-' * len(said)}")
            case "p":
                chunks.append(said)
            case "ul":
                chunks.append("\n".join(f"- {item}" for item in said))
            case "ol":
                chunks.append("\n".join(f"{number}. {item}" for number, item in enumerate(said, start=1)))
            case "table":
                chunks.append("\n\n".join(cell for row in said for cell in row))
    return "\n\n".join(chunks).encode()


def as_markdown(article: Article) -> bytes:
    chunks = []
    for kind, said in article:
        match kind:
            case "title":
                chunks.append(f"# {said}")
            case "h2":
                chunks.append(f"## {said}")
            case "h3":
                chunks.append(f"### {said}")
            case "p":
                chunks.append(said)
            case "ul":
                chunks.append("\n".join(f"* {item}" for item in said))
            case "ol":
                chunks.append("\n".join(f"{number}. {item}" for number, item in enumerate(said, start=1)))
            case "table":
                rows = [f"| {' | '.join(row)} |" for row in said]
                chunks.append("\n".join([rows[0], "|---" * len(said[0]) + "|", *rows[1:]]))
    return "\n\n".join(chunks).encode()


def body_html(article: Article, *, title_tag: str = "h1") -> str:
    chunks = []
    for kind, said in article:
        match kind:
            case "title":
                chunks.append(f"<{title_tag}>{escape(said)}</{title_tag}>" if title_tag else "")
            case "h2" | "h3" | "p":
                chunks.append(f"<{kind}>{escape(said)}</{kind}>")
            case "ul" | "ol":
                chunks.append(f"<{kind}>{''.join(f'<li>{escape(item)}</li>' for item in said)}</{kind}>")
            case "table":
                rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in said)
                chunks.append(f"<table>{rows}</table>")
    return "\n".join(chunks)


def as_html(article: Article, *, lang: str = "en") -> bytes:
    title = next((said for kind, said in article if kind == "title"), "")
    head = f'<meta charset="utf-8"><title>{escape(title)} | Harbour Clinic</title>'
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body_html(article)}</body></html>'.encode()


def as_gutenberg(article: Article) -> str:
    names = {"h2": "heading", "h3": "heading", "p": "paragraph", "ul": "list", "ol": "list", "table": "table"}
    return "\n\n".join(
        f"<!-- wp:{names[part[0]]} -->\n{body_html([part])}\n<!-- /wp:{names[part[0]]} -->"
        for part in article
        if part[0] != "title"
    )


def as_wxr(article: Article, *, language: str = "en-US") -> bytes:
    title = next((said for kind, said in article if kind == "title"), "Untitled")
    return wxr([post(title, as_gutenberg(article))], language=language)


def post(title: str, content: str, *, number: int = 1, extra: str = "", **fields: str) -> str:
    facts = {
        "post_id": str(number),
        "post_date": "2021-03-04 10:00:00",
        "post_name": f"post-{number}",
        "status": "publish",
        "post_type": "post",
        **fields,
    }
    known = "".join(f"<wp:{name}>{escape_xml(value)}</wp:{name}>" for name, value in facts.items())
    cdata = content.replace("]]>", "]]]]><![CDATA[>")
    return (
        f"<item><title>{escape_xml(title)}</title><link>https://old.example/{facts['post_name']}/</link>"
        f'<guid isPermaLink="false">https://old.example/?p={number}</guid><dc:creator>ana</dc:creator>'
        f"<content:encoded><![CDATA[{cdata}]]></content:encoded>{known}{extra}</item>"
    )


def wxr(items: list[str], *, language: str = "en-US") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
        ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">'
        f"<channel><title>Old site</title><link>https://old.example</link><language>{language}</language>"
        f"<wp:base_blog_url>https://old.example</wp:base_blog_url>{''.join(items)}</channel></rss>"
    ).encode()


def as_docx(article: Article, **options: str) -> bytes:
    paragraphs = []
    for kind, said in article:
        match kind:
            case "title":
                paragraphs.append(word_paragraph(said, "Title"))
            case "h2":
                paragraphs.append(word_paragraph(said, "Ttulo1"))
            case "h3":
                paragraphs.append(word_paragraph(said, "Ttulo2"))
            case "p":
                paragraphs.append(word_paragraph(said))
            case "ul" | "ol":
                paragraphs += [word_paragraph(item, numbering="1" if kind == "ul" else "2") for item in said]
            case "table":
                rows = "".join(
                    f"<w:tr>{''.join(f'<w:tc>{word_paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in said
                )
                paragraphs.append(f"<w:tbl>{rows}</w:tbl>")
    return docx("".join(paragraphs), **options)


def word_paragraph(text: str, style: str = "", numbering: str = "", level: int = 0, runs: str = "") -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbering:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'
    written = runs or f'<w:r><w:t xml:space="preserve">{escape_xml(text)}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{written}</w:p>"


def docx(
    body: str,
    *,
    footnotes: str = "",
    header: str = "",
    comments: str = "",
    core: str = "",
    parts: dict[str, bytes] | None = None,
    relationships: str = "",
) -> bytes:
    """A Word file, with the style ids of a Spanish Word, whose names stay English."""
    named = [("Title", "Title"), ("Ttulo1", "heading 1"), ("Ttulo2", "heading 2"), ("ListParagraph", "List Paragraph")]
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>' for key, name in named
    )
    levels = {
        number: "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/></w:lvl>' for level in range(3))
        for number, form in (("1", "bullet"), ("2", "decimal"))
    }
    numbering = "".join(f'<w:abstractNum w:abstractNumId="{key}">{lvl}</w:abstractNum>' for key, lvl in levels.items())
    numbering += "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in levels)
    contents = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default '
        f'Extension="png" ContentType="image/png"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relationships}</Relationships>",
        "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
    }
    if footnotes:
        contents["word/footnotes.xml"] = f"<w:footnotes {W}>{footnotes}</w:footnotes>"
    if header:
        contents["word/header1.xml"] = f"<w:hdr {W}>{header}</w:hdr>"
    if comments:
        contents["word/comments.xml"] = f"<w:comments {W}>{comments}</w:comments>"
    if core:
        contents["docProps/core.xml"] = core
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**contents, **(parts or {})}.items():
            archive.writestr(name, content)
    return stream.getvalue()


FORMATS = {"txt": as_text, "md": as_markdown, "html": as_html, "docx": as_docx, "xml": as_wxr}
