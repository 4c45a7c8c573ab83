"""A plain page that shows a draft, where no website or app is there to show it."""

from typing import Any
from urllib.parse import urlsplit

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from api.documents.rich_text import convert
from api.http.problems import Problem
from api.previews.looking import HEADERS, look
from api.previews.models import Pass
from api.previews.shapes import ArticlePreview

NOTHING_BUT_THE_TEXT = (
    "default-src 'none'; style-src 'self'; img-src 'self' {media}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)


@require_safe
def show_to_reader(request: HttpRequest, **path: str) -> HttpResponse:
    """The draft behind a pass in its own language, or why there is none in the visitor's."""
    with translation.override(translation.get_language_from_request(request)):
        try:
            seen = look(path["pass"], rich_text="nodes")
        except Problem as problem:
            return _page(request, "previews/over.html", {"problem": problem}, status=problem.type.status)
    document = orjson.dumps(_without_onward_links(seen.document))
    article = ArticlePreview.model_validate_json(convert(document, "html"))
    with translation.override(article.locale):
        shared = seen.row.purpose == Pass.Purpose.SHARED
        reviewed = article.review is not None and article.review.status == "current"
        own_call = any(block.type == "call_to_action" for block in article.body)
        default_call = article.call_to_action is not None and not own_call
        context = {"article": article, "shared": shared, "reviewed": reviewed, "default_call": default_call}
        return _page(request, "previews/article.html", context)


def _page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    media = urlsplit(settings.MEDIA_URL)
    policy = NOTHING_BUT_THE_TEXT.format(media=f"{media.scheme}://{media.netloc}")
    headers = {**HEADERS, "Content-Security-Policy": policy, "Content-Language": translation.get_language() or ""}
    return HttpResponse(render(request, template, context).content, status=status, headers=headers)


def _without_onward_links(value: Any) -> Any:
    """Links to other articles as plain text: this page has the draft alone, and their addresses are the website's."""
    if isinstance(value, list):
        return [part for item in value for part in _opened(item)]
    if isinstance(value, dict):
        return {name: _without_onward_links(part) for name, part in value.items()}
    return value


def _opened(item: Any) -> list[Any]:
    if isinstance(item, dict) and item.get("type") == "link" and item["target"]["type"] == "document":
        children: list[Any] = _without_onward_links(item["children"])
        return children
    return [_without_onward_links(item)]
