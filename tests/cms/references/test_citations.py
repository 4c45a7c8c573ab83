"""What of an article leads to other websites."""

import pytest

from cms.articles.models import ArticleReference
from cms.references.citations import citations_in, normal
from tests import factories as make


def test_an_address_is_asked_without_its_place_in_the_page():
    assert normal(" https://example.org/a?b=1#c ") == "https://example.org/a?b=1"


def test_letters_that_no_address_has_are_encoded():
    assert normal("https://example.org/ciática") == "https://example.org/ci%C3%A1tica"


@pytest.mark.parametrize(
    "written",
    ["/en/back/", "#part", "mailto:a@example.org", "ftp://example.org/", "https://", "https://[::", "x" * 3000],
)
def test_what_is_no_other_website_is_not_asked(written):
    assert normal(written) is None


@pytest.mark.django_db
def test_references_links_and_buttons_are_found_where_they_stand():
    action = make.action("Read on", url="https://example.org/action")
    body = [
        make.block("text", content='<p>See <a href="https://example.org/link#part">the guideline</a>.</p>'),
        make.escalation(actions=[action, make.action()]),
    ]
    page = make.article(body=body)
    page.references = [
        ArticleReference(title="By address", url="https://example.org/source"),
        ArticleReference(title="On paper"),
        ArticleReference(title="By DOI", doi="10.1000/182"),
    ]
    draft = page.present_draft()
    assert [(one.address, one.reference, one.block) for one in citations_in(draft)] == [
        ("https://example.org/source", 1, None),
        ("https://doi.org/10.1000/182", 3, None),
        ("https://example.org/link", None, draft.body[0].id),
        ("https://example.org/action", None, draft.body[1].id),
    ]
