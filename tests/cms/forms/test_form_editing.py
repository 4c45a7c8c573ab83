"""Making a form in the admin."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from api.documents.models import Document
from cms.forms.models import EnquiryForm
from tests import factories as make

pytestmark = pytest.mark.django_db
EMAIL = ("email", {"label": "E-mail", "help": "", "required": "on", "name": ""})


@pytest.fixture
def eva(admin_client):
    """An editor."""
    return admin_client


def data(*, fields=(EMAIL,), **changes):
    """What the browser sends."""
    return nested_form_data(
        {
            "title": "Ask us",
            "slug": "",
            "notice": "No medical questions.",
            "fields": streamfield(fields),
            "consent": "I agree.",
            "submit_label": "",
            "confirmation": "Thank you.",
            "next_steps": "",
            "recipients": "front@clinic.example",
            "retention_days": "30",
            **changes,
        }
    )


def create(editor, data):
    return editor.post(reverse("wagtailsnippets_cms_forms_enquiryform:add"), data)


def test_a_draft_needs_no_more_than_a_title(eva):
    response = create(eva, data(fields=[], notice="", consent="", confirmation="", recipients=""))
    assert response.status_code == 302
    assert not EnquiryForm.objects.get(slug="ask-us").live


def test_publishing_makes_it_public(eva):
    assert create(eva, data(**{"action-publish": "1"})).status_code == 302
    document = Document.objects.get(kind="form", slug="ask-us")
    assert json.loads(bytes(document.current.body))["ui"][0]["name"] == "e_mail"


def test_a_refusal_says_at_each_field_what_is_missing_and_keeps_what_was_written(eva):
    response = create(eva, data(consent="", recipients="nobody", confirmation="Kept", **{"action-publish": "1"}))
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert "Write what people agree to" in str(response.context["form"].errors["consent"])
    assert "“nobody” is not an e-mail address" in page.text
    assert page.select_one("#id_confirmation").text.strip() == "Kept"
    assert not EnquiryForm.objects.exists()


def test_two_fields_of_one_name_are_refused_at_the_fields(eva):
    response = create(eva, data(fields=[EMAIL, EMAIL], **{"action-publish": "1"}))
    (error,) = response.context["form"].errors["fields"].as_data()
    assert "Two fields have the name “e_mail”" in str(error.non_block_errors)


def test_the_preview_shows_a_draft_as_visitors_will_see_it(eva):
    draft = make.enquiry_form(locale=make.locale("es"), title="Contacto", consent="")
    draft.save_revision()
    response = draft.make_preview_request(preview_mode="")
    page = BeautifulSoup(response.content, "html.parser")
    assert page.html["lang"] == "es"
    assert [label.contents[0].strip() for label in page.select("form label")] == [
        "Your name",
        "E-mail address",
        "Your message",
    ]
    assert page.select_one("button").text == "Enviar"
    assert "front@clinic.example" not in page.text


def test_a_writer_of_articles_has_no_forms_in_the_menu(client, django_user_model):
    wanda = django_user_model.objects.create_user("wanda", password="wanda")
    wanda.groups.add(Group.objects.get(name="Writer"))
    client.force_login(wanda)
    response = client.get(reverse("wagtailsnippets_cms_forms_enquiryform:list"))
    assert response.status_code == 302
