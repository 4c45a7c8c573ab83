"""What goes wrong with an enquiry is reported without a word of it: no exception's message, no variable's value."""

import logging
import traceback
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

HERE = str(Path(__file__).parent)
WITHHELD = "(withheld: it may hold what somebody wrote)"


class WithholdContent(logging.Filter):
    """For log handlers: tracebacks that lead through this package keep their lines and lose their messages."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] and _is_private(record.exc_info[1]):
            record.exc_text = "\n".join(_describe(record.exc_info[1]))
        return True


class PrivateReporter(ExceptionReporter):
    """For Django's error pages and e-mails."""

    def get_traceback_data(self) -> dict[str, Any]:
        data: dict[str, Any] = super().get_traceback_data()
        if _is_about_an_enquiry(self.request) or (self.exc_value and _is_private(self.exc_value)):
            data |= {"exception_value": WITHHELD, "exception_notes": "", "unicode_hint": ""}
            for frame in data.get("frames", []):
                cause = frame.get("exc_cause")
                frame |= {"exc_cause": type(cause).__name__ if cause else None, "vars": []}
        return data


class PrivateReporterFilter(SafeExceptionReporterFilter):
    """Also where DEBUG is on."""

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> Any:
        if _is_about_an_enquiry(request) or tb_frame.f_code.co_filename.startswith(HERE):
            return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]
        return super().get_traceback_frame_variables(request, tb_frame)


def _is_about_an_enquiry(request: HttpRequest | None) -> bool:
    return request is not None and "/enquiries/" in request.path


def _is_private(error: BaseException) -> bool:
    return any(
        frame.f_code.co_filename.startswith(HERE)
        for link in _chain(error)
        for frame, _line in traceback.walk_tb(link.__traceback__)
    )


def _describe(error: BaseException) -> list[str]:
    lines = []
    for link in reversed(_chain(error)):
        stack: TracebackType | None = link.__traceback__
        lines.append(f"{''.join(traceback.format_tb(stack))}{type(link).__qualname__}: {WITHHELD}")
    return lines


def _chain(error: BaseException) -> list[BaseException]:
    """The exception and what it came from."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return chain
