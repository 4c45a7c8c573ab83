from django import template

from cms.articles.blocks import BODY

register = template.Library()
LABELS = {name: block.label for name, block in BODY}


@register.filter
def block_label(kind: str) -> str:
    """What editors call a block: “When to see a doctor” for `escalation`."""
    return str(LABELS.get(kind, kind))
