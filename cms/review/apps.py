from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "cms.review"
    label = "cms_review"
