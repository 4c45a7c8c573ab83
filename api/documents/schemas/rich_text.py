"""Rich text: typed nodes, or the same as HTML or plain text, as `rich_text=` asks."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import TypeAliasType

from api.documents.schemas.base import PublicModel
from api.documents.schemas.media import Image
from api.documents.schemas.targets import Target


class TextNode(PublicModel):
    type: Literal["text"] = "text"
    text: str
    marks: list[Literal["bold", "italic", "superscript", "subscript", "code", "strikethrough"]]


class LineBreakNode(PublicModel):
    type: Literal["line_break"] = "line_break"


class LinkNode(PublicModel):
    """A link with its target resolved. A link to something that is not published is plain text instead."""

    type: Literal["link"] = "link"
    target: Target
    children: list["RichTextNode"]


class ParagraphNode(PublicModel):
    type: Literal["paragraph"] = "paragraph"
    children: list["RichTextNode"]


class HeadingNode(PublicModel):
    type: Literal["heading"] = "heading"
    level: Annotated[int, Field(ge=2, le=6)]
    children: list["RichTextNode"]


class ListNode(PublicModel):
    type: Literal["list"] = "list"
    ordered: bool
    children: list["RichTextNode"]
    """Only `list_item`."""


class ListItemNode(PublicModel):
    type: Literal["list_item"] = "list_item"
    children: list["RichTextNode"]
    """Text and links, then, if it goes deeper, a `list`."""


class ImageNode(PublicModel):
    type: Literal["image"] = "image"
    image: Image


RichTextNode = TypeAliasType(
    "RichTextNode",
    Annotated[
        ParagraphNode | HeadingNode | ListNode | ListItemNode | ImageNode | LinkNode | TextNode | LineBreakNode,
        Field(discriminator="type"),
    ],
)


class RichTextNodes(PublicModel):
    format: Literal["nodes"] = "nodes"
    nodes: list[RichTextNode]


class RichTextHtml(PublicModel):
    """Safe to insert as it is: made here from the nodes, of `p`, `h2` to `h6`, `ul`, `ol`, `li`, `strong`, `em`, `sup`,
    `sub`, `code`, `s`, `br`, `a`, and `figure` with `picture` and `figcaption`. A link to a document has `data-kind`,
    `data-id` and `data-locale`, so that an app can open it without asking where its `href` leads.
    """

    format: Literal["html"] = "html"
    html: str


class RichTextPlain(PublicModel):
    format: Literal["plain"] = "plain"
    text: str


RichTextFormat: TypeAlias = Literal["nodes", "html", "plain"]
RichText = TypeAliasType(
    "RichText", Annotated[RichTextNodes | RichTextHtml | RichTextPlain, Field(discriminator="format")]
)
