"""What an article is written with."""

from wagtail import blocks

from cms.articles.blocks.base import BodyBlock
from cms.articles.blocks.care import AlternativesBlock, BenefitsBlock, CallToActionBlock, EscalationBlock, RisksBlock
from cms.articles.blocks.media import ImageBlock, TableBlock, VideoBlock
from cms.articles.blocks.writing import CalloutBlock, QuestionsBlock, QuoteBlock, StepsBlock, TextBlock

__all__ = ["BODY", "ArticleBody", "BodyBlock"]

BODY: list[tuple[str, BodyBlock]] = [
    ("text", TextBlock()),
    ("steps", StepsBlock()),
    ("questions", QuestionsBlock()),
    ("callout", CalloutBlock()),
    ("quote", QuoteBlock()),
    ("benefits", BenefitsBlock()),
    ("risks", RisksBlock()),
    ("alternatives", AlternativesBlock()),
    ("escalation", EscalationBlock()),
    ("call_to_action", CallToActionBlock()),
    ("image", ImageBlock()),
    ("video", VideoBlock()),
    ("table", TableBlock()),
]


class ArticleBody(blocks.StreamBlock):
    """The blocks by their public type."""

    def __init__(self, **options: object) -> None:
        super().__init__(BODY, **options)
