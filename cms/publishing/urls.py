"""Below /admin/published/."""

from django.urls import URLPattern, path

from cms.publishing.views.history import ComparisonView, EditionView, EvidenceFileView, EvidenceView, HistoryView
from cms.publishing.views.safety import WithdrawForSafetyView

app_name = "published"
urlpatterns: list[URLPattern] = [
    path("<int:page_id>/", HistoryView.as_view(), name="history"),
    path("<int:page_id>/editions/<int:number>/", EditionView.as_view(), name="edition"),
    path("<int:page_id>/comparison/", ComparisonView.as_view(), name="comparison"),
    path("<int:page_id>/evidence/", EvidenceView.as_view(), name="evidence"),
    path("<int:page_id>/evidence/file/", EvidenceFileView.as_view(), name="evidence_file"),
    path("<int:page_id>/withdraw/", WithdrawForSafetyView.as_view(), name="withdraw"),
]
