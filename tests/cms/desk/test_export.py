"""Taking a list of enquiries away."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from api.enquiries.models import AccessLog
from cms.desk.views.inbox import harmless
from tests.cms.desk.conftest import enquire

pytestmark = pytest.mark.django_db


def rows(client, query="", **given):
    response = client.post(reverse("enquiries:export") + query, given)
    assert response["Content-Type"] == "text/csv; charset=utf-8", response.content
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


def test_what_people_typed_is_starred_out(rita, enquiry):
    (row,) = rows(rita)
    assert row["reference"] == enquiry.reference
    assert "Rosa Díaz" not in row.values()
    assert "rosa@example.org" not in row.values()
    assert list(AccessLog.objects.values_list("action", "by")) == [("exported", "rita")]


def test_a_receptionist_can_not_get_around_the_stars(rita, enquiry):
    assert "Rosa Díaz" not in rows(rita, whole="on")[0].values()


def test_whole_with_the_permission_and_in_the_log(olga, enquiry):
    assert "Rosa Díaz" in rows(olga, whole="on")[0].values()
    assert AccessLog.objects.get().action == "exported_whole"


def test_it_holds_what_the_search_found(rita, enquiry):
    assert rows(rita, "?status=closed") == []
    assert [row["reference"] for row in rows(rita, "?status=new")] == [enquiry.reference]


def test_no_cell_is_a_formula(olga, form):
    enquire(name='=HYPERLINK("https://evil.example","Rosa")', message="-1+1 open on Sundays?")
    cells = [cell for row in rows(olga, whole="on") for cell in row.values()]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_the_way_back_leads_to_the_same_search(rita, enquiry):
    page = rita.get(reverse("enquiries:export") + "?status=new&q=rosa%26co").content.decode()
    assert f'href="{reverse("enquiries:inbox")}?status=new&amp;q=rosa%26co"' in page
    assert "<title>Export enquiries" in " ".join(page.split()).replace("<title> ", "<title>")


@pytest.mark.parametrize("text", ["=1", " =1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1"])
def test_a_formula_is_made_harmless_however_it_begins(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Rosa", "a=b", "7 + 1"])
def test_other_text_stays_as_it_is(text):
    assert harmless(text) == text
