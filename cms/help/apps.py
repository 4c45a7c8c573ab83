from django.apps import AppConfig


class HelpConfig(AppConfig):
    name = "cms.help"
    label = "cms_help"
