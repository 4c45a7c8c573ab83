"""The query parameters of the search."""

from typing import Annotated, Literal, TypeAlias

from django.utils.translation import gettext as _
from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from api.documents.parameters import Level, Localized, SlugOrId
from api.documents.schemas.documents import Audience
from api.http.parameters import Limit, WrittenInFull

LONGEST_QUESTION = 200
Kind: TypeAlias = Literal["article", "topic", "clinician", "clinic", "form"]


def _without_control_characters(text: str) -> str:
    if any(character < " " or character == "\x7f" for character in text):
        sentence = _("Control characters, such as NUL and line breaks, aren't allowed here.")
        raise PydanticCustomError("control_character", "{sentence}", {"sentence": sentence})
    return text


Question = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_QUESTION),
    Field(json_schema_extra={"pattern": r"^[^\x00-\x1f\x7f]*$"}),
    AfterValidator(_without_control_characters),
]


class SearchQuery(Localized):
    q: Question
    """What is looked for, as people write it: no operators, case and accents don't matter, and slips are forgiven."""
    kind: Kind | None = None
    """Only documents of this kind."""
    topic: SlugOrId | None = None
    """Only articles of the topic with this slug or id."""
    audience: Audience | None = None
    """Only articles written for these people."""
    level: Level | None = None
    """Only articles whose first escalation block has this level."""
    limit: Limit = 20
    """How many at most."""
    cursor: Annotated[str, StringConstraints(pattern=r"^[-\w.]+$", max_length=3000)] | None = None
    """A place in the results, as `next` and `previous` hold it. It is good only for the same question and filters."""

    def filters(self) -> dict[str, str]:
        """What narrows the results, by facet."""
        given = {"kind": self.kind, "topic": self.topic, "audience": self.audience, "level": self.level}
        return {name: value for name, value in given.items() if value}


class SuggestQuery(Localized):
    q: Question
    """What has been typed so far."""
    limit: Annotated[int, Field(ge=1, le=20), WrittenInFull] = 8
    """How many at most."""
