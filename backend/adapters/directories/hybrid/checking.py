"""What works with both sides of a hybrid directory, and whether they are of one mind about an account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backend.adapters.directories.hybrid.directory import HybridDirectory
from backend.adapters.directories.hybrid.keys import Cloud, Premises, premises_names, side_of
from backend.core.directory_check import DirectoryCheck, Finding, fails, works
from backend.core.ports import DirectoryUnavailable, Standing


class HybridCheck:
    """Implements `backend.core.directory_check.DirectoryCheck`. `premises` None: that side has no check."""

    def __init__(self, directory: HybridDirectory, premises: DirectoryCheck | None) -> None:
        self._directory = directory
        self._premises = premises

    def examine(self, candidates: Sequence[str]) -> Iterator[Finding]:
        for finding in self._directory.entra.examine(candidates):
            yield Finding(finding.verdict, f"Entra: {finding.text}")
        try:
            found = self._directory.entra.find_user(candidates) if candidates else None
            names = premises_names(found.user) if found is not None else ()
            if self._premises is not None:
                for finding in self._premises.examine(names):
                    yield Finding(finding.verdict, f"premises: {finding.text}")
            account = self._directory.find(candidates) if found is not None else None
        except DirectoryUnavailable as error:
            yield fails(f"the check ended: {error}")
            return
        if account is None:
            return
        match side_of(account.key):
            case Premises():
                yield works("the account is synchronised, and its password is set on the premises")
            case Cloud() if account.standing is Standing.ELSEWHERE:
                yield fails("the account is synchronised, and not found on the premises by name and anchor")
            case _:
                yield works("the account is of the cloud, and its password is set in Entra")
