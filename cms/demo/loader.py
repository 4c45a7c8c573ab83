"""Fills a new installation with the demo content, by the ways that an editor has: save a draft, publish it."""

from datetime import date, timedelta
from decimal import Decimal
from graphlib import TopologicalSorter

from django.core.files.base import ContentFile
from wagtail.log_actions import LogContext
from wagtail.models import Locale, Page, PageLogEntry

from cms.articles.models import (
    ArticleAuthor,
    ArticlePage,
    ArticleReference,
    HomePage,
    RelatedArticle,
    TopicCode,
    TopicPage,
)
from cms.clinic.models import Clinician, ClinicSettings, ClinicText, Location
from cms.demo import pictures, source
from cms.demo.bodies import BodyWriter, public_id
from cms.demo.source import Table
from cms.forms.models import EnquiryForm
from cms.headless import editorial_transaction, published_edition
from cms.images.models import Image
from cms.users.models import User

SOURCE_LOCALE = source.LOCALES[0]


def has_been_used() -> bool:
    """Whether anybody, this loader included, has written here before: what they wrote, or deleted, is left as it is."""
    written = PageLogEntry.objects.filter(content_type__app_label=ArticlePage._meta.app_label)
    return written.exists() or any(model.objects.exists() for model in (TopicPage, Clinician, EnquiryForm))


def load(*, by: User, today: date) -> None:
    """Everything or nothing."""
    with editorial_transaction(), LogContext(user=by):
        _Loading(by=by, today=today).everything()


class _Loading:
    """What has been made so far: later things point to earlier ones by the keys of the content files."""

    def __init__(self, *, by: User, today: date) -> None:
        self.by = by
        self.today = today
        self.locales = {code: Locale.objects.get(language_code=code) for code in source.LOCALES}
        self.images: dict[str, Image] = {}
        self.clinicians: dict[tuple[str, str], Clinician] = {}
        self.forms: dict[str, dict[str, EnquiryForm]] = {code: {} for code in source.LOCALES}
        self.pages: dict[str, dict[str, Page]] = {code: {} for code in source.LOCALES}

    def everything(self) -> None:
        self._images()
        self._clinic()
        self._clinicians()
        self._forms()
        self._topics()
        self._articles()

    def _images(self) -> None:
        for name, text in source.pictures().items():
            image = Image(
                title=text["title"],
                file=ContentFile(pictures.jpeg(name), name=f"{name.replace('_', '-')}.jpg"),
                alt_text=text[SOURCE_LOCALE],
                translated_alt_texts={code: text[code] for code in source.LOCALES if code != SOURCE_LOCALE},
                uploaded_by_user=self.by,
            )
            across, down = text["focal_point"]
            image.focal_point_x, image.focal_point_y = round(across * image.width), round(down * image.height)
            image.focal_point_width = image.focal_point_height = image.height // 2
            image.save()
            self.images[name] = image

    def _clinic(self) -> None:
        table = source.clinic()
        clinic = ClinicSettings.load()
        clinic.name, clinic.phone, clinic.hours = table["name"], table["phone"], _hours(table)
        clinic.texts.set(
            [
                ClinicText(
                    locale=locale,
                    emergency_text=table[code]["emergency_text"],
                    disclosure=table[code]["disclosure"],
                    disclaimer=table[code]["disclaimer"],
                    **{f"call_to_action_{name}": text for name, text in table[code]["call_to_action"].items()},
                )
                for code, locale in self.locales.items()
            ]
        )
        clinic.locations.set(
            [
                Location(
                    name=place["name"],
                    phone=place["phone"],
                    time_zone=place["time_zone"],
                    hours=_hours(place),
                    **place["address"],
                    **{name: Decimal(str(degrees)) for name, degrees in place["geo"].items()},
                )
                for place in table["locations"]
            ]
        )
        clinic.save()

    def _clinicians(self) -> None:
        for table in source.clinicians():
            for code, locale in self.locales.items():
                clinician = Clinician(
                    translation_key=public_id(f"clinician:{table['key']}"),
                    locale=locale,
                    slug=table["key"],
                    photo=self.images[table["picture"]],
                    live=False,
                    **{name: table[name] for name in ("name", "credentials", "licence", "languages")},
                    **table[code],
                )
                clinician.save()
                self._publish(clinician)
                self.clinicians[table["key"], code] = clinician

    def _forms(self) -> None:
        for table in source.forms():
            for code, locale in self.locales.items():
                form = EnquiryForm(
                    translation_key=public_id(f"form:{table['key']}"),
                    locale=locale,
                    live=False,
                    **{name: table[name] for name in ("recipients", "retention_days")},
                    **table[code],
                )
                form.save()
                self._publish(form)
                self.forms[code][f"form:{table['key']}"] = form

    def _topics(self) -> None:
        for table in source.topics():
            for code, locale in self.locales.items():
                topic = TopicPage(
                    translation_key=public_id(f"topic:{table['key']}"),
                    locale=locale,
                    image=self.images[table["picture"]],
                    live=False,
                    owner=self.by,
                    **table[code],
                )
                topic.codes.set([TopicCode(**medical) for medical in table["codes"]])
                HomePage.objects.get(locale=locale).add_child(instance=topic)
                self._publish(topic)
                self.pages[code][f"topic:{table['key']}"] = topic

    def _articles(self) -> None:
        """First every page, then what they say: they link to each other. A translation comes after its source."""
        tables = [table for code in source.LOCALES for table in _in_publishing_order(source.articles(code))]
        for table in tables:
            self._draft(table)
        for table in tables:
            article = self.pages[table["locale"]][f"article:{table['key']}"].specific
            self._write(article, table)
            self._publish(article)

    def _draft(self, table: Table) -> None:
        pages = self.pages[table["locale"]]
        key = f"article:{table['key']}"
        article = ArticlePage(
            translation_key=public_id(key),
            locale=self.locales[table["locale"]],
            title=table["title"],
            slug=table["slug"],
            live=False,
            owner=self.by,
        )
        # A child is added to a parent as it is in the database now: its count of children has changed since.
        TopicPage.objects.get(pk=pages[f"topic:{table['topics'][0]}"].pk).add_child(instance=article)
        pages[key] = article

    def _write(self, article: ArticlePage, table: Table) -> None:
        code = table["locale"]
        pages = self.pages[code]
        article.summary = table["summary"]
        article.also_known_as = "\n".join(table["also_known_as"])
        article.audience = table["audience"]
        article.topics.set([pages[f"topic:{key}"] for key in table["topics"]])
        article.hero_image = self.images[table["hero"]["picture"]]
        article.hero_caption = table["hero"].get("caption", "")
        article.body = BodyWriter(pages, self.images, self.forms[code]).write(table)
        article.authors.set([ArticleAuthor(clinician=self.clinicians[key, code]) for key in table["authors"]])
        article.reviewer = self.clinicians[table["reviewer"], code]
        article.reviewed_on = self.today - timedelta(days=table["reviewed_days_ago"])
        article.next_review_on = self.today + timedelta(days=table["review_due_in_days"])
        article.references.set(self._references(table))
        article.related.set([RelatedArticle(target=pages[f"article:{key}"]) for key in table["related"]])
        article.seo_title = table["seo"]["title"]
        article.search_description = table["seo"]["description"]
        if code != SOURCE_LOCALE:
            article.source_edition = published_edition("article", article.translation_key, SOURCE_LOCALE)

    def _references(self, table: Table) -> list[ArticleReference]:
        return [
            ArticleReference(
                **{name: value for name, value in reference.items() if name != "accessed_days_ago"},
                accessed_on=self.today - timedelta(days=reference["accessed_days_ago"]),
            )
            for reference in table["references"]
        ]

    def _publish(self, draft: Clinician | EnquiryForm | Page) -> None:
        revision = draft.save_revision(user=self.by, log_action=True)
        revision.publish(user=self.by, skip_permission_checks=True)


def _in_publishing_order(tables: list[Table]) -> list[Table]:
    """What an action leads to is published first: an article whose action leads nowhere is refused."""
    by_key = {table["key"]: table for table in tables}
    led_to = {
        key: [
            action["target"]["page"].removeprefix("article:")
            for block in table["body"]
            for action in block.get("actions", [])
            if "page" in action["target"]
        ]
        for key, table in by_key.items()
    }
    return [by_key[key] for key in TopologicalSorter(led_to).static_order()]


def _hours(table: Table) -> list[tuple[str, Table]]:
    return [("hours", hours) for hours in table["hours"]]
