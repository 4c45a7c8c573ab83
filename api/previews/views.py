"""A draft over HTTP, for whoever holds its pass. No cache may keep it."""

from typing import Literal

import orjson
from django.conf import settings
from django.http import HttpResponse
from rest_framework.request import Request

from api.documents.parameters import LOCALES
from api.documents.schemas.rich_text import RichTextFormat
from api.http.parameters import Query
from api.http.views import PublicView
from api.previews.looking import HEADERS, look


class PreviewQuery(Query):
    rich_text: RichTextFormat = "html"
    """Rich text as safe HTML, as a tree of typed nodes, or as plain text."""
    locale: Literal[*LOCALES] = settings.LANGUAGE_CODE  # type: ignore[valid-type]  # mypy wants them written out
    """The language of the texts of problems. The draft's own language is that of its pass."""


class PreviewView(PublicView):
    def get(self, request: Request, **path: str) -> HttpResponse:
        query = PreviewQuery.read(request)
        seen = look(path["pass"], rich_text=query.rich_text)
        headers = {**HEADERS, "Content-Language": seen.row.locale}
        return HttpResponse(orjson.dumps(seen.document), content_type="application/json", headers=headers)
