"""The article of the benchmark as a stock Wagtail project would model it."""

from typing import ClassVar

from django.db import models
from wagtail.api import APIField
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index


class Timeframe(StructBlock):
    count = IntegerBlock()
    unit = CharBlock()


class Action(StructBlock):
    label = CharBlock()
    href = URLBlock(required=False)


class Point(StructBlock):
    text = TextBlock()
    detail = TextBlock(required=False)


class Alternative(StructBlock):
    name = CharBlock()
    description = TextBlock(required=False)
    caution = TextBlock(required=False)


class Text(StructBlock):
    heading = CharBlock()
    content = RichTextBlock()


class Benefits(StructBlock):
    heading = CharBlock()
    intro = TextBlock()
    items = ListBlock(Point())


class Alternatives(StructBlock):
    heading = CharBlock()
    intro = TextBlock()
    items = ListBlock(Alternative())
    closing = TextBlock()


class Escalation(StructBlock):
    heading = CharBlock()
    level = ChoiceBlock(choices=[("urgent", "urgent"), ("emergency", "emergency")])
    lead = CharBlock()
    criteria = ListBlock(TextBlock())
    timeframe = Timeframe()
    actions = ListBlock(Action())


class CallToAction(StructBlock):
    heading = CharBlock()
    text = TextBlock()
    label = CharBlock()


class ArticlePage(Page):
    summary = models.TextField()
    disclosure = models.TextField(blank=True)
    disclaimer = models.TextField(blank=True)
    reviewed_on = models.DateField()
    next_review_on = models.DateField()
    body = StreamField(
        [
            ("text", Text()),
            ("benefits", Benefits()),
            ("alternatives", Alternatives()),
            ("escalation", Escalation()),
            ("call_to_action", CallToAction()),
        ]
    )
    references = StreamField([("reference", StructBlock([("title", CharBlock()), ("publisher", CharBlock())]))])

    api_fields: ClassVar = [
        APIField("summary"),
        APIField("disclosure"),
        APIField("disclaimer"),
        APIField("reviewed_on"),
        APIField("next_review_on"),
        APIField("body"),
        APIField("references"),
    ]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
