"""What the owner of an account is told by e-mail about its second factor: what happened and when, and no secret."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cms import mails
from cms.second_factor.factors import codes_left
from cms.second_factor.models import SecondFactorMail

Event = SecondFactorMail.Event


def write_about_second_factors(*, at: datetime, limit: int = 5) -> int:
    """Send at most `limit` of the e-mails that wait; returns how many were tried."""
    return mails.send_due(SecondFactorMail, compose=compose, name="second-factor-{id}", at=at, limit=limit)


def compose(mail: SecondFactorMail) -> tuple[str, str]:
    """Subject and text, in the language of whoever owns the account."""
    with override(mails.language_of(mail.user)):
        subject, what = _words(mail)
        when = date_format(mail.created_at.astimezone(ZoneInfo(settings.TIME_ZONE)), "DATETIME_FORMAT")
        account = _("Account: %(name)s, at %(site)s") % {"name": mail.user.username, "site": settings.PUBLIC_URL}
        advice = _("Was it you, or did you ask for it? Then you need do nothing. If not, change your password now:")
        address = f"{settings.PUBLIC_URL}{reverse('wagtailadmin_account')}"
        then = _("Then tell an administrator: somebody may have got into your account.")
        return subject, f"{what}\n{account}\n{when} ({settings.TIME_ZONE})\n\n{advice}\n{address}\n{then}\n"


def _words(mail: SecondFactorMail) -> tuple[str, str]:
    match Event(mail.event):
        case Event.SET_UP:
            return (
                _("A second factor was set up for your account"),
                _("From now on a code from an authenticator app is asked for besides your password."),
            )
        case Event.REMOVED:
            return (
                _("Your second factor was removed"),
                _("The authenticator app and the recovery codes of your account have ended."),
            )
        case Event.RESET:
            return (
                _("An administrator has removed your second factor"),
                _("The authenticator app and the recovery codes of your account have ended. Set up a new app soon."),
            )
        case Event.CODES_RENEWED:
            return (
                _("You have new recovery codes"),
                _("New recovery codes were made for your account; all earlier ones have ended."),
            )
        case Event.CODE_USED:
            left = codes_left(mail.user)
            return (
                _("A recovery code of your account was used"),
                ngettext(
                    "A recovery code was used in place of your app. One is left.",
                    "A recovery code was used in place of your app. %(count)d are left.",
                    left,
                )
                % {"count": left},
            )
