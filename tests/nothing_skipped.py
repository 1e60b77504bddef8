"""What could not be tried on this machine is said in the last lines; under CI=true it fails the run."""

import os

import pytest


def in_ci() -> bool:
    """Whether this run decides over a change."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Under CI, a test that did not run is a failure."""
    if _skipped(session.config) and in_ci() and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Say it below everything else."""
    reasons = _skipped(config)
    if not reasons:
        return
    print()
    for reason in sorted(set(reasons)):
        print(f"NOT TRIED: {reasons.count(reason)} × {reason}")
    if in_ci():
        print("CI=true: a test that did not run is a failure.")


def _skipped(config: pytest.Config) -> list[str]:
    """The reason of each skipped test or file; empty in a worker, which reports to the run above it."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(config, "workerinput"):
        return []
    found = []
    for report in reporter.stats.get("skipped", []):
        told = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        found.append(told.removeprefix("Skipped: "))
    return found
