"""The facts of a person's profile that matter at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.widgets.card import Facts
from ftd_desktop.ui.widgets.detail import NikField

if TYPE_CHECKING:
    from ftd_desktop.programme.participants import Participant


class ProfileFacts(Facts):
    """NIK (masked), phone, place, cohort, and stage."""

    def __init__(self, context: Context, person: Participant) -> None:
        from ftd_desktop.programme.cohorts import stage_label
        from ftd_desktop.programme.identity import show_phone
        from ftd_desktop.programme.regions import regency

        lines: list[tuple[str, str | QWidget]] = [
            (tr("NIK"), NikField(context, person)),
            (tr("Nomor HP"), show_phone(person.phone) or wording.NONE),
            (tr("Usaha"), person.business or wording.NONE),
            (tr("Daerah"), regency(person.regency) or wording.NONE),
            (tr("Angkatan"), person.cohort or wording.NONE),
            (tr("Tahap"), stage_label(person.stage)),
        ]
        if theme.large_text():  # the page's head has no room for it then
            lines.insert(1, (tr("Kode"), person.code or wording.NONE))
        super().__init__(*lines)
