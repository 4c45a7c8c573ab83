"""What the editor's panel shows, made anew whenever somebody pauses while writing."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView

from cms.articles.forms import ArticlePageForm
from cms.articles.models import ArticlePage
from cms.writing.checklist import checklist


class CheckOnEditView(PreviewOnEditView):
    """Takes the editor's form as it stands; saves nothing."""

    http_method_names = ("post",)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(self.object, ArticlePage):
            return HttpResponse(status=404)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_form(self, query_dict: QueryDict) -> ArticlePageForm:
        """Unlike for a preview, what is not written is not made up."""
        form_class = self.object.get_edit_handler().get_form_class()
        form: ArticlePageForm = form_class(
            query_dict,
            instance=self.object,
            parent_page=self.object.get_parent().specific,
            for_user=self.request.user,
        )
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        form.is_valid()
        context = {**checklist(form)._asdict(), "linked": {*form.fields, *form.formsets}}
        return TemplateResponse(request, "cms_writing/checklist.html", context)


class CheckOnCreateView(CheckOnEditView, PreviewOnCreateView):
    def get_object(self) -> ArticlePage:
        page: ArticlePage = PreviewOnCreateView.get_object(self)
        page.locale = page.get_parent().locale
        return page
