from django.apps import AppConfig


class ExportConfig(AppConfig):
    name = "api.export"
    label = "export"
