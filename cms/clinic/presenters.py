"""The clinic, its places and its people as public JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from api.documents.schemas.documents import (
    Address,
    ClinicContent,
    ClinicianContent,
    DefaultCallToAction,
    Geo,
    Location,
    Person,
    Translation,
)
from api.documents.schemas.targets import PhoneTarget, Target, UrlTarget
from cms import links
from cms.clinic.hours import present_hours
from cms.clinic.phones import for_readers
from cms.images.presenters import present_image

if TYPE_CHECKING:
    from cms.clinic import models


def present_clinic(clinic: models.ClinicSettings, locale: str) -> ClinicContent:
    """Raises ClinicText.DoesNotExist if the clinic says nothing in that language."""
    text = clinic.texts.get(locale__language_code=locale)
    others = clinic.texts.exclude(pk=text.pk).order_by("locale__language_code")
    return ClinicContent(
        id=clinic.public_id,
        locale=locale,
        slug="clinic",
        path=f"/{locale}/",
        title=clinic.name,
        emergency_text=text.emergency_text,
        phone=clinic.phone,
        phone_display=for_readers(clinic.phone),
        hours=present_hours(clinic.hours),
        call_to_action=default_call_to_action(clinic, text),
        disclosure=text.disclosure,
        disclaimer=text.disclaimer,
        locations=[_present_location(location) for location in clinic.locations.all()],
        translations=[
            Translation(locale=code, path=f"/{code}/")
            for code in others.values_list("locale__language_code", flat=True)
        ],
    )


def default_call_to_action(clinic: models.ClinicSettings, text: models.ClinicText) -> DefaultCallToAction:
    """What an article asks of its readers if it does not say. It rings the clinic where its page is not published."""
    target: Target = phone_target(clinic.phone)
    kind = "call"
    if clinic.call_to_action_url:
        target, kind = (UrlTarget(href=clinic.call_to_action_url), clinic.call_to_action_kind)
    elif clinic.call_to_action_page_id:
        page = clinic.call_to_action_page_id
        reference = links.references_to([page], text.locale.language_code).get(page)
        if reference:
            target, kind = links.target(reference), clinic.call_to_action_kind
    return DefaultCallToAction.model_validate(
        {
            "heading": text.call_to_action_heading,
            "text": text.call_to_action_text or None,
            "kind": kind,
            "label": text.call_to_action_label,
            "target": target,
        }
    )


def phone_target(number: str) -> PhoneTarget:
    return PhoneTarget(href=f"tel:{number}", phone=number, display=for_readers(number))


def present_clinician(clinician: models.Clinician) -> ClinicianContent:
    locale = clinician.locale.language_code
    others = clinician.get_translations().filter(live=True).select_related("locale").order_by("locale__language_code")
    return ClinicianContent(
        id=clinician.translation_key,
        locale=locale,
        slug=clinician.slug,
        path=clinician.path,
        title=clinician.name,
        credentials=clinician.credentials,
        role=clinician.role,
        bio=clinician.bio,
        photo=present_image(clinician.photo, locale) if clinician.photo else None,
        languages=clinician.languages,
        licence=clinician.licence,
        npi=clinician.npi,
        translations=[Translation(locale=other.locale.language_code, path=other.path) for other in others],
    )


def present_people(clinicians: Iterable[models.Clinician], locale: str) -> dict[UUID, Person]:
    """Each clinician as an article names them, in the article's language where there is one; by translation key.

    Somebody who has no page any more is still named: they wrote or reviewed the text.
    """
    chosen = {clinician.translation_key: clinician for clinician in clinicians}
    if not chosen:
        return {}
    model = type(next(iter(chosen.values())))
    live = model._default_manager.filter(translation_key__in=chosen, live=True).select_related("locale")
    by_key: dict[UUID, dict[str, models.Clinician]] = {}
    for clinician in live:
        by_key.setdefault(clinician.translation_key, {})[clinician.locale.language_code] = clinician
    people = {}
    for key, clinician in chosen.items():
        translations = by_key.get(key, {})
        shown = translations.get(locale) or clinician
        people[key] = Person(
            id=key,
            slug=shown.slug,
            path=shown.path if shown.live else None,
            name=shown.name,
            credentials=shown.credentials,
            role=shown.role,
        )
    return people


def _present_location(location: models.Location) -> Location:
    place = None
    if location.latitude is not None and location.longitude is not None:
        place = Geo(latitude=float(location.latitude), longitude=float(location.longitude))
    return Location(
        id=location.public_id,
        name=location.name,
        address=Address(
            street=location.street,
            city=location.city,
            region=location.region,
            postal_code=location.postal_code,
            country=location.country,
        ),
        geo=place,
        phone=location.phone or None,
        hours=present_hours(location.hours),
        time_zone=location.time_zone,
    )
