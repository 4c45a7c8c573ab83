"""The desk in the admin: its addresses, its place in the menu, its permissions."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from api.enquiries import inbox
from api.enquiries.models import ScreeningTerm
from api.webhooks.models import Subscription
from cms.desk import urls
from cms.desk.models import AnswerTemplate
from cms.desk.permissions import HANDLE, VIEW_LOG
from cms.desk.views.webhooks import MessagesView, SubscriptionForm


class AnswerTemplateViewSet(ModelViewSet):
    model = AnswerTemplate
    name = "answer_templates"
    url_prefix = "answer-templates"
    icon = "doc-full"
    menu_label = _("Answer templates")
    list_display = ["title", "locale"]
    list_filter = ["locale"]
    form_fields = ["title", "locale", "text"]


class ScreeningTermViewSet(ModelViewSet):
    """The clinic's own changes to the word lists by which messages are screened."""

    model = ScreeningTerm
    name = "screening_terms"
    url_prefix = "screening-words"
    icon = "search"
    menu_label = _("Screening words")
    list_display = ["phrase", "kind", "active"]
    list_filter = ["kind", "active"]
    search_fields = ["phrase"]
    search_backend_name = None
    form_fields = ["kind", "phrase", "active"]


class WebhookViewSet(ModelViewSet):
    model = Subscription
    name = "webhooks"
    url_prefix = "webhooks"
    icon = "link-external"
    menu_label = _("Webhooks")
    add_to_settings_menu = True
    list_display = [
        TitleColumn("name", label=_("Name"), get_url=lambda webhook: reverse("webhook_messages", args=[webhook.pk])),
        Column("url", label=_("Address")),
        Column("disabled", label=_("State"), accessor=lambda webhook: webhook.get_disabled_display() or _("turned on")),
    ]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[SubscriptionForm]:
        return SubscriptionForm


templates = AnswerTemplateViewSet()
words = ScreeningTermViewSet()
webhooks = WebhookViewSet()


class PermittedItem(MenuItem):
    """Shown to those who have the permission."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perms({HANDLE, self.permission})


class DeskItem(SubmenuMenuItem):
    """The desk with how many enquiries are new."""

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if request.user.has_perm(HANDLE) and (new := inbox.counts(assignee=request.user.get_username())["new"]):
            component.label = f"{component.label} ({new})"
        return component


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_urls() -> list[URLResolver | URLPattern]:
    return [
        path("enquiries/", include(urls)),
        path("webhooks/<int:pk>/messages/", MessagesView.as_view(), name="webhook_messages"),
    ]


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_viewsets() -> list[ModelViewSet]:
    return [templates, words, webhooks]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def register_menu() -> DeskItem:
    items = [
        PermittedItem(_("Inbox"), reverse("enquiries:inbox"), icon_name="mail", order=1, permission=HANDLE),
        PermittedItem(
            _("E-mails that failed"),
            reverse("enquiries:failed_mails"),
            icon_name="warning",
            order=2,
            permission=HANDLE,
        ),
        templates.get_menu_item(order=3),
        words.get_menu_item(order=4),
        PermittedItem(
            _("Access log"), reverse("enquiries:access_log"), icon_name="history", order=5, permission=VIEW_LOG
        ),
    ]
    return DeskItem(_("Enquiries"), Menu(items=items), name="enquiries", icon_name="mail", order=150)


@hooks.register("register_permissions")  # type: ignore[untyped-decorator]
def register_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="cms_desk", content_type__model="desk")
