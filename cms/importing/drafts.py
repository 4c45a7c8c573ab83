"""A recognised article as a draft in the tree: made once, made anew while nobody has touched it, never published."""

import json
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import Any

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext, override
from wagtail.models import Locale

from cms.articles.models import ArticlePage, HomePage, TopicPage
from cms.importing.body import stream_of
from cms.importing.models import ImportedArticle, ImportOutcome
from cms.importing.notes import Note
from cms.importing.pictures import Library, PictureSource
from cms.importing.recognition.draft import Draft
from cms.importing.recognition.recognise import recognise
from cms.importing.source import SourceArticle

LONGEST_SLUG = 200
Result = ImportOutcome.Result


class NoPlaceError(LookupError):
    """There is no home page in the language, below which the draft could stand."""


@dataclass(frozen=True)
class Options:
    """What somebody chose for a whole run."""

    topic: TopicPage | None = None
    """None: a topic that holds what nobody has sorted yet."""
    language: str = ""
    """Empty: each article's own."""
    region: str = ""
    """Of telephone numbers without a country code."""
    by: Any = None
    """The user, for the history of the page."""


@dataclass(frozen=True)
class Written:
    result: Result
    page: ArticlePage
    draft: Draft
    notes: list[Note]


def write(article: SourceArticle, *, key: str, options: Options, pictures: PictureSource) -> Written:
    """Make the draft of `article`, or bring the one up to date that an earlier import made of the same `key`.

    Must be called in a transaction.
    """
    draft = recognise(article, language=_language(article, options), region=options.region or settings.PHONE_REGION)
    known = ImportedArticle.objects.select_related("page__latest_revision").filter(key=key).first()
    if known and _edited_since(known):
        return Written(Result.KEPT, known.page, draft, draft.notes)
    locale, notes = _locale(draft.language)
    library = Library(pictures, language=locale.language_code, by=options.by)
    content = {
        "title": draft.title,
        "summary": article.summary,
        "hero_image": library.image(article.hero) if article.hero else None,
        "body": json.dumps(stream_of(draft, key=key, image_of=library.image)),
    }
    digest = sha256(repr(content).encode()).hexdigest()
    notes = [*draft.notes, *notes, *library.notes]
    if known and known.digest == digest:
        return Written(Result.UNCHANGED, known.page, draft, notes)
    if known:
        page = known.page.get_latest_revision_as_object()
        for name, value in content.items():
            setattr(page, name, value)
    else:
        page = _new_page(article, content, locale, options)
    revision = page.save_revision(user=options.by, log_action=True, clean=False)
    ImportedArticle.objects.update_or_create(
        key=key,
        defaults={"page": page, "digest": digest, "revision_id": revision.pk, "revision_at": revision.created_at},
    )
    return Written(Result.UPDATED if known else Result.CREATED, page, draft, notes)


def _language(article: SourceArticle, options: Options) -> str:
    """What somebody chose, else what the article tells, else what the others of its topic are in."""
    beside = options.topic.locale.language_code if options.topic else settings.LANGUAGE_CODE
    return options.language or article.language or beside


def _edited_since(known: ImportedArticle) -> bool:
    """An editor who saves makes another revision, or writes over the last one, which then has another time."""
    newest = known.page.latest_revision
    return known.page.live or newest is None or (newest.pk, newest.created_at) != (known.revision_id, known.revision_at)


def _locale(language: str) -> tuple[Locale, list[Note]]:
    """The site's language, or its first one for a text in a language that the site has not."""
    found = Locale.objects.filter(language_code=language).first()
    if found:
        return found, []
    used = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    return used, [Note.of("locale_missing", language=language or "?", used=used.language_code)]


def _new_page(article: SourceArticle, content: dict[str, Any], locale: Locale, options: Options) -> ArticlePage:
    topic = options.topic and options.topic.get_translation_or_none(locale)
    page = ArticlePage(
        **content,
        slug=_free_slug(slugify(article.slug) or slugify(article.title) or "article", locale),
        locale=locale,
        owner=options.by,
        live=False,
    )
    (topic or _holding_topic(locale, options)).add_child(instance=page)
    if topic:
        page.topics.add(topic)
    return page


def _holding_topic(locale: Locale, options: Options) -> TopicPage:
    """Where drafts wait that belong to no topic yet: a topic that is itself a draft."""
    with override(locale.language_code):
        title = gettext("Articles brought in")
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        raise NoPlaceError(locale.language_code)
    held: TopicPage | None = TopicPage.objects.child_of(home).filter(slug=slugify(title)).first()
    if held is None:
        held = home.add_child(
            instance=TopicPage(title=title, slug=slugify(title), locale=locale, owner=options.by, live=False)
        )
        held.save_revision(user=options.by, clean=False)
    return held


def _free_slug(wanted: str, locale: Locale) -> str:
    """`wanted`, or with the first number that no article of the language has."""
    stem = wanted[:LONGEST_SLUG].strip("-")
    taken = set(ArticlePage.objects.filter(locale=locale, slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for number in count(1) if (slug := stem if number == 1 else f"{stem}-{number}") not in taken)
