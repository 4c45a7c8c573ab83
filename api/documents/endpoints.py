"""Every address below which published documents are read, with what the description of the API says of it."""

from api.documents import examples, parameters
from api.documents.problems import GONE, NOT_PUBLIC_THEN, NOT_PUBLISHED
from api.documents.rendering import IDENTITY
from api.documents.schemas import documents as shapes
from api.documents.schemas.editions import EditionEntry
from api.documents.schemas.resolution import Resolution
from api.documents.views import DocumentListView, DocumentView, EditionListView, EditionView, ResolveView
from api.http.openapi import PAGE_HEADERS, describe, page_of, selectable

ARTICLES, PEOPLE, ROUTING = "Articles and topics", "Clinic and clinicians", "Routing"
MOVED = "It has another slug now, or in this language; the query is kept."
KEY = {
    "key": "The slug, or the id, which is the same in all languages. The slug of another language redirects to the one "
    "of `locale`."
}
ABSENT = (NOT_PUBLISHED, GONE)
ABSENT_THEN = (*ABSENT, NOT_PUBLIC_THEN)
PAST_HEADERS = {
    "Memento-Datetime": "When what is answered was published (RFC 7089).",
    "Link": 'What is published now, as `rel="original latest-version"`, and what else was, as `rel="timemap"`.',
}


@describe(
    "listArticles",
    tag=ARTICLES,
    summary="A page of articles",
    description="Summaries, newest first unless `order` says otherwise.",
    answer=page_of("ArticleList", selectable(shapes.ArticleSummary, IDENTITY)),
    query=parameters.ArticleListQuery,
    headers=PAGE_HEADERS,
    example=examples.page("article"),
)
class ListArticles(DocumentListView):
    kind = "article"
    query = parameters.ArticleListQuery


@describe(
    "getArticle",
    tag=ARTICLES,
    summary="An article",
    description=(
        "The whole article. `body` holds its blocks in order; the first `benefits`, `alternatives`, `escalation` and "
        "`call_to_action` are there again by themselves. A block of a type that a client doesn't know is shown by its "
        "`fallback_text`. `review.status` is that of the day (UTC)."
    ),
    answer=selectable(shapes.Article, IDENTITY),
    query=parameters.ArticleQuery,
    path=KEY,
    path_examples={"key": examples.names_of("article")},
    problem_types=ABSENT_THEN,
    redirects=MOVED,
    example=examples.document("article"),
)
class GetArticle(DocumentView):
    kind = "article"
    query = parameters.ArticleQuery


@describe(
    "listArticleEditions",
    tag=ARTICLES,
    summary="What was published of an article, and when",
    description=(
        "Every time in which an edition was public, newest first. Between two of them nothing was, where `ended_by` is "
        "`withdraw`. What is withdrawn now answers 410 here too."
    ),
    answer=page_of("EditionList", EditionEntry),
    query=parameters.EditionListQuery,
    path=KEY,
    headers=PAGE_HEADERS,
    problem_types=ABSENT,
    redirects=MOVED,
)
class ListArticleEditions(EditionListView):
    pass


@describe(
    "getArticleEdition",
    tag=ARTICLES,
    summary="An edition of an article",
    description="As it was on the day that it was published. An edition that was withdrawn for safety answers 410.",
    answer=selectable(shapes.Article, IDENTITY),
    query=parameters.EditionQuery,
    path={**KEY, "number": "The number of the edition."},
    headers=PAST_HEADERS,
    problem_types=ABSENT_THEN,
    redirects=MOVED,
)
class GetArticleEdition(EditionView):
    pass


@describe(
    "listTopics",
    tag=ARTICLES,
    summary="A page of topics",
    answer=page_of("TopicList", selectable(shapes.Topic, IDENTITY)),
    query=parameters.TopicListQuery,
    headers=PAGE_HEADERS,
    example=examples.page("topic"),
)
class ListTopics(DocumentListView):
    kind = "topic"
    query = parameters.TopicListQuery


@describe(
    "getTopic",
    tag=ARTICLES,
    summary="A topic",
    answer=selectable(shapes.Topic, IDENTITY),
    query=parameters.TopicQuery,
    path=KEY,
    path_examples={"key": examples.names_of("topic")},
    problem_types=ABSENT_THEN,
    redirects=MOVED,
    example=examples.document("topic"),
)
class GetTopic(DocumentView):
    kind = "topic"
    query = parameters.TopicQuery


@describe(
    "listClinicians",
    tag=PEOPLE,
    summary="A page of clinicians",
    answer=page_of("ClinicianList", selectable(shapes.Clinician, IDENTITY)),
    query=parameters.ClinicianListQuery,
    headers=PAGE_HEADERS,
    example=examples.page("clinician"),
)
class ListClinicians(DocumentListView):
    kind = "clinician"
    query = parameters.ClinicianListQuery


@describe(
    "getClinician",
    tag=PEOPLE,
    summary="A clinician",
    answer=selectable(shapes.Clinician, IDENTITY),
    query=parameters.ClinicianQuery,
    path=KEY,
    path_examples={"key": examples.names_of("clinician")},
    problem_types=ABSENT_THEN,
    redirects=MOVED,
    example=examples.document("clinician"),
)
class GetClinician(DocumentView):
    kind = "clinician"
    query = parameters.ClinicianQuery


@describe(
    "getClinic",
    tag=PEOPLE,
    summary="The clinic",
    description="What every screen shows: name, emergency text, telephone, hours, locations, default call to action.",
    answer=selectable(shapes.Clinic, IDENTITY),
    query=parameters.ClinicQuery,
    problem_types=ABSENT_THEN,
    example=examples.document("clinic"),
)
class GetClinic(DocumentView):
    kind = "clinic"
    query = parameters.ClinicQuery


@describe(
    "resolvePath",
    tag=ROUTING,
    summary="What is at a path of the website",
    description=(
        "The document that a web address means, in one call: it is there, or was there and has moved, or was "
        "withdrawn (410)."
    ),
    answer=Resolution,
    query=parameters.ResolveQuery,
    problem_types=ABSENT,
    example=examples.resolution("article"),
)
class ResolvePath(ResolveView):
    """The routing of a website, in one call."""
