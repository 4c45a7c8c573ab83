from collections.abc import Callable
from pathlib import Path

import pytest

from cms.articles.models import ArticlePage
from cms.importing import runs
from cms.importing.drafts import Options
from cms.importing.models import ImportOutcome

Import = Callable[..., list[ImportOutcome]]


@pytest.fixture
def bring_in(tmp_path: Path) -> Import:
    """Import a file with this name and content, as the command does; the outcome of each of its articles."""

    def bring_in(name: str, data: bytes, *, pictures: Path | None = None, **options: object) -> list[ImportOutcome]:
        path = tmp_path / name
        path.write_bytes(data)
        run = runs.begin([path], options=Options(**{"region": "US", **options}), pictures=pictures)
        return [outcome for file in run.files.all() for outcome in runs.read_file(file)]

    return bring_in


def draft(outcome: ImportOutcome) -> ArticlePage:
    """The draft as an editor would see it now."""
    page = ArticlePage.objects.get(pk=outcome.page_id)
    return page.get_latest_revision_as_object()
