"""What every block of an article's body can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

if TYPE_CHECKING:
    from api.documents.schemas.blocks import Block
    from cms.articles.embeds import Embeds

# What the public rich text knows, so that an editor can write nothing that would be lost.
WRITING = ["h3", "h4", "bold", "italic", "superscript", "subscript", "strikethrough", "ol", "ul", "link", "image"]
SHORT_WRITING = ["bold", "italic", "superscript", "subscript", "ol", "ul", "link"]

GROUP_WRITING = _("Writing")
GROUP_CARE = _("Care")
GROUP_MEDIA = _("Pictures, video, tables")


class Identity(TypedDict):
    """What every public block carries; `fallback_text` is filled in when the block is known."""

    id: UUID
    anchor: str
    fallback_text: str


class BodyBlock(blocks.StructBlock):
    """A block of an article's body."""

    class Meta:
        preview_template = "cms_articles/blocks/preview.html"

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize(_spoken(self.meta.preview_value))

    def present(self, value: blocks.StructValue, identity: Identity, embeds: Embeds) -> Block | None:
        """This block in public; None if there is nothing that readers could use."""
        raise NotImplementedError


def line_of_a_list(*, label: Promise, max_length: int) -> blocks.CharBlock:
    """A list shows no labels of its items: those who cannot see hear this one."""
    block = blocks.CharBlock(max_length=max_length, label=label)
    block.field.widget.attrs["aria-label"] = label
    return block


def _spoken(example: Any) -> Any:
    """In the language of whoever looks. Rich text knows nothing of texts that wait for a language."""
    if isinstance(example, dict):
        return {name: _spoken(value) for name, value in example.items()}
    if isinstance(example, list):
        return [_spoken(value) for value in example]
    return str(example) if isinstance(example, Promise) else example


def heading(**options: Any) -> blocks.CharBlock:
    options.setdefault("help_text", _("A link to this part is made from it."))
    return blocks.CharBlock(max_length=200, label=_("Heading"), **options)


def paragraph(**options: Any) -> blocks.TextBlock:
    return blocks.TextBlock(rows=3, max_length=2000, **options)


class NumberBlock(blocks.IntegerBlock):
    """A whole number as soon as it is read from a form: the publish gate looks at what is not valid as a whole, too."""

    def value_from_form(self, value: Any) -> Any:
        try:
            return self.field.to_python(value)
        except ValidationError:
            return value  # `clean` says so
