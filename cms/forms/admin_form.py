"""The form in which an editor makes a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.forms import gate
from cms.gated_form import GatedForm
from cms.headless import Reason

if TYPE_CHECKING:
    from cms.forms.models import EnquiryForm


class EnquiryFormForm(GatedForm):
    def _reasons(self) -> list[Reason]:
        form: EnquiryForm = self._candidate()
        if "fields" in self.fields and "fields" not in self.cleaned_data:
            form.fields = self.fields["fields"].widget.value_from_datadict(self.data, self.files, "fields")
        return gate.reasons_beside_blocks(form)
