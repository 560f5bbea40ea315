"""`repasse-backend directory …`: what an operator asks of the directory."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from backend import app, logs
from backend.commands import CommandError, Context, say
from backend.core.directory_check import DirectoryCheck, Finding, Verdict, fails, works
from backend.core.identifier import candidates
from backend.core.ports import Directory, DirectoryUnavailable
from backend.directory_choice import OpenDirectory, open_check, open_directory

SHOWN = {Verdict.WORKS: "works", Verdict.NOTE: "note ", Verdict.FAILS: "FAILS"}


class FoundOnly:
    """The check of a directory that needs no more: whether it answers, and whether an account is found."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def examine(self, candidates: Sequence[str]) -> Iterator[Finding]:
        try:
            account = self._directory.find(candidates)
        except DirectoryUnavailable as error:
            yield fails(f"the directory does not answer: {error}")
            return
        yield works("the directory answers")
        if candidates and account is None:
            yield fails("the account named is not found, or several fit")
        elif account is not None:
            yield works(f"the account is found; it is {account.standing.value}")


def check(context: Context, given: argparse.Namespace) -> None:
    """Print findings; fails when one of them does."""
    settings = context.settings()
    logs.configure("error")
    app.prepare_data(context.data)
    directory: OpenDirectory = open_directory(settings, context.data, app.SystemClock())
    names = candidates(given.account, settings.institution.identifier_rule) if given.account else ()
    failed = 0
    try:
        checked: DirectoryCheck = open_check(settings, directory) or FoundOnly(directory)
        for finding in checked.examine(names):
            failed += finding.verdict is Verdict.FAILS
            say(f"{SHOWN[finding.verdict]}  {finding.text}")
    finally:
        directory.close()
    if failed:
        raise CommandError(
            f"{failed} of these will not work; docs/directories.md says which rights are needed"
        )
