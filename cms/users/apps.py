from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "cms.users"
    label = "cms_users"
    verbose_name = "Staff"
