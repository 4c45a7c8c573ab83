"""What every answer has in common, beside what the API and the admin bring themselves."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware
from django.middleware.locale import LocaleMiddleware


class AdminLocaleMiddleware(LocaleMiddleware):
    """The language of the browser or of a cookie, for people in front of the admin. The API goes by what is asked for:
    else its answers would differ by cookie, and no cache could keep them."""

    def process_request(self, request: HttpRequest) -> None:
        if not request.path_info.startswith("/api/"):
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith("/api/"):
            return response
        return super().process_response(request, response)


class RedirectAsSent(HttpResponsePermanentRedirect):
    """After a 301, clients send GET instead of POST (RFC 9110, section 15.4.2)."""

    status_code = HTTPStatus.PERMANENT_REDIRECT


class SlashMiddleware(CommonMiddleware):
    """Puts back a slash that was left out at the end of an address."""

    response_redirect_class = RedirectAsSent
