from tests.cms.review.conftest import paul as paul
from tests.cms.review.conftest import rosa as rosa
from tests.cms.review.conftest import wanda as wanda
from tests.cms.today.conftest import rita as rita
