"""Which addresses there are, and which of them a change of the library concerns."""

import gzip
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

import orjson
from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from api.documents.models import Change, Document
from api.documents.schemas import KINDS, REDIRECT
from api.export.asking import ask
from api.export.manifest import KEPT_PLACES, Manifest

LOCALES = [code for code, _name in settings.LANGUAGES]
LISTED = [kind for kind in KINDS if kind != "clinic"]
LINK = re.compile(rb'(?:src|href)="(/(?:static|api/problems)/[^"]+)"')


def _nothing(_url: str, _body: bytes) -> list[str]:
    return []


class Group(NamedTuple):
    """Addresses whose answers change together. `onward` says to which others an answer leads."""

    name: str
    urls: Iterable[str]
    onward: Callable[[str, bytes], list[str]] = _nothing


def concerned(manifest: Manifest, *, day: date) -> Iterator[Iterable[Group]]:
    """What has to be asked again since `manifest`, in the order in which it may become visible: no list leads to a
    document that isn't there yet."""
    documents = _changed(manifest, day)
    yield map(of_document, [*documents, *_same_in_other_languages(manifest, documents)])
    kinds = {(document.kind, document.locale) for document in documents}
    kinds |= {("article", locale) for kind, locale in kinds if kind == "topic"}
    if manifest.serial < 0:
        kinds |= {(kind, locale) for kind in LISTED for locale in LOCALES}
    yield [of_list(kind, locale) for kind, locale in sorted(kinds) if kind in LISTED]
    if manifest.serial < 0:
        yield [of_explanations()]
    if (place := _place()) not in manifest.places:
        manifest.places = [place, *manifest.places][:KEPT_PLACES]
    yield [of_changes(manifest.places), of_notices()]
    whole = [reverse("index"), reverse("openapi"), *(reverse("library", args=[code]) for code in LOCALES)]
    yield [Group("library", whole)]


def neighbours(manifest: Manifest, asked: Collection[str]) -> list[Group]:
    """Documents that share an address with one of the groups `asked`: the one has it now, the other had it before."""
    files = {name for group in asked for name in manifest.groups[group]}
    others = [
        group.removeprefix("document:")
        for group, names in manifest.groups.items()
        if group.startswith("document:") and group not in asked and not files.isdisjoint(names)
    ]
    return [of_document(document) for document in Document.objects.filter(pk__in=others).order_by("pk")]


def of_document(document: Document) -> Group:
    """Under its slug, its id, its former slugs and those of other languages; what was published of it, and its paths on
    the website."""
    return Group(f"document:{document.pk}", _urls_of(document), _pages_beside)


def of_list(kind: str, locale: str) -> Group:
    """A list with all its pages, and the articles of each topic."""
    address = reverse(f"{kind}-list")
    urls = [address + query for query in _queries(locale)]
    if kind == "article":
        topics = Document.objects.filter(kind="topic", locale=locale, current__isnull=False).order_by("pk")
        for public_id, slug in topics.values_list("public_id", "slug"):
            urls += [address + query for key in (slug, public_id) for query in _queries(locale, f"topic={key}")]
    return Group(f"list:{kind}:{locale}", urls, _pages_beside)


def of_changes(places: Iterable[Iterable[str]]) -> Group:
    """A first synchronisation, and what changed since each of `places`, with the documents and without."""
    address = reverse("change-list")
    urls = [address, f"{address}?include=documents"]
    for place in places:
        for after in place:
            urls += [f"{address}?after={after}", f"{address}?after={after}&include=documents"]
    return Group("changes", urls, _changes_beyond)


def of_notices() -> Group:
    """The safety notices, of all languages and of each."""
    address = reverse("safety-notice-list")
    return Group("safety-notices", [address, *(f"{address}?locale={code}" for code in LOCALES)], _pages_beside)


def of_explanations() -> Group:
    """The pages for people: every type of problem, and the page to try the API out, with what they load."""
    pages = [reverse("docs"), reverse("problem-list")]
    return Group("explanations", pages, lambda _url, body: [found.decode() for found in LINK.findall(body)])


def _changed(manifest: Manifest, day: date) -> list[Document]:
    """Also what tells of a changed document in its own 410, and whose review became overdue since."""
    changed = Document.objects.filter(last_serial__gt=manifest.serial)
    replaced = Change.objects.filter(replacement__last_serial__gt=manifest.serial).values("document")
    concerned = Q(pk__in=changed.values("pk")) | Q(pk__in=replaced, current__isnull=True)
    # Where redirects lead depends on others, and there are few of them.
    redirects = Document.objects.filter(kind=REDIRECT)
    concerned |= Q(kind=REDIRECT, current__isnull=False)
    concerned |= Q(path__in=redirects.values("path"), current__isnull=True)
    if manifest.day:
        turned = Q(next_review_on__gte=manifest.day, next_review_on__lt=day, changed_since_review=False)
        concerned |= turned & Q(current__isnull=False)
    return list(Document.objects.filter(concerned).order_by("pk"))


def _same_in_other_languages(manifest: Manifest, documents: Collection[Document]) -> list[Document]:
    """They answer under the slugs of what changed, too, which may be new."""
    if manifest.serial < 0:  # these are all there are
        return []
    changed = Document.objects.filter(last_serial__gt=manifest.serial).values("public_id")
    same = Document.objects.filter(public_id__in=changed).exclude(kind=REDIRECT)
    known = {document.pk for document in documents}
    return [document for document in same.order_by("pk") if document.pk not in known]


def _urls_of(document: Document) -> Iterator[str]:
    former = list(document.former_paths.order_by("pk").values_list("path", "slug"))
    resolve = reverse("resolve")
    for path in dict.fromkeys([document.path, *(path for path, _slug in former)]):
        for spelling in dict.fromkeys([path, path.rstrip("/") or "/"]):
            yield f"{resolve}?path={quote(spelling, safe='')}"
    if document.kind == REDIRECT:
        return
    slugs = [document.slug, *(slug for _path, slug in former), *_slugs_in_other_languages(document)]
    keys = dict.fromkeys([str(document.public_id), *slugs])
    addresses = [reverse(f"{document.kind}-detail", args=[] if document.kind == "clinic" else [key]) for key in keys]
    below = [""]
    if document.kind == "article":
        below.append("editions/")
    if document.kind == "article" and document.current_id:
        numbers = document.editions.order_by("number").values_list("number", flat=True)
        below += [f"editions/{number}/" for number in numbers]
    for address in dict.fromkeys(addresses):
        for part in below:
            yield from (f"{address}{part}{query}" for query in _queries(document.locale))


def _slugs_in_other_languages(document: Document) -> Iterator[str]:
    same = Document.objects.filter(kind=document.kind, public_id=document.public_id).exclude(locale=document.locale)
    for slug, former in same.order_by("pk", "former_paths").values_list("slug", "former_paths__slug"):
        yield from filter(None, (slug, former))


def _queries(locale: str, other: str = "") -> list[str]:
    """The default language is answered without being asked for, too."""
    asked = "&".join(filter(None, [f"locale={locale}", other]))
    return [f"?{asked}", f"?{other}" if other else ""] if locale == settings.LANGUAGE_CODE else [f"?{asked}"]


def _pages_beside(url: str, body: bytes) -> list[str]:
    """Only lists are read for it, not documents."""
    if not body.startswith(b'{"results":'):
        return []
    page = orjson.loads(body)
    return [found.removeprefix(settings.PUBLIC_URL) for found in (page["next"], page["previous"]) if found]


def _changes_beyond(url: str, body: bytes) -> list[str]:
    page = orjson.loads(body)
    including = "&include=documents" if "include=documents" in url else ""
    return [f"{reverse('change-list')}?after={page['after']}{including}"] if page["more"] else []


def _place() -> list[str]:
    """Where copies stand that are made now: from the feed, and from the file of each language."""
    url = reverse("change-list")
    while True:
        body = ask(url).body
        onward = _changes_beyond(url, body)
        if not onward:
            break
        (url,) = onward
    heads = [gzip.decompress(ask(reverse("library", args=[code])).body).split(b"\n", 1)[0] for code in LOCALES]
    return [orjson.loads(body)["after"], *(orjson.loads(head)["after"] for head in heads)]
