"""What the e-mails say: a reference and a link, never what somebody wrote into a form."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from api.documents.models import Document
from api.enquiries.models import Notification

Kind = Notification.Kind


def compose(notification: Notification) -> tuple[str, str]:
    """Subject and text, in the sender's language, or in the installation's for staff."""
    enquiry = notification.enquiry
    locale = settings.LANGUAGE_CODE if notification.kind == Kind.RECEIVED else enquiry.locale
    with translation.override(locale):
        words = {
            "reference": enquiry.reference,
            "clinic": _clinic_name(locale),
            "link": settings.ENQUIRY_DESK_URL.format(reference=enquiry.reference),
            "received": date_format(enquiry.received_at.astimezone(ZoneInfo(settings.TIME_ZONE)), "DATETIME_FORMAT"),
            "emergency": settings.EMERGENCY_PHONE,
            "crisis": settings.CRISIS_PHONE,
            "text": notification.text or "",
        }
        match notification.kind:
            case Kind.RECEIVED:
                subject, body = _to_staff(urgent=enquiry.flag == enquiry.Flag.CRISIS)
            case Kind.ACKNOWLEDGEMENT:
                subject, body = _acknowledgement()
            case _:
                subject, body = _answer()
        return subject % words, body % words


def _to_staff(*, urgent: bool) -> tuple[str, str]:
    if urgent:
        return (
            _("Urgent: enquiry %(reference)s"),
            _(
                "Somebody may be in danger: an enquiry has arrived (%(received)s). The sender was shown the emergency "
                "numbers. Read it now:\n%(link)s\n"
            ),
        )
    return _("Enquiry %(reference)s"), _("An enquiry has arrived (%(received)s). Read it here:\n%(link)s\n")


def _acknowledgement() -> tuple[str, str]:
    return (
        _("We have your message, %(reference)s"),
        _(
            "Your message to %(clinic)s has arrived (%(received)s). Its reference is %(reference)s; please name it "
            "when you call.\n\nThis address doesn't read e-mail. If it can't wait, call us. In an emergency call "
            "%(emergency)s; in a mental health crisis call or text %(crisis)s.\n\nDidn't you write to us? Then "
            "somebody mistyped an address, and you need do nothing.\n"
        ),
    )


def _answer() -> tuple[str, str]:
    return (
        _("Our answer to your message %(reference)s"),
        _("%(text)s\n\n--\n%(clinic)s\nReference: %(reference)s\n"),
    )


def _clinic_name(locale: str) -> str:
    """As it is published, or what the installation is called."""
    names = Document.objects.filter(kind="clinic", current__isnull=False).values_list("locale", "title")
    named = dict(names)
    return named.get(locale) or next(iter(named.values()), settings.WAGTAIL_SITE_NAME)
