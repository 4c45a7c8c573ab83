from django.apps import AppConfig


class ReferencesConfig(AppConfig):
    name = "cms.references"
    label = "cms_references"
