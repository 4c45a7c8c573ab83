"""Lines of formatted text, gathered run by run."""

import re

from cms.importing.source import BREAK, Line, Mark, Run

SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2028\u2029]+")
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")


class LineBuilder:
    """The line that is being read, with white space as a browser would show it."""

    def __init__(self) -> None:
        self._runs: list[Run] = []

    def add(self, text: str, marks: frozenset[Mark] = frozenset(), href: str = "") -> None:
        text = SPACE.sub(" ", INVISIBLE.sub("", text))
        if text.startswith(" ") and (not self._runs or self._runs[-1].text.endswith((" ", BREAK))):
            text = text[1:]
        if not text:
            return
        ordered = tuple(sorted(marks))
        last = self._runs[-1] if self._runs else None
        if last and last.text != BREAK and (last.marks, last.href) == (ordered, href):
            self._runs[-1] = Run(last.text + text, ordered, href)
        else:
            self._runs.append(Run(text, ordered, href))

    def line_break(self) -> None:
        self._trim_end()
        self._runs.append(Run(BREAK))

    @property
    def ends_in_a_break(self) -> bool:
        return bool(self._runs) and self._runs[-1].text == BREAK

    @property
    def blank(self) -> bool:
        return not any(run.text.strip() for run in self._runs)

    def take(self) -> Line:
        """The line so far, trimmed; the builder starts anew."""
        self._trim_end()
        runs, self._runs = self._runs, []
        return trimmed(tuple(runs))

    def _trim_end(self) -> None:
        if self._runs and self._runs[-1].text != BREAK:
            last = self._runs.pop()
            if stripped := last.text.rstrip():
                self._runs.append(Run(stripped, last.marks, last.href))


def trimmed(line: Line) -> Line:
    """Without white space and breaks at either end."""
    runs = list(line)
    while runs and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].text.strip():
        runs.pop()
    if not runs:
        return ()
    runs[0] = Run(runs[0].text.lstrip(), runs[0].marks, runs[0].href)
    runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].marks, runs[-1].href)
    return tuple(runs)


def broken_into_lines(line: Line) -> list[Line]:
    """The line, cut at its breaks."""
    parts: list[list[Run]] = [[]]
    for run in line:
        if run.text == BREAK:
            parts.append([])
        else:
            parts[-1].append(run)
    return [trimmed(tuple(part)) for part in parts if trimmed(tuple(part))]


def without_start(line: Line, length: int) -> Line:
    """The line less its first `length` characters."""
    rest: list[Run] = []
    for run in line:
        cut = min(length, len(run.text))
        length -= cut
        if cut < len(run.text):
            rest.append(Run(run.text[cut:], run.marks, run.href))
    return trimmed(tuple(rest))


def start_of(line: Line, length: int) -> Line:
    """The first `length` characters of the line."""
    start: list[Run] = []
    for run in line:
        if length <= 0:
            break
        start.append(Run(run.text[:length], run.marks, run.href))
        length -= len(run.text)
    return trimmed(tuple(start))


def joined(lines: list[Line]) -> Line:
    """The lines as one, a break between each."""
    runs: list[Run] = []
    for line in lines:
        if line:
            runs += [Run(BREAK), *line] if runs else line
    return tuple(runs)


def in_bold(line: Line) -> Line:
    return tuple(Run(run.text, tuple(sorted({*run.marks, "bold"})), run.href) for run in line)


def paragraphs_of(text: str) -> list[list[str]]:
    """Paragraphs of lines, where an empty line stands between paragraphs."""
    return [part.split("\n") for part in re.split(r"\n[ \t\u00a0]*\n\s*", text)]
