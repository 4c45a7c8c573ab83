"""The service index: where everything is, and the state of the library."""

from typing import ClassVar

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from pydantic import BaseModel, ConfigDict
from rest_framework.request import Request

from api.documents import reading, versions
from api.documents.schemas import KINDS
from api.http.caching import deliver
from api.http.openapi import describe
from api.http.parameters import Query
from api.http.views import PublicView


class Language(BaseModel):
    code: str
    name: str


class Index(BaseModel):
    """Where everything is, and the state of the library."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    serial: int
    """The version number of the library of published documents."""
    locales: list[Language]
    default_locale: str
    """The language of answers for which no `locale` is asked for."""
    kinds: list[str]
    links: dict[str, str]
    """Absolute addresses, by what is there."""


@describe("getIndex", tag="Service", summary="Where everything is", answer=Index)
class ServiceIndex(PublicView):
    links: ClassVar[dict[str, str]] = {}
    """Names of routes, by the names that clients see."""

    def get(self, request: Request) -> HttpResponse:
        Query.read(request)
        state = reading.library_state()
        index = Index(
            serial=state.serial,
            locales=[Language(code=code, name=str(name)) for code, name in settings.LANGUAGES],
            default_locale=settings.LANGUAGE_CODE,
            kinds=list(KINDS),
            links={name: settings.PUBLIC_URL + reverse(route) for name, route in self.links.items()},
        )
        return deliver(request, index.model_dump_json().encode(), versions.of_library(state))
