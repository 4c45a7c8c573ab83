"""Wagtail's app for users and groups, with our views of accounts."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffAdminConfig(WagtailUsersAppConfig):
    user_viewset = "cms.users.accounts.AccountViewSet"
