"""Where somebody who signs in comes from."""

from django.http import HttpRequest

from api.enquiries.network import caller


def address(request: HttpRequest) -> str:
    """What the forms for enquiries go by as well: only our own proxies are believed."""
    return caller(request)
