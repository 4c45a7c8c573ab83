"""Below /admin/enquiries/."""

from django.urls import URLPattern, path

from cms.desk.views.enquiry import EnquiryView, EraseView, PrintView
from cms.desk.views.inbox import ExportView, InboxView
from cms.desk.views.records import AccessLogView, FailedMailsView

app_name = "enquiries"
urlpatterns: list[URLPattern] = [
    path("", InboxView.as_view(), name="inbox"),
    path("export/", ExportView.as_view(), name="export"),
    path("failed-mails/", FailedMailsView.as_view(), name="failed_mails"),
    path("access-log/", AccessLogView.as_view(), name="access_log"),
    path("<slug:reference>/", EnquiryView.as_view(), name="enquiry"),
    path("<slug:reference>/print/", PrintView.as_view(), name="print"),
    path("<slug:reference>/erase/", EraseView.as_view(), name="erase"),
]
