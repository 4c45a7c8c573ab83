"""Text, and the usual ways to set it apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from api.documents.schemas import blocks as shapes
from cms.articles.blocks.base import GROUP_WRITING, SHORT_WRITING, WRITING, BodyBlock, Identity, heading, paragraph

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

    from cms.articles.embeds import Embeds


def _written(text: StrPromise) -> StrPromise:
    """A paragraph of rich text."""
    return format_lazy("<p>{}</p>", text)


class TextBlock(BodyBlock):
    heading = heading(required=False)
    content = blocks.RichTextBlock(features=WRITING, label=_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = GROUP_WRITING
        template = "cms_articles/blocks/text.html"
        description = _("Paragraphs, lists and smaller headings.")
        preview_value = {
            "heading": _("Start slowly"),
            "content": format_lazy(
                "<p>{}</p><ul><li>{}</li><li>{}</li></ul>", _("Walk before you run."), _("Warm up."), _("Cool down.")
            ),
        }

    def present(self, value: blocks.StructValue, identity: Identity, embeds: Embeds) -> shapes.TextBlock:
        return shapes.TextBlock(
            **identity, heading=value["heading"] or None, content=embeds.rich_text(value["content"])
        )


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=200, label=_("Title"))
    detail = blocks.RichTextBlock(features=SHORT_WRITING, required=False, label=_("How"))

    class Meta:
        icon = "list-ol"
        label = _("Step")
        label_format = "{title}"


class StepsBlock(BodyBlock):
    heading = heading()
    intro = paragraph(required=False, label=_("Introduction"))
    items = blocks.ListBlock(StepBlock(), min_num=1, label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = GROUP_WRITING
        template = "cms_articles/blocks/steps.html"
        description = _("What to do, one thing after the other, such as an exercise.")
        preview_value = {
            "heading": _("Stretch your calf"),
            "items": [
                {"title": _("Stand an arm's length from a wall."), "detail": _written(_("Both hands on the wall."))},
                {"title": _("Step back with one leg."), "detail": _written(_("Keep the heel down."))},
            ],
        }

    def present(self, value: blocks.StructValue, identity: Identity, embeds: Embeds) -> shapes.StepsBlock:
        items = [shapes.Step(title=item["title"], detail=embeds.rich_text(item["detail"])) for item in value["items"]]
        return shapes.StepsBlock(**identity, heading=value["heading"], intro=value["intro"] or None, items=items)


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=300, label=_("Question"))
    answer = blocks.RichTextBlock(features=SHORT_WRITING, label=_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"


class QuestionsBlock(BodyBlock):
    heading = heading()
    items = blocks.ListBlock(QuestionBlock(), min_num=1, label=_("Questions"))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = GROUP_WRITING
        template = "cms_articles/blocks/questions.html"
        description = _("What patients ask, with short answers.")
        preview_value = {
            "heading": _("What patients ask"),
            "items": [
                {"question": _("May I take the stairs?"), "answer": _written(_("Yes, as long as it does not hurt."))}
            ],
        }

    def present(self, value: blocks.StructValue, identity: Identity, embeds: Embeds) -> shapes.QuestionsBlock:
        items = [
            shapes.Question(question=item["question"], answer=embeds.rich_text(item["answer"]))
            for item in value["items"]
        ]
        return shapes.QuestionsBlock(**identity, heading=value["heading"], items=items)


TONES = [("information", _("Information")), ("tip", _("Tip")), ("caution", _("Caution"))]


class CalloutBlock(BodyBlock):
    tone = blocks.ChoiceBlock(choices=TONES, default="information", label=_("Tone"))
    heading = heading(required=False)
    content = blocks.RichTextBlock(features=SHORT_WRITING, label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        group = GROUP_WRITING
        template = "cms_articles/blocks/callout.html"
        description = _("Something that must not be overlooked. For signs of danger take “when to see a doctor”.")
        preview_value = {
            "tone": "tip",
            "heading": _("Good to know"),
            "content": _written(_("New shoes need a few short runs.")),
        }

    def present(self, value: blocks.StructValue, identity: Identity, embeds: Embeds) -> shapes.CalloutBlock:
        return shapes.CalloutBlock(
            **identity, tone=value["tone"], heading=value["heading"] or None, content=embeds.rich_text(value["content"])
        )


class QuoteBlock(BodyBlock):
    text = paragraph(label=_("Quotation"))
    attribution = blocks.CharBlock(max_length=200, label=_("Who said it"))
    role = blocks.CharBlock(max_length=200, required=False, label=_("Who that is"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = GROUP_WRITING
        template = "cms_articles/blocks/quote.html"
        description = _("Somebody's own words. Ask patients for their consent before you quote them.")
        preview_value = {
            "text": _("I was running again after six weeks."),
            "attribution": _("A patient"),
            "role": _("Runner, 42"),
        }

    def present(self, value: blocks.StructValue, identity: Identity, embeds: Embeds) -> shapes.QuoteBlock:
        return shapes.QuoteBlock(
            **identity, text=value["text"], attribution=value["attribution"], role=value["role"] or None
        )
