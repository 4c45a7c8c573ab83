"""The board, a new translation, and a translation beside its original."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page

from cms.articles.models import ArticlePage
from cms.articles.originals import FIRST_LANGUAGE, is_behind, standing_of_original
from cms.articles.translating import missing_parents, translate
from cms.headless import Standing, published_bodies
from cms.translations import board
from cms.translations.comparing import Part, compare
from cms.translations.comparing import State as PartState
from cms.translations.forms import SearchForm
from cms.translations.signing import mark_current

ROWS_ON_A_PAGE = 50
SUBMIT = "simple_translation.submit_translation"
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
TITLE = gettext_lazy("Translations")


class BoardView(WagtailAdminTemplateMixin, View):
    """Every article in every language."""

    template_name = "cms_translations/board.html"
    page_title = TITLE
    header_icon = "globe"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [HOME, {"label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        if not user_has_any_page_permission(request.user):
            raise PermissionDenied
        form = SearchForm(request.GET or None)
        wanted = form.wanted()
        everything = board.rows(_user(request), topic=wanted.topic)
        counts = board.counts(everything, wanted)
        rows = Paginator(board.filtered(everything, wanted), ROWS_ON_A_PAGE).get_page(request.GET.get("p"))
        context = self.get_context_data(
            form=form,
            media=form.media,
            rows=rows,
            counts=[(state.label, counts[state], self._asking(request, state)) for state in board.State],
            locales=[cell.locale for cell in everything[0].cells] if everything else [],
            may_translate=request.user.has_perm(SUBMIT),
        )
        return TemplateResponse(request, self.template_name, context)

    @staticmethod
    def _asking(request: HttpRequest, state: board.State) -> str:
        query = {name: value for name, value in request.GET.items() if name in ("locale", "topic") and value}
        return "?" + urlencode({**query, "state": state.value})


class TranslateView(WagtailAdminTemplateMixin, View):
    """Asks into which language, and makes the draft. It stands where Wagtail's own form for this would."""

    template_name = "cms_translations/translate.html"
    page_title = gettext_lazy("Translate")
    header_icon = "globe"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponseBase:
        self.page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=page_id).specific
        if not (request.user.has_perm(SUBMIT) and self.page.permissions_for_user(request.user).can_edit()):
            raise PermissionDenied
        return super().dispatch(request)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [HOME, {"url": edit, "label": self.page.get_admin_display_title()}, {"label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        there = self.page.get_translations(inclusive=True).values("locale")
        missing = Locale.objects.exclude(pk__in=there)
        choices = [(locale, missing_parents(self.page, locale)) for locale in missing]
        context = self.get_context_data(page=self.page, choices=choices)
        return TemplateResponse(request, self.template_name, context)

    def post(self, request: HttpRequest) -> HttpResponse:
        locale = get_object_or_404(Locale, language_code=request.POST.get("locale", ""))
        if there := self.page.get_translation_or_none(locale):
            return redirect("wagtailadmin_pages:edit", there.pk)
        if not self._may_add(request, locale):
            raise PermissionDenied
        copy = translate(self.page, to=locale, by=_user(request))
        beside = []
        if isinstance(copy, ArticlePage):
            beside = [messages.button(reverse("translations:compare", args=[copy.pk]), _("Beside the original"))]
        text = _("This draft is a copy. Write it in %(language)s.") % {"language": locale}
        messages.success(request, text, buttons=beside)
        return redirect("wagtailadmin_pages:edit", copy.pk)

    def _may_add(self, request: HttpRequest, locale: Locale) -> bool:
        """Below what there is in that language: a page that is still missing there has no permissions."""
        above = [
            parent for one in self.page.get_ancestors() if (parent := one.get_translation_or_none(locale)) is not None
        ]
        nearest = above[-1] if above else self.page.get_root()
        return bool(nearest.specific.permissions_for_user(request.user).can_add_subpage())


class CompareView(WagtailAdminTemplateMixin, View):
    """A translation beside its original, and what the original has changed since."""

    template_name = "cms_translations/compare.html"
    page_title = gettext_lazy("Beside the original")
    header_icon = "globe"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponseBase:
        self.page: ArticlePage = get_object_or_404(ArticlePage, pk=page_id)
        if self.page.locale.language_code == FIRST_LANGUAGE:
            raise Http404
        self.permissions = self.page.permissions_for_user(request.user)
        if not self.permissions.can_edit():
            raise PermissionDenied
        self.original = self.page.get_translations().filter(locale__language_code=FIRST_LANGUAGE).first()
        self.standing = standing_of_original(self.page)
        return super().dispatch(request)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [HOME, {"url": edit, "label": self.page.get_admin_display_title()}, {"label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        draft = self.page.get_latest_revision_as_object()
        parts = self._parts(draft) if self.standing else []
        context = self.get_context_data(
            page=self.page,
            draft=draft,
            original=self.original,
            edition=_newest(self.standing),
            behind=is_behind(draft.source_edition, self.standing),
            unpublished=bool(self.page.has_unpublished_changes or not self.page.live),
            withheld=self.page.withheld(),
            parts=parts,
            changed=[part for part in parts if part.state != PartState.SAME],
            may_mark=self._may_mark(),
        )
        return TemplateResponse(request, self.template_name, context)

    def post(self, request: HttpRequest) -> HttpResponse:
        newest = _newest(self.standing)
        if not self._may_mark() or newest is None:
            raise PermissionDenied
        if request.POST.get("edition") != str(newest):
            messages.error(request, _("The original has changed again meanwhile. Look at it once more."))
            return redirect("translations:compare", self.page.pk)
        if mark_current(self.page, edition=newest, by=_user(request)):
            messages.success(request, _("Marked: the translation says everything that the original says now."))
        else:
            messages.success(request, _("Marked in the draft. It counts when the draft is published."))
        return redirect("translations:board")

    def _may_mark(self) -> bool:
        """What readers have is answered for by those who may publish it."""
        readers_have_it = self.page.live and not self.page.has_unpublished_changes
        return bool(self.permissions.can_publish() if readers_have_it else self.permissions.can_edit())

    def _parts(self, draft: ArticlePage) -> list[Part]:
        now, then = _newest(self.standing), draft.source_edition
        key = draft.translation_key
        wanted = {(key, number) for number in (then, now) if number}
        bodies = {number: body for _key, number, body in published_bodies(draft.kind, FIRST_LANGUAGE, wanted)}
        return compare(bodies.get(then or 0), bodies[now], draft) if now in bodies else []


def _newest(standing: Standing | None) -> int | None:
    """The edition to compare with: what readers have, or had last."""
    return (standing.edition or standing.editorial) if standing else None


def _user(request: HttpRequest) -> AbstractUser:
    """Whoever is signed in: the admin lets nobody else in."""
    return cast(AbstractUser, request.user)
