"""What an editor sees of a block before choosing it."""

import pytest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import escape

from cms.articles.models import ArticlePage

BLOCKS = ArticlePage._meta.get_field("body").stream_block.child_blocks


@pytest.mark.django_db
@pytest.mark.parametrize("kind", BLOCKS)
def test_every_block_shows_an_example_of_itself(kind, admin_client):
    block = BLOCKS[kind]
    response = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    shown = response.content.decode()
    assert response.status_code == 200
    assert "cms_articles/preview.css" in shown
    texts = [value for value in block.get_preview_value().values() if isinstance(value, str | Promise)]
    assert all(escape(str(text)) in shown for text in texts[:1])


@pytest.mark.parametrize("kind", BLOCKS)
def test_every_block_says_what_it_is_for_and_where_it_belongs(kind):
    block = BLOCKS[kind]
    assert block.meta.icon != "placeholder"
    assert block.get_description()
    assert block.meta.group
    assert block.is_previewable
