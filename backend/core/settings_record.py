"""Puts on record that the settings are others than at the last start, and in which sections."""

from __future__ import annotations

import json
from collections.abc import Mapping

from backend.core.audit import AuditKind, Scene
from backend.core.audit_lookup import AuditFilter
from backend.core.store import Tx
from backend.core.workshop import Workshop


class SettingsRecord:
    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def note(self, sections: Mapping[str, str]) -> tuple[str, ...]:
        """Compare keyed digests, so that the trail tells nothing of a value; returns what changed.

        Args:
            sections: every section's whole text, whatever secrets it holds.
        """
        digests = {name: self._shop.marks.settings(name, text) for name, text in sections.items()}
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            known = self._known(tx)
            changed = tuple(sorted(name for name in digests if known.get(name) != digests[name]))
            if changed:
                told = "" if not known else ", ".join(changed)
                detail = {"changed": told, "digests": json.dumps(digests, sort_keys=True)}
                self._shop.trail.note(tx, AuditKind.SETTINGS_IN_FORCE, now, Scene(actor="backend"), detail)
        return changed

    def _known(self, tx: Tx) -> Mapping[str, str]:
        """The digests of the newest genuine record; nothing at the first start."""
        wanted = AuditFilter(kind=AuditKind.SETTINGS_IN_FORCE.value)
        for found in tx.audit.search(wanted, None, 1):
            if self._shop.trail.genuine(found.record):
                digests: Mapping[str, str] = json.loads(json.loads(found.record.detail)["digests"])
                return digests
        return {}
