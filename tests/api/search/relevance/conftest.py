"""Prints what the relevance tests measured, below everything else."""

import pytest

MEASURED = "relevance"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lines = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, value in report.user_properties
        if name == MEASURED
    ]
    if lines:
        terminalreporter.section("search relevance")
        for line in sorted(lines):
            terminalreporter.write_line(line)
