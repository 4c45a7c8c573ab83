from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "cms.worklist"
    label = "cms_worklist"
