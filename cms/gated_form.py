"""A form of the admin that says at each field why something may not be published."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.models import construct_instance
from django.forms.utils import ErrorList
from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks import BlockField, StreamBlockValidationError

from cms.headless import Reason

SENDS_TO_REVIEW = {"action-submit", "action-restart-workflow"}


class GatedForm(WagtailAdminModelForm):
    """Says why the page or snippet may not be published, when the editor publishes or schedules it."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.is_deferred_validation:
            return cleaned
        if "action-publish" in self.data:
            self._refuse(self._reasons(), gettext("It can be saved, but not published yet."))
        elif not SENDS_TO_REVIEW.isdisjoint(self.data):
            self._refuse(self._reasons_against_review(), gettext("It can be saved, but not sent to review yet."))
        return cleaned

    def _reasons(self) -> list[Reason]:
        raise NotImplementedError

    def _reasons_against_review(self) -> list[Reason]:
        """What keeps it from being sent to review."""
        return []

    def _refuse(self, reasons: list[Reason], in_short: str) -> None:
        by_field: dict[str, list[str]] = {}
        for reason in reasons:
            by_field.setdefault(reason.field, []).append(reason.text)
        for field, texts in by_field.items():
            if field in self.formsets:
                self.formsets[field].non_form_errors().extend(texts)
            elif field not in self.fields:
                self.add_error(None, texts)
            elif isinstance(self.fields[field], BlockField):
                self._add_to_stream(field, texts)
            else:
                self.add_error(field, texts)
        self._word_streams()
        if reasons:
            # Wagtail lists what it finds at the fields below this; what stands at rows of an inline panel it does not.
            unlisted = [text for field, texts in by_field.items() if field in self.formsets for text in texts]
            self.add_error(None, " ".join([in_short, *unlisted]))

    def _add_to_stream(self, field: str, texts: list[str]) -> None:
        """A stream shows only one error object: what its blocks complain of stays, and the reasons join it."""
        before = self.errors.get(field, ErrorList()).as_data()
        blocks: dict[int, ValidationError] = {}
        for error in before:
            blocks.update(getattr(error, "block_errors", {}))
            own = getattr(error, "non_block_errors", None)
            texts = [*(own if own is not None else error.messages), *texts]
        self.errors.pop(field, None)
        self.add_error(field, StreamBlockValidationError(block_errors=blocks, non_block_errors=texts))

    def _word_streams(self) -> None:
        """In a list of errors, a stream's would read “Validation error in StreamBlock”."""
        for errors in self.errors.values():
            for error in errors.as_data():
                if isinstance(error, StreamBlockValidationError):
                    marked = (
                        [gettext("Something is missing in the parts that are marked.")] if error.block_errors else []
                    )
                    error.message = " ".join([*error.non_block_errors, *marked])

    def _candidate(self) -> Any:
        """The object as it would be, apart from the one that is being edited: refusing leaves no trace on it."""
        edited = self.instance
        candidate = type(edited)(
            **{field.attname: getattr(edited, field.attname) for field in edited._meta.concrete_fields}
        )
        construct_instance(self, candidate, [*self.cleaned_data])
        return candidate
