"""Every address of synchronisation, with what the description of the API says of it."""

from drf_spectacular.types import OpenApiTypes

from api.http.openapi import PAGE_HEADERS, describe, page_of
from api.http.problems import NOT_FOUND
from api.sync import parameters, views
from api.sync.problems import RESTART
from api.sync.shapes import ChangePage, SafetyNoticeEntry

SYNC = "Synchronisation"


@describe(
    "listChanges",
    tag=SYNC,
    summary="What changed since you last asked",
    description=(
        "Keeps a copy of the library current. Without `after`: everything that is published. Then, again and "
        "again, with the `after` of the last answer: what was published, moved or withdrawn since, until `more` "
        "is false. Apply the entries in their order and store `after` together with them; entries that come twice"
        " do no harm. An entry of `withdraw` comes for everything that must go, whatever the filters are. "
        "`review.status` of a stored document turns to `overdue` by itself when the day (UTC) of `next_review_on`"
        " is over; no change tells that."
    ),
    answer=ChangePage,
    query=parameters.ChangesQuery,
    problem_types=[RESTART],
)
class ListChanges(views.ChangesView):
    pass


@describe(
    "listSafetyNotices",
    tag=SYNC,
    summary="What must not be shown any more",
    description=(
        "Editions that were withdrawn because they may harm, newest first. Whoever stores or has printed one of "
        "them must be told what `messages` says. An edition after `editions.last` is safe again."
    ),
    answer=page_of("SafetyNoticeList", SafetyNoticeEntry),
    query=parameters.SafetyNoticeQuery,
    headers=PAGE_HEADERS,
)
class ListSafetyNotices(views.SafetyNoticesView):
    pass


@describe(
    "downloadLibrary",
    tag=SYNC,
    summary="A whole language as one file",
    description=(
        "Every published document of a language, gzipped, one JSON object a line, to ship inside an app. The "
        "first line says which library it is; go on from its `after` with `/api/v1/changes/`. Each other line is"
        " a document as its own address answers with it. The same library on the same day gives the same bytes."
    ),
    answer=OpenApiTypes.BINARY,
    media_type="application/gzip",
    problem_types=[NOT_FOUND],
    query=parameters.LibraryQuery,
    path={"locale": "The language."},
)
class DownloadLibrary(views.LibraryView):
    pass
