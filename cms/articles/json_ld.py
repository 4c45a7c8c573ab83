"""The article for search engines: schema.org's MedicalWebPage (https://schema.org/MedicalWebPage)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.documents.schemas.base import Code, SourceReference
from api.documents.schemas.documents import Person, Review

if TYPE_CHECKING:
    from cms.articles.models import ArticlePage

CODING_SYSTEMS = {"ICD-10-CM": "ICD-10-CM", "SNOMED CT": "SNOMED-CT"}


def medical_web_page(
    article: ArticlePage,
    *,
    description: str,
    review: Review,
    authors: list[Person],
    topics: list[tuple[str, list[Code]]],
    references: list[SourceReference],
    clinic: str,
) -> dict[str, Any]:
    page: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": article.title,
        "description": description,
        "inLanguage": article.locale.language_code,
        "lastReviewed": review.reviewed_on.isoformat(),
        "reviewedBy": _person(review.reviewer),
        "author": [_person(author) for author in authors],
        "publisher": {"@type": "MedicalClinic", "name": clinic},
        "about": [_subject(title, codes) for title, codes in topics],
        "audience": [{"@type": "MedicalAudience", "audienceType": audience} for audience in article.audience],
        "citation": [_citation(reference) for reference in references],
    }
    if names := article.other_names():
        page["alternateName"] = names
    return {name: value for name, value in page.items() if value}


def _person(person: Person) -> dict[str, Any]:
    found = {"@type": "Person", "name": person.name, "honorificSuffix": person.credentials, "jobTitle": person.role}
    return {name: value for name, value in found.items() if value}


def _subject(title: str, codes: list[Code]) -> dict[str, Any]:
    subject: dict[str, Any] = {"@type": "MedicalEntity", "name": title}
    if codes:
        subject["code"] = [
            {"@type": "MedicalCode", "codeValue": code.code, "codingSystem": CODING_SYSTEMS[code.system]}
            for code in codes
        ]
    return subject


def _citation(reference: SourceReference) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "CreativeWork", "name": reference.title}
    if reference.publisher:
        found["publisher"] = {"@type": "Organization", "name": reference.publisher}
    if reference.year:
        found["datePublished"] = str(reference.year)
    address = f"https://doi.org/{reference.doi}" if reference.doi else reference.url
    return {**found, "url": address} if address else found
