"""The parts of an article that tell readers what to do about their health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from api.documents.schemas import blocks as shapes
from cms.articles.blocks.base import GROUP_CARE, BodyBlock, Identity, NumberBlock, heading, line_of_a_list, paragraph
from cms.articles.blocks.targets import ActionBlock, TargetBlock
from cms.clinic.models import CallToActionKind

if TYPE_CHECKING:
    from cms.articles.embeds import Embeds


class PointBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=300, label=_("In one sentence"))
    detail = paragraph(required=False, label=_("Detail"))
    reference = NumberBlock(
        required=False,
        min_value=1,
        label=_("Reference"),
        help_text=_("The number of the reference that says so, as in the list of references."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Point")
        label_format = "{text}"


class PointsBlock(BodyBlock):
    """A list of points with a heading; benefits and risks have the same fields."""

    heading = heading()
    intro = paragraph(required=False, label=_("Introduction"))
    items = blocks.ListBlock(PointBlock(), min_num=1, label=_("Points"))

    def _fields(self, value: blocks.StructValue) -> dict[str, object]:
        points = [
            shapes.Point(text=item["text"], detail=item["detail"] or None, reference=item["reference"])
            for item in value["items"]
        ]
        return {"heading": value["heading"], "intro": value["intro"] or None, "items": points}


class BenefitsBlock(PointsBlock):
    class Meta:
        icon = "plus-inverse"
        label = _("Benefits")
        group = GROUP_CARE
        template = "cms_articles/blocks/points.html"
        description = _("What is good about it. Say what may go wrong as well, in a block of risks.")
        preview_value = {
            "heading": _("What a daily walk does for you"),
            "items": [
                {"text": _("It keeps the joints supple."), "detail": _("Ten minutes count.")},
                {"text": _("It lifts the mood.")},
            ],
        }

    def present(self, value: blocks.StructValue, identity: Identity, embeds: Embeds) -> shapes.BenefitsBlock:
        return shapes.BenefitsBlock.model_validate({**identity, **self._fields(value)})


class RisksBlock(PointsBlock):
    class Meta:
        icon = "warning"
        label = _("Risks")
        group = GROUP_CARE
        template = "cms_articles/blocks/points.html"
        description = _("What may go wrong, and for whom it is not. It belongs beside every block of benefits.")
        preview_value = {
            "heading": _("What may go wrong"),
            "items": [{"text": _("Too much at once makes the pain worse."), "detail": _("Add a little each week.")}],
        }

    def present(self, value: blocks.StructValue, identity: Identity, embeds: Embeds) -> shapes.RisksBlock:
        return shapes.RisksBlock.model_validate({**identity, **self._fields(value)})


class AlternativeBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=200, label=_("Name"))
    description = paragraph(required=False, label=_("Description"))
    caution = paragraph(required=False, label=_("Caution"), help_text=_("For whom it is not, or what to mind."))
    image = ImageChooserBlock(required=False, label=_("Picture"))
    target = TargetBlock(required=False, optional=True, label=_("To read more"))

    class Meta:
        icon = "list-ul"
        label = _("Alternative")
        label_format = "{name}"


class AlternativesBlock(BodyBlock):
    heading = heading()
    intro = paragraph(required=False, label=_("Introduction"))
    items = blocks.ListBlock(AlternativeBlock(), min_num=1, label=_("Alternatives"))
    closing = paragraph(required=False, label=_("Closing words"))

    class Meta:
        icon = "list-ul"
        label = _("Alternatives")
        group = GROUP_CARE
        template = "cms_articles/blocks/alternatives.html"
        description = _("What else readers can do, such as sports that are easier on a sore knee.")
        preview_value = {
            "heading": _("Easier on the back"),
            "intro": _("These keep you fit while your back recovers."),
            "items": [
                {
                    "name": _("Swimming"),
                    "description": _("The water carries you."),
                    "caution": _("Not with an open wound."),
                },
                {"name": _("Cycling"), "description": _("On a level road, sitting upright.")},
            ],
        }

    def present(self, value: blocks.StructValue, identity: Identity, embeds: Embeds) -> shapes.AlternativesBlock:
        items = [
            shapes.Alternative(
                name=item["name"],
                description=item["description"] or None,
                caution=item["caution"] or None,
                image=embeds.image(item["image"]),
                target=embeds.target(item["target"]),
            )
            for item in value["items"]
        ]
        return shapes.AlternativesBlock(
            **identity,
            heading=value["heading"],
            intro=value["intro"] or None,
            items=items,
            closing=value["closing"] or None,
        )


LEVELS = [
    ("emergency", _("Emergency: call now")),
    ("urgent", _("Urgent: be seen today")),
    ("non_urgent", _("Not urgent: make an appointment")),
    ("self_care", _("Self-care: look after it at home")),
]
UNITS = [("hours", _("hours")), ("days", _("days")), ("weeks", _("weeks")), ("months", _("months"))]


class TimeframeBlock(blocks.StructBlock):
    count = NumberBlock(required=False, min_value=1, max_value=365, label=_("How many"))
    unit = blocks.ChoiceBlock(choices=UNITS, required=False, label=_("Unit"))

    class Meta:
        icon = "time"
        label = _("Timeframe")
        help_text = _("How long, for example 2 weeks, when the criteria speak of time. Otherwise leave both empty.")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        missing = [name for name in ("count", "unit") if not cleaned[name]]
        if len(missing) == 1 and not self.is_deferred_validation:
            error = ValidationError(_("Give both the number and the unit, or neither."))
            raise blocks.StructBlockValidationError(block_errors={missing[0]: error})
        return cleaned


class EscalationBlock(BodyBlock):
    heading = heading()
    level = blocks.ChoiceBlock(choices=LEVELS, label=_("Level"))
    lead = blocks.CharBlock(
        max_length=200,
        label=_("Lead"),
        help_text=_("The words before the list, ending in “if:”, for example “Make an appointment if:”."),
    )
    criteria = blocks.ListBlock(
        line_of_a_list(max_length=300, label=_("Criterion")),
        min_num=1,
        label=_("Criteria"),
        help_text=_("One sign each, as a reader would notice it."),
    )
    timeframe = TimeframeBlock(required=False)
    actions = blocks.ListBlock(
        ActionBlock(),
        label=_("Actions"),
        default=[],
        help_text=_("Whom to call or what to do. In an emergency only telephone numbers, nothing to read."),
    )

    class Meta:
        icon = "warning"
        label = _("When to see a doctor")
        group = GROUP_CARE
        template = "cms_articles/blocks/escalation.html"
        description = _("Which signs need help, how soon, and whom to call. Every article needs one.")
        preview_value = {
            "heading": _("When to see a doctor"),
            "level": "non_urgent",
            "lead": _("Make an appointment if:"),
            "criteria": [_("the pain lasts for more than two weeks"), _("it wakes you at night")],
            "timeframe": {"count": 2, "unit": "weeks"},
            "actions": [],
        }

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if cleaned["level"] != "emergency" or self.is_deferred_validation:
            return cleaned
        onward = {
            index: ValidationError(
                _("In an emergency readers call. Give a telephone number here, or choose another level.")
            )
            for index, action in enumerate(cleaned["actions"])
            if not action["target"]["phone"]
        }
        if onward:
            raise blocks.StructBlockValidationError(
                block_errors={"actions": blocks.ListBlockValidationError(block_errors=onward)}
            )
        return cleaned

    def present(self, value: blocks.StructValue, identity: Identity, embeds: Embeds) -> shapes.EscalationBlock:
        timeframe = value["timeframe"]
        # An action whose page is not published any more is left out: it would lead nowhere.
        reachable = [(action["label"], embeds.target(action["target"])) for action in value["actions"]]
        return shapes.EscalationBlock(
            **identity,
            heading=value["heading"],
            level=value["level"],
            lead=value["lead"].rstrip(" :") + ":",
            criteria=list(value["criteria"]),
            timeframe=shapes.Timeframe(count=timeframe["count"], unit=timeframe["unit"])
            if timeframe["count"]
            else None,
            actions=[shapes.Action(label=label, target=target) for label, target in reachable if target],
        )


class CallToActionBlock(BodyBlock):
    heading = heading()
    text = paragraph(required=False, label=_("Text"))
    kind = blocks.ChoiceBlock(choices=CallToActionKind.choices, label=_("Kind"))
    label = blocks.CharBlock(max_length=100, label=_("Label"), help_text=_("The words on the button."))
    target = TargetBlock()

    class Meta:
        icon = "arrow-right-full"
        label = _("Call to action")
        group = GROUP_CARE
        template = "cms_articles/blocks/call_to_action.html"
        description = _(
            "What readers can do next, such as booking a visit. Without one, the clinic's own is shown. "
            "It never stands above an emergency."
        )
        preview_value = {
            "heading": _("Talk to us"),
            "text": _("We help you to plan your way back."),
            "kind": "call",
            "label": _("Call the clinic"),
            "target": {"phone": "+13055550142"},
        }

    def present(self, value: blocks.StructValue, identity: Identity, embeds: Embeds) -> shapes.CallToActionBlock | None:
        target = embeds.target(value["target"])
        if target is None:
            return None
        return shapes.CallToActionBlock(
            **identity,
            heading=value["heading"],
            text=value["text"] or None,
            kind=value["kind"],
            label=value["label"],
            target=target,
        )
