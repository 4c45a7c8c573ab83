"""What an article shows of other objects, pages and pictures, fetched together before anything is presented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.models import Page
from wagtail.rich_text import RichText

from api.documents.schemas import media
from api.documents.schemas.base import DocumentReference
from api.documents.schemas.rich_text import RichTextNodes
from api.documents.schemas.targets import EmailTarget, Target, UrlTarget
from cms import links
from cms.articles import rich_text
from cms.clinic.phones import to_e164
from cms.clinic.presenters import phone_target
from cms.forms import presenters as form_presenters
from cms.forms.models import EnquiryForm
from cms.images.models import Image
from cms.images.presenters import present_images

if TYPE_CHECKING:
    from cms.articles.models import ArticlePage

DIALLED = re.compile(r"\+?[0-9]{2,15}")
LONGEST_ADDRESS = 2000


@dataclass
class Mentions:
    """Keys of everything that has to be fetched."""

    pages: set[int] = field(default_factory=set)
    images: dict[int, Image | None] = field(default_factory=dict)
    """None for a picture of which only the key is known."""
    forms: list[EnquiryForm] = field(default_factory=list)

    def add(self, values: Iterable[Any]) -> None:
        for value in values:
            match value:
                case Page():
                    self.pages.add(value.pk)
                case Image():
                    self.images[value.pk] = value
                case EnquiryForm():
                    self.forms.append(value)
                case RichText():
                    mentioned = rich_text.mentioned(value.source)
                    self.pages |= mentioned.pages
                    for key in mentioned.images:
                        self.images.setdefault(key, None)


class Embeds:
    """What was fetched, by the key under which it is mentioned. What readers cannot see is not in it."""

    def __init__(
        self,
        pages: Mapping[int, DocumentReference],
        images: Mapping[int, media.Image],
        forms: Mapping[int, DocumentReference],
    ) -> None:
        self._pages = pages
        self._images = images
        self._forms = forms

    @classmethod
    def of(cls, article: ArticlePage, locale: str) -> Embeds:
        """Seven queries at most, however much the article mentions."""
        mentions = Mentions()
        mentions.add(values_in(article.body))
        mentions.add([article.hero_image, article.social_image, *article.topics.all()])
        mentions.pages |= {one.target_id for one in article.related.all() if one.target_id}
        unknown = [key for key, image in mentions.images.items() if image is None]
        images = [image for image in mentions.images.values() if image]
        images += Image.objects.filter(pk__in=unknown) if unknown else []
        return cls(
            links.references_to(mentions.pages, locale),
            present_images(images, locale),
            form_presenters.references_to(mentions.forms, locale),
        )

    def page(self, key: int | None) -> DocumentReference | None:
        return self._pages.get(key) if key else None

    def image(self, image: Image | None, *, caption: str = "") -> media.Image | None:
        presented = self._images.get(image.pk) if image else None
        return presented.model_copy(update={"caption": caption}) if presented and caption else presented

    def target(self, value: StructValue) -> Target | None:
        """Where a TargetBlock leads; None if that is nowhere, or a page or form that is not published."""
        if value["page"]:
            reference = self.page(value["page"].pk)
            return links.target(reference) if reference else None
        if value["form"]:
            reference = self._forms.get(value["form"].pk)
            return links.target(reference) if reference else None
        if value["phone"]:
            return _dialled_target(value["phone"])
        if value["url"]:
            return UrlTarget(href=value["url"])
        if value["email"]:
            return EmailTarget(href=f"mailto:{value['email']}", email=value["email"])
        return None

    def rich_text(self, value: RichText | None) -> RichTextNodes:
        return RichTextNodes(nodes=rich_text.nodes(value.source if value else "", self))

    def link(self, attributes: Mapping[str, str]) -> Target | None:
        """Where an <a> of Wagtail's rich text leads; None where the link is to become plain text."""
        if attributes.get("linktype") == "page":
            reference = self.page(rich_text.key_in(attributes))
            return links.target(reference) if reference else None
        if "linktype" in attributes:
            return None
        return address_target(attributes.get("href", "").strip())

    def picture(self, attributes: Mapping[str, str]) -> media.Image | None:
        """The picture of an <embed>, with the alternative text that was written for this place."""
        presented = self._images.get(rich_text.key_in(attributes) or 0)
        if presented is None:
            return None
        alt = attributes.get("alt", "").strip()
        return presented.model_copy(update={"alt": alt, "decorative": not alt})


def address_target(address: str) -> Target | None:
    """A web, e-mail or telephone address as a target; None for anything else, such as a script."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme == "mailto":
        return _email_target(unquote(parts.path))
    if parts.scheme == "tel":
        return _dialled_target(unquote(parts.path))
    elsewhere = parts.scheme in ("http", "https") and parts.netloc
    here = not parts.scheme and address.startswith(("/", "#")) and len(address) > 1
    return UrlTarget(href=address) if (elsewhere or here) and len(address) <= LONGEST_ADDRESS else None


def _email_target(email: str) -> EmailTarget | None:
    try:
        validate_email(email)
        return EmailTarget(href=f"mailto:{email}", email=email)
    except (ValidationError, ValueError):
        return None


def _dialled_target(written: str) -> Target | None:
    number = re.sub(r"[^0-9+]", "", written)
    if number.startswith("+"):
        try:
            return phone_target(to_e164(number))
        except ValidationError:
            return None
    return phone_target(number) if DIALLED.fullmatch(number) else None


def values_in(value: Any) -> Iterator[Any]:
    """Every single value inside a block's value: texts, numbers, pages, pictures."""
    match value:
        case StreamValue():
            for child in value:
                yield from values_in(child.value)
        case StructValue():
            for part in value.values():
                yield from values_in(part)
        case ListValue() | list():
            for part in value:
                yield from values_in(part)
        case _:
            yield value
