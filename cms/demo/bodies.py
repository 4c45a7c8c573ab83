"""An article's blocks, from the demo content's conventions to what Wagtail stores."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Model
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.articles.blocks import ArticleBody
from cms.demo.source import Table
from cms.forms.models import EnquiryForm
from cms.images.models import Image

LINK = re.compile(r'href="((?:article|topic):[^"]+)"')
RICH_TEXTS = {("text", "content"), ("callout", "content"), ("steps", "detail"), ("questions", "answer")}


def public_id(name: str) -> UUID:
    """The same on every installation, so that a link to the demo content can be written down."""
    return uuid5(NAMESPACE_URL, f"vertebra-demo:{name}")


class BodyWriter:
    """Writes bodies for one language.

    `pages` are by `article:key` and `topic:key`, `forms` by `form:key`, `images` by their names.
    """

    def __init__(
        self, pages: Mapping[str, Page], images: Mapping[str, Image], forms: Mapping[str, EnquiryForm]
    ) -> None:
        self._targets: dict[str, Mapping[str, Model]] = {"page": pages, "form": forms}
        self._pages = pages
        self._images = images

    def write(self, article: Table) -> StreamValue:
        blocks = [
            {
                "type": block["type"],
                "id": str(public_id(f"{article['key']}/{number}")),
                "value": self._block(block),
            }
            for number, block in enumerate(article["body"])
        ]
        return ArticleBody().to_python(blocks)

    def _block(self, block: Table) -> Table:
        fields = {name: value for name, value in block.items() if name != "type"}
        if block["type"] == "table":
            return _table(fields)
        return {name: self._value(block["type"], name, value) for name, value in fields.items()}

    def _value(self, block_type: str, name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(block_type, name, part) for part in value]
        if name == "image":
            return self._images[value].pk
        if name == "target":
            return {kind: self._targets[kind][to].pk if kind in self._targets else to for kind, to in value.items()}
        if isinstance(value, dict):
            return {part: self._value(block_type, part, inner) for part, inner in value.items()}
        if (block_type, name) in RICH_TEXTS:
            return self._rich_text(value)
        return value

    def _rich_text(self, html: str) -> str:
        linked = LINK.sub(lambda link: f'linktype="page" id="{self._pages[link[1]].pk}"', html)
        return "".join(linked.splitlines())


def _table(fields: Table) -> Table:
    return {
        "table": {
            "caption": fields["caption"],
            "columns": [{"type": "text", "heading": heading} for heading in fields["columns"]],
            "rows": [{"values": row} for row in fields["rows"]],
        },
        "row_headings": fields["row_headings"],
    }
