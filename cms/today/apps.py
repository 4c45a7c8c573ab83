from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "cms.today"
    label = "cms_today"
