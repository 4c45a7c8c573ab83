from django import template
from django.http import HttpRequest
from wagtail.models import Page

from cms.review.comparing import Comparison, compare

register = template.Library()


@register.simple_tag
def since_sign_off(page: Page, request: HttpRequest) -> Comparison | None:
    """The draft of a page beside what was approved last. None for a page that is not saved yet."""
    return compare(page.specific, request=request) if page.pk else None
