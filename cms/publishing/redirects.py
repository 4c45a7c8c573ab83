"""The redirects of the admin, mirrored into the library: the public half never looks into editorial tables."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.translation import gettext as _
from pydantic import ValidationError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from api.documents import store
from api.documents.models import Change, Document
from api.documents.schemas.redirects import REDIRECT, RedirectContent, RedirectEnd
from cms.headless import Headless, PublicationRefusedError, Reason

LOCALES = {code for code, _name in settings.LANGUAGES}


def mirror(paths: Iterable[str], *, by: str, at: datetime) -> list[Change]:
    """Make the library's redirect at each path what the admin has there. A document at the path has the precedence.

    Must be called in a transaction. Raises PublicationRefusedError.
    """
    store.lock()
    changes = [_mirror(path, by=by, at=at) for path in dict.fromkeys(map(public_path, paths))]
    return [change for change in changes if change]


def refuse_unfit(redirect: Redirect) -> None:
    """Raises PublicationRefusedError for a redirect that could lead nobody anywhere."""
    if "?" in redirect.old_path:
        text = _("An address with a “?” can't be redirected. Leave away what begins with it.")
        raise PublicationRefusedError(str(redirect), [Reason("old_path", text)])
    steps = [public_path(redirect.old_path)]
    while (onward := _destination(steps[-1])) is not None:
        if onward in steps:
            text = _("It would lead in a circle: %(way)s. Choose another destination.")
            raise PublicationRefusedError(
                str(redirect), [Reason("redirect_page", text % {"way": " → ".join([*steps, onward])})]
            )
        steps.append(onward)


def wanted() -> dict[str, Redirect]:
    """Every redirect of the admin by its path; that of a site comes before that of all."""
    rows = Redirect.objects.order_by("site_id", "pk").select_related("redirect_page")
    with_site = sorted(rows, key=lambda row: row.site_id is not None)
    return {public_path(row.old_path): row for row in with_site}


def is_current(redirect: Redirect) -> bool:
    """Whether the library has it as it is, or a document where it would be."""
    path = public_path(redirect.old_path)
    there = Document.objects.filter(path=path, current__isnull=False).select_related("current").first()
    if there is None or there.current is None:
        return False
    return there.kind != REDIRECT or there.current.content_digest == store.digest_of(_present(redirect))


def identity_at(path: str) -> store.Identity:
    """A redirect is the same as long as its path is."""
    first = path.split("/")[1]
    return store.Identity(REDIRECT, uuid5(NAMESPACE_URL, path), first if first in LOCALES else settings.LANGUAGE_CODE)


def public_path(path: str) -> str:
    """As documents have theirs: with a slash at its end."""
    return path.rstrip("/") + "/"


def _mirror(path: str, *, by: str, at: datetime) -> Change | None:
    redirect = _find(path)
    document = Document.objects.filter(path=path, current__isnull=False).exclude(kind=REDIRECT).first()
    if redirect is None or document:
        return store.withdraw(identity_at(path), reason=Change.Reason.UNPUBLISHED, by=by, at=at)
    source = f"{redirect._meta.label_lower}:{redirect.pk}"
    return store.publish(_present(redirect), source=source, by=by, at=at)


def _find(path: str) -> Redirect | None:
    old_path = path.rstrip("/") or "/"
    rows = Redirect.objects.filter(old_path=old_path).select_related("redirect_page")
    return max(rows, key=lambda row: (row.site_id is not None, row.pk), default=None)


def _present(redirect: Redirect) -> RedirectContent:
    path = public_path(redirect.old_path)
    identity = identity_at(path)
    try:
        return RedirectContent(
            id=identity.id,
            locale=identity.locale,
            slug=identity.id.hex,
            path=path,
            title=path,
            permanent=redirect.is_permanent,
            to=_document_of(redirect),
            url=None if _document_of(redirect) else _url_of(redirect),
        )
    except ValidationError as error:
        text = _("It needs a page or an address to lead to.")
        raise PublicationRefusedError(str(redirect), [Reason("redirect_link", text)]) from error


def _document_of(redirect: Redirect) -> RedirectEnd | None:
    page = redirect.redirect_page.specific if redirect.redirect_page else None
    if not isinstance(page, Headless):
        return None
    (identity,) = page.public_identities()
    return RedirectEnd.model_validate({"kind": identity.kind, "id": identity.id, "locale": identity.locale})


def _url_of(redirect: Redirect) -> str | None:
    """A path where it is an address of this website."""
    if redirect.redirect_page:
        return str(redirect.redirect_page.url_path)
    url = urlsplit(redirect.redirect_link)
    ours = {urlsplit(settings.PUBLIC_URL).hostname, *Site.objects.values_list("hostname", flat=True)}
    if url.hostname in ours and not url.query and not url.fragment:
        return url.path or "/"
    return redirect.redirect_link or None


def _destination(path: str) -> str | None:
    """The path to which the admin leads from `path`; None where no redirect is, or where it leads away."""
    redirect = _find(path)
    if redirect is None:
        return None
    if redirect.redirect_page:
        return public_path(redirect.redirect_page.url_path)
    url = _url_of(redirect)
    return public_path(url) if url and url.startswith("/") else None
