"""The problems that only synchronisation has."""

from http import HTTPStatus

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from api.http.problems import INVALID_PARAMETER, Problem, ProblemDetails, ProblemError, ProblemType


class RestartDetails(ProblemDetails):
    """Synchronisation has to begin anew."""

    restart: str
    """The address to begin at. Delete afterwards what you have stored and were not sent."""


RESTART = ProblemType(
    "sync-restart",
    HTTPStatus.GONE,
    _("Synchronise anew"),
    _(
        "The place in `after` isn't known here: it comes from another installation, or the library was restored from a "
        "backup since, or its keys were changed. Begin anew at `restart`, with the filters that you want, and delete "
        "afterwards every stored document that you were not sent."
    ),
    RestartDetails,
)
TYPES = (RESTART,)


def restart() -> Problem:
    """410 for a cursor that leads nowhere."""
    return Problem(RESTART, members={"restart": settings.PUBLIC_URL + reverse("change-list")})


def other_filters() -> Problem:
    """400 for filters that aren't those of the cursor."""
    detail = gettext(
        "`after` belongs to other filters. It keeps its own: leave them out, or begin anew without `after`."
    )
    return Problem(
        INVALID_PARAMETER, detail, errors=[ProblemError(parameter="after", code="other-filters", detail=detail)]
    )
