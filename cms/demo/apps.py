from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "cms.demo"
    label = "cms_demo"
