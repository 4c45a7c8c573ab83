import pytest

from api.documents.schemas.forms import FormContent
from tests.api.enquiries.sending import publish_form


@pytest.fixture
def form(db: None) -> FormContent:
    """The form "get-in-touch", published."""
    return publish_form()
