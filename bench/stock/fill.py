"""Make the articles as Wagtail pages: `python -m bench.stock.fill COUNT`; prints the id of the last one."""

import sys
from os import environ
from typing import Any

import django
from django.core.management import call_command

environ["DJANGO_SETTINGS_MODULE"] = "bench.stock.settings"
django.setup()

from wagtail.models import Page, Site  # noqa: E402 - models exist once Django is set up

from bench.content import article  # noqa: E402
from bench.stock.models import ArticlePage  # noqa: E402


def value_of(block: dict[str, Any]) -> dict[str, Any]:
    """The block's fields in the form that a StreamField stores."""
    match block["type"]:
        case "text":
            nodes = block["content"]["nodes"]
            html = "".join(f"<p>{node['children'][0]['text']}</p>" for node in nodes)
            return {"heading": block["heading"], "content": html}
        case "escalation":
            actions = [{"label": action["label"], "href": action["target"]["href"]} for action in block["actions"]]
            return {**block, "actions": actions}
        case _:
            return block


def page_of(number: int) -> ArticlePage:
    told = article(number)
    return ArticlePage(
        title=told["title"],
        slug=told["slug"],
        summary=told["summary"],
        disclosure=told["disclosure"],
        disclaimer=told["disclaimer"],
        reviewed_on=told["review"]["reviewed_on"],
        next_review_on=told["review"]["next_review_on"],
        body=[{"type": block["type"], "value": value_of(block)} for block in told["body"]],
        references=[{"type": "reference", "value": reference} for reference in told["references"]],
    )


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    home = Page.objects.get(depth=2)
    Site.objects.update(root_page=home)
    for number in range(count):
        page = home.add_child(instance=page_of(number))
    sys.stdout.write(f"{page.pk}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
