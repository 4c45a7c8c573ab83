"""Where forms and enquiries are, below `/api/v1/`."""

from django.urls import path

from api.enquiries import endpoints

urlpatterns = [
    path("forms/", endpoints.ListForms.as_view(), name="form-list"),
    path("forms/<str:key>/", endpoints.OpenForm.as_view(), name="form-detail"),
    path("enquiries/", endpoints.SendEnquiry.as_view(), name="enquiry-list"),
    path("enquiries/validate/", endpoints.ValidateEnquiry.as_view(), name="enquiry-validate"),
    path("enquiries/<str:receipt>/", endpoints.GetEnquiryStatus.as_view(), name="enquiry-status"),
]
