"""Where messages may go: to public addresses over TLS, and into the networks that the operator names."""

from ipaddress import ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from api.outgoing import Address, is_public


def check_address(url: str) -> None:
    """Raises ValidationError for what is no address for messages. Where a name leads is seen when one is sent."""
    try:
        parts = urlsplit(url)
        is_address = bool(parts.hostname) and (parts.port or 443) > 0 and url.isascii() and url.isprintable()
    except ValueError:
        is_address = False
    if not is_address or " " in url or parts.username is not None or parts.fragment:
        raise ValidationError(_("Write an address such as https://www.example.org/hooks/vertebra."))
    if parts.scheme != "https" and not (parts.scheme == "http" and settings.WEBHOOK_NETWORKS):
        raise ValidationError(_("The address must begin with https://."))


def may_connect(address: Address, port: int) -> bool:
    networks = [ip_network(network) for network in settings.WEBHOOK_NETWORKS]
    return is_public(address, port) or any(address in network for network in networks)
