"""Setting up a second factor, asking for it, and taking it away."""

import logging
import secrets
from base64 import b32encode
from datetime import datetime
from math import ceil

import segno
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex
from wagtail.log_actions import log

from api.encryption import KeyMissingError
from cms.second_factor.models import AuthenticatorApp, RecoveryCode, SecondFactorMail
from cms.users.models import User

CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike."""
SET_UP, REMOVED = "vertebra.second_factor_set_up", "vertebra.second_factor_removed"
Event = SecondFactorMail.Event
logger = logging.getLogger(__name__)


class CodeRefusedError(ValueError):
    """The code does not count. The message is for whoever has typed it."""


def new_key() -> str:
    key: str = random_hex(20)
    return key


def device_of(user: User) -> AuthenticatorApp | None:
    """The authenticator app that somebody has set up."""
    found: AuthenticatorApp | None = AuthenticatorApp.objects.filter(user=user, confirmed=True).first()
    return found


def codes_left(user: User) -> int:
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def picture_of(user: User, key: str) -> SafeString:
    """What an authenticator app reads with its camera, as SVG."""
    url = TOTPDevice(user=user, key=key).config_url
    return mark_safe(segno.make(url, micro=False).svg_inline(scale=4, light="#fff"))  # noqa: S308 - squares only


def in_letters(key: str) -> str:
    """The same for who types it in."""
    letters = b32encode(bytes.fromhex(key)).decode()
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def set_up(user: User, *, key: str, code: str, at: datetime) -> tuple[AuthenticatorApp, list[str]]:
    """Take the authenticator app into use; returns it and the recovery codes, which nobody can tell again.

    Raises CodeRefusedError if the app does not say `code` now.
    """
    with transaction.atomic():
        device = AuthenticatorApp.objects.create(user=user, key=key, name="app", confirmed=False)
        if device.verify_token(_plain(code)):
            AuthenticatorApp.objects.filter(user=user).exclude(pk=device.pk).delete()
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            log(instance=user, action=SET_UP, user=user)
            _tell(user, Event.SET_UP, at=at)
            return device, _new_codes(user)
        device.delete()
    raise CodeRefusedError(_("This is not what the app shows now. Try the next code."))


def verify(user: User, code: str, *, at: datetime) -> TOTPDevice:
    """Check a code of the app, or use up a recovery code. Each wrong one doubles the wait. Raises CodeRefusedError."""
    with transaction.atomic():
        device = AuthenticatorApp.objects.select_for_update().get(user=user, confirmed=True)
        allowed, why = device.verify_is_allowed()
        if allowed and (_use_up(user, code, device, at=at) or _shows(device, code)):
            return device
    if allowed:
        raise CodeRefusedError(_("This code is wrong, or it has been used."))
    seconds = max(ceil((why["locked_until"] - at).total_seconds()), 1)
    text = ngettext("Too many wrong codes. Wait a second.", "Too many wrong codes. Wait %(count)d seconds.", seconds)
    raise CodeRefusedError(text % {"count": seconds})


@transaction.atomic
def renew_codes(user: User, *, at: datetime) -> list[str]:
    """New recovery codes in place of all others."""
    _tell(user, Event.CODES_RENEWED, at=at)
    return _new_codes(user)


@transaction.atomic
def remove(user: User, *, by: User | None, at: datetime) -> bool:
    """Take the second factor away; returns whether there was one."""
    RecoveryCode.objects.filter(user=user).delete()
    found, _rows = AuthenticatorApp.objects.filter(user=user).delete()
    if found:
        log(instance=user, action=REMOVED, user=by)
        _tell(user, Event.REMOVED if by == user else Event.RESET, at=at)
    return bool(found)


def _tell(user: User, event: SecondFactorMail.Event, *, at: datetime) -> None:
    """Whoever owns the account learns of it by e-mail, also where somebody else has done it in their name."""
    SecondFactorMail.objects.create(user=user, event=event, created_at=at, due_at=at)


def _new_codes(user: User) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    codes = [
        "-".join("".join(secrets.choice(LETTERS) for _letter in range(5)) for _half in range(2))
        for _code in range(CODES)
    ]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(code)) for code in codes)
    return codes


def _shows(device: AuthenticatorApp, code: str) -> bool:
    try:
        return device.verify_token(_plain(code))
    except KeyMissingError as missing:
        logger.error("Authenticator app of user %s: %s", device.user_id, missing)
        raise CodeRefusedError(
            _(
                "Codes of apps can't be checked now: a key is missing on the server. Use a recovery code, and tell "
                "whoever looks after the server."
            )
        ) from missing


def _use_up(user: User, code: str, device: AuthenticatorApp, *, at: datetime) -> bool:
    unused = RecoveryCode.objects.filter(user=user, digest=_digest(code), used_at=None)
    if not unused.update(used_at=at):
        return False
    device.throttle_reset()
    _tell(user, Event.CODE_USED, at=at)
    return True


def _plain(code: str) -> str:
    return "".join(code.split())


def _digest(code: str) -> str:
    """So that who reads the database alone cannot find the codes."""
    plain = _plain(code).replace("-", "").lower()
    return salted_hmac("cms.second_factor", plain, algorithm="sha256").hexdigest()
