"""What to do instead of writing to a form: emergency, lifeline, the clinic's telephone, the article's own advice."""

from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext as _

from api.documents.models import Edition
from api.documents.schemas.base import DocumentReference
from api.documents.schemas.blocks import Action
from api.documents.schemas.documents import Article, Clinic
from api.documents.schemas.targets import PhoneTarget
from api.enquiries.models import Enquiry
from api.enquiries.shapes import Guidance, Help

Kind = Literal["crisis", "medical", "general"]


def help_for(flag: Enquiry.Flag, *, locale: str, article: str | None) -> Help:
    """In the active language. The emergency numbers are always there: no word list notices every cry for help."""
    kind, heading, text = _words(flag)
    return Help(
        kind=kind,
        heading=heading,
        text=text,
        actions=_telephones(locale),
        guidance=_guidance(article, locale) if article and flag == Enquiry.Flag.MEDICAL else None,
    )


def _words(flag: Enquiry.Flag) -> tuple[Kind, str, str]:
    numbers = {"emergency": settings.EMERGENCY_PHONE, "crisis": settings.CRISIS_PHONE}
    if flag == Enquiry.Flag.CRISIS:
        return (
            "crisis",
            _("You can get help right now"),
            _(
                "If you or somebody else is in danger, call %(emergency)s. If you think about dying or hurting "
                "yourself, call or text %(crisis)s: somebody listens, free of charge, day and night. Nobody reads "
                "this form at once."
            )
            % numbers,
        )
    if flag == Enquiry.Flag.MEDICAL:
        return (
            "medical",
            _("This looks like a medical question"),
            _(
                "Please don't write about symptoms, medicines or results here: the form is for everyday matters, and "
                "nobody medical may read it in time. Call us instead. In an emergency call %(emergency)s; in a "
                "mental health crisis call or text %(crisis)s."
            )
            % numbers,
        )
    return (
        "general",
        _("If it can't wait"),
        _("In an emergency call %(emergency)s. In a mental health crisis call or text %(crisis)s.") % numbers,
    )


def _telephones(locale: str) -> list[Action]:
    calls = [
        (_("Call %(number)s: emergency"), settings.EMERGENCY_PHONE, settings.EMERGENCY_PHONE),
        (_("Call or text %(number)s: suicide and crisis lifeline"), settings.CRISIS_PHONE, settings.CRISIS_PHONE),
    ]
    if clinic := _clinic(locale):
        calls.append((_("Call the clinic: %(number)s"), clinic.phone, clinic.phone_display))
    return [
        Action(
            label=label % {"number": display},
            target=PhoneTarget(href=f"tel:{number}", phone=number, display=display),
        )
        for label, number, display in calls
    ]


def _clinic(locale: str) -> Clinic | None:
    """The clinic as it is published, in this language if it can be: a telephone number is the same in all."""
    found = Edition.objects.filter(document__current=F("pk"), document__kind="clinic").select_related("document")
    edition = min(found, key=lambda edition: edition.document.locale != locale, default=None)
    return Clinic.model_validate_json(bytes(edition.body)) if edition else None


def _guidance(name: str, locale: str) -> Guidance | None:
    try:
        named = Q(document__public_id=UUID(name))
    except ValueError:
        named = Q(document__slug=name)
    current = Edition.objects.filter(document__current=F("pk"), document__kind="article", document__locale=locale)
    edition = current.filter(named).first()
    if edition is None:
        return None
    article = Article.model_validate_json(bytes(edition.body))
    return Guidance(
        article=DocumentReference(
            kind=article.kind,
            id=article.id,
            slug=article.slug,
            locale=article.locale,
            path=article.path,
            title=article.title,
        ),
        heading=article.escalation.heading,
        lead=article.escalation.lead,
        criteria=article.escalation.criteria,
    )
