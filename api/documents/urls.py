"""Where published documents are, below `/api/v1/`."""

from django.urls import path

from api.documents import endpoints

urlpatterns = [
    path("articles/", endpoints.ListArticles.as_view(), name="article-list"),
    path("articles/<str:key>/", endpoints.GetArticle.as_view(), name="article-detail"),
    path("articles/<str:key>/editions/", endpoints.ListArticleEditions.as_view(), name="edition-list"),
    path("articles/<str:key>/editions/<int:number>/", endpoints.GetArticleEdition.as_view(), name="edition-detail"),
    path("topics/", endpoints.ListTopics.as_view(), name="topic-list"),
    path("topics/<str:key>/", endpoints.GetTopic.as_view(), name="topic-detail"),
    path("clinicians/", endpoints.ListClinicians.as_view(), name="clinician-list"),
    path("clinicians/<str:key>/", endpoints.GetClinician.as_view(), name="clinician-detail"),
    path("clinic/", endpoints.GetClinic.as_view(), name="clinic-detail"),
    path("resolve/", endpoints.ResolvePath.as_view(), name="resolve"),
]
