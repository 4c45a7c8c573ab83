"""Which addresses a link in a draft may lead to."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

SCHEMES = {"http", "https", "mailto", "tel"}
TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|_hs(enc|mi)|igshid)$")


def safe_address(href: str, base: str = "") -> str:
    """`href` made absolute and free of tracking parameters; empty if it is no address that a reader may be sent to."""
    # Browsers skip these inside an address: "java\nscript:" runs.
    cleaned = re.sub(r"[\x00-\x20\x7f]", "", href.strip().replace(" ", "%20"))
    try:
        parts = urlsplit(urljoin(base, cleaned) if base else cleaned)
        if not parts.scheme and parts.netloc:
            parts = parts._replace(scheme="https")
        if parts.scheme.lower() not in SCHEMES or not (parts.netloc or parts.path):
            return ""
        if parts.scheme in ("http", "https") and not parts.hostname:
            return ""
    except ValueError:
        return ""
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if any(TRACKING.match(name) for name, _ in pairs):
        parts = parts._replace(query=urlencode([pair for pair in pairs if not TRACKING.match(pair[0])]))
    address = urlunsplit(parts)
    return address if len(address) <= 2000 else ""
