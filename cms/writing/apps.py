from django.apps import AppConfig


class WritingConfig(AppConfig):
    name = "cms.writing"
    label = "cms_writing"
