"""Pictures, video and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from api.documents.schemas import blocks as shapes
from cms.articles.blocks.base import GROUP_MEDIA, BodyBlock, Identity

if TYPE_CHECKING:
    from cms.articles.embeds import Embeds


class ImageBlock(BodyBlock):
    image = ImageChooserBlock(
        label=_("Picture"), help_text=_("Its alternative text is written where the picture is kept, under Images.")
    )
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        group = GROUP_MEDIA
        template = "cms_articles/blocks/image.html"
        description = _("A picture with its caption.")
        preview_value: Any = {"image": None, "caption": _("Keep your back straight and bend your knees.")}

    def present(self, value: blocks.StructValue, identity: Identity, embeds: Embeds) -> shapes.ImageBlock | None:
        image = embeds.image(value["image"], caption=value["caption"])
        return shapes.ImageBlock(**identity, image=image) if image else None


class VideoBlock(BodyBlock):
    title = blocks.CharBlock(max_length=200, label=_("Title"))
    url = blocks.URLBlock(label=_("Address of the video"), help_text=_("Of the file or the player."))
    captions_url = blocks.URLBlock(
        label=_("Address of the captions"),
        help_text=_("A WebVTT file in the language of the video. Those who cannot hear depend on it."),
    )
    transcript = blocks.TextBlock(
        rows=6, max_length=10_000, label=_("Transcript"), help_text=_("Everything that is said and shown.")
    )
    poster = ImageChooserBlock(required=False, label=_("Still picture"))

    class Meta:
        icon = "media"
        label = _("Video")
        group = GROUP_MEDIA
        template = "cms_articles/blocks/video.html"
        description = _("A video with captions and a transcript, which it cannot be published without.")
        preview_value = {
            "title": _("Three stretches for the morning"),
            "url": "https://video.example/stretches.mp4",
            "captions_url": "https://video.example/stretches.vtt",
            "transcript": _("Lie on your back. Pull one knee towards your chest."),
        }

    def present(self, value: blocks.StructValue, identity: Identity, embeds: Embeds) -> shapes.VideoBlock:
        return shapes.VideoBlock(
            **identity,
            title=value["title"],
            url=value["url"],
            captions_url=value["captions_url"],
            transcript=value["transcript"],
            poster=embeds.image(value["poster"]),
        )


class TableBlock(BodyBlock):
    table = TypedTableBlock(
        [("text", blocks.CharBlock(required=False, max_length=500, label=_("Column")))],
        label=_("Table"),
        help_text=_("Begin with the caption, then add a column with its heading for each thing that you compare."),
    )
    row_headings = blocks.BooleanBlock(
        required=False, label=_("The first cell of each row is its heading"), help_text=_("Screen readers read it out.")
    )

    class Meta:
        icon = "table"
        label = _("Table")
        group = GROUP_MEDIA
        template = "cms_articles/blocks/table.html"
        description = _("Figures or choices side by side.")
        preview_value = {
            "table": {
                "caption": _("How to begin"),
                "columns": [{"type": "text", "heading": _("Week")}, {"type": "text", "heading": _("Running")}],
                "rows": [{"values": ["1", _("5 minutes")]}, {"values": ["2", _("10 minutes")]}],
            },
            "row_headings": True,
        }

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        table = cleaned["table"]
        problems = []
        if not table.caption.strip():
            problems.append(_("Give the table a caption: it says what the table is about."))
        if not table.columns or not table.row_data:
            problems.append(_("A table has at least one column and one row."))
        if any(not column["heading"].strip() for column in table.columns):
            problems.append(_("Every column has a heading."))
        if problems:
            message = " ".join(str(problem) for problem in problems)
            raise blocks.StructBlockValidationError(block_errors={"table": ValidationError(message)})
        return cleaned

    def present(self, value: blocks.StructValue, identity: Identity, embeds: Embeds) -> shapes.TableBlock:
        table = value["table"]
        return shapes.TableBlock(
            **identity,
            caption=table.caption,
            columns=[column["heading"] for column in table.columns],
            rows=[[str(cell or "") for cell in row["values"]] for row in table.row_data],
            row_headings=bool(value["row_headings"]),
        )
