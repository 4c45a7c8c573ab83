"""Help in the admin, for whoever works there, in their language."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.articles.models import ArticlePage
from cms.help import pages
from tests.cms.review.conftest import member

pytestmark = pytest.mark.django_db

BLOCKS = ArticlePage._meta.get_field("body").stream_block.child_blocks


@pytest.fixture(params=["en", "es"])
def language(request):
    return request.param


@pytest.fixture
def staff(client, language):
    user = member("rita", "Receptionist")
    UserProfile.objects.create(user=user, preferred_language=language)
    client.force_login(user)
    return client


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_the_help_menu_leads_to_every_page(staff):
    home = staff.get(reverse("wagtailadmin_home")).content.decode()
    contents = reverse("help:contents")
    assert contents in home
    assert reverse("help:blocks") in home
    links = [link["href"] for link in read(staff, contents).select("main ul a[href*='/help/']")]
    assert {reverse("help:page", args=[name]) for name in pages.NAMES} <= set(links)


@pytest.mark.parametrize("name", pages.NAMES)
def test_every_page_is_written_in_every_language(staff, language, name):
    page = read(staff, reverse("help:page", args=[name]))
    text = (pages.TEXTS / language / f"{name}.md").read_text()
    title = text.splitlines()[0].removeprefix("# ")
    assert title in page.title.text
    assert len(page.select_one(".help-text").text.split()) > 50
    for target in re.findall(r"\]\((\S+?)\)", text):
        assert staff.get(f"{reverse('help:contents')}{target.removeprefix('../')}").status_code == 200


@pytest.mark.parametrize("name", pages.NAMES)
def test_a_page_has_the_same_parts_in_every_language(name):
    def shape(language):
        lines = (pages.TEXTS / language / f"{name}.md").read_text().splitlines()
        return [line.split(" ")[0] for line in lines if line.startswith(("#", "-", "1", "2", "3", "4"))]

    assert shape("en") == shape("es")


def test_there_are_no_other_pages(staff):
    assert staff.get(reverse("help:page", args=["nothing"])).status_code == 404


def test_every_part_of_an_article_is_shown_with_its_name_its_use_and_an_example(staff):
    page = read(staff, reverse("help:blocks"))
    sections = {
        section["aria-labelledby"].removeprefix("part-"): section
        for section in page.select("section[aria-labelledby^=part-]")
    }
    assert set(sections) == set(BLOCKS)
    for section in sections.values():
        assert section.h3.text.strip()
        assert section.p.text.strip()
        assert staff.get(section.iframe["src"]).status_code == 200


def test_the_examples_speak_the_language_of_who_looks(staff, language):
    address = reverse("wagtailadmin_block_preview")
    shown = staff.get(address, {"id": BLOCKS["steps"].definition_prefix}).content.decode()
    assert {"en": "Both hands on the wall.", "es": "Las dos manos en la pared."}[language] in shown


def test_who_is_not_signed_in_reads_none_of_it(client):
    assert client.get(reverse("help:contents")).status_code == 302
