import pytest

from tests.cms.review.conftest import member
from tests.cms.review.conftest import paul as paul
from tests.cms.review.conftest import rosa as rosa
from tests.cms.review.conftest import wanda as wanda


@pytest.fixture
def rita(db):
    """A receptionist."""
    return member("rita", "Receptionist")
