"""The public API: the capabilities, put together."""

from django.urls import URLPattern, URLResolver, include, path

from api.documents import problems as document_problems
from api.documents.index import ServiceIndex
from api.enquiries import problems as enquiry_problems
from api.http import docs
from api.http import problems as http_problems
from api.previews import problems as preview_problems
from api.previews.reading_view import show_to_reader
from api.sync import problems as sync_problems

LINKS = {
    "articles": "article-list",
    "topics": "topic-list",
    "clinicians": "clinician-list",
    "clinic": "clinic-detail",
    "forms": "form-list",
    "resolve": "resolve",
    "search": "search",
    "suggest": "search-suggest",
    "changes": "change-list",
    "safety_notices": "safety-notice-list",
    "openapi": "openapi",
    "docs": "docs",
    "problems": "problem-list",
}
"""What the service index leads to: the name that clients see, and the route."""
TYPES = (
    *http_problems.GENERAL,
    *document_problems.TYPES,
    *enquiry_problems.TYPES,
    *preview_problems.TYPES,
    *sync_problems.TYPES,
)
PROBLEMS = {problem.slug: problem for problem in TYPES}
"""Every type of problem. Each has a page here."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", ServiceIndex.as_view(links=LINKS), name="index"),
    path("api/v1/openapi.json", docs.OpenApiView.as_view(), name="openapi"),
    path("api/v1/", include("api.documents.urls")),
    path("api/v1/search/", include("api.search.urls")),
    path("api/v1/", include("api.sync.urls")),
    path("api/v1/", include("api.enquiries.urls")),
    path("api/v1/", include("api.previews.urls")),
    path("previews/<str:pass>/", show_to_reader, name="preview-page"),
    path("api/docs/", docs.try_out, name="docs"),
    path("api/problems/", docs.list_problems, {"types": PROBLEMS}, name="problem-list"),
    path("api/problems/<slug:slug>/", docs.explain_problem, {"types": PROBLEMS}, name="problem-detail"),
]
