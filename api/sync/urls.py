"""Where synchronisation is, below `/api/v1/`."""

from django.urls import path

from api.sync import endpoints

urlpatterns = [
    path("changes/", endpoints.ListChanges.as_view(), name="change-list"),
    path("safety-notices/", endpoints.ListSafetyNotices.as_view(), name="safety-notice-list"),
    path("library/<str:locale>.ndjson.gz", endpoints.DownloadLibrary.as_view(), name="library"),
]
