"""Where the search is, below `/api/v1/search/`."""

from django.urls import path

from api.search import views

urlpatterns = [
    path("", views.SearchView.as_view(), name="search"),
    path("suggest/", views.SuggestView.as_view(), name="search-suggest"),
]
