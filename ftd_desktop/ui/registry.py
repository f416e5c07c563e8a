"""Which pages there are, where they are imported from, and who sees them in the rail."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context, Role
from ftd_desktop.ui.page import Page

EVERYONE: tuple[Role, ...] = ("officer", "trainer", "province")


@dataclass(frozen=True)
class PageSpec:
    """A page by name. `place` is "top" or "bottom" of the rail, or "" for a page reached from `under`."""

    name: str
    cls: str
    icon: str = ""
    place: str = ""
    roles: tuple[Role, ...] = EVERYONE
    under: str = ""

    def make(self, context: Context) -> Page:
        """Import the page's module and build the page: paid at the first visit."""
        made: Page = getattr(import_module(f"ftd_desktop.ui.pages.{self.name}"), self.cls)(context)
        return made


PAGES: tuple[PageSpec, ...] = (
    PageSpec("start", "StartPage", "home", "top"),
    PageSpec("participants", "ParticipantsPage", "people", "top"),
    PageSpec("entry", "EntryPage", "form", "top"),
    PageSpec("carry", "CarryPage", "swap", "top"),
    PageSpec("training", "TrainingPage", "board", "top", ("trainer", "province")),
    PageSpec("certificates", "CertificatesPage", "award", "top"),
    PageSpec("report", "ReportPage", "chart", "top"),
    PageSpec("forms", "FormsPage", "list", "top"),
    PageSpec("master", "MasterPage", "box", "top", ("province",)),
    PageSpec("officers", "OfficersPage", "badge", "top", ("province",)),
    PageSpec("backup", "BackupPage", "shield", "bottom"),
    PageSpec("settings", "SettingsPage", "gear", "bottom"),
    PageSpec("person", "PersonPage", under="participants"),
    PageSpec("help", "HelpPage", under="settings"),
)


def spec(name: str) -> PageSpec:
    """The page of that name; KeyError when there is none."""
    return {page.name: page for page in PAGES}[name]


def title(name: str) -> str:
    """What the rail calls a page."""
    return {
        "start": tr("Beranda"), "participants": tr("Peserta"), "entry": tr("Isian survei"),
        "carry": tr("Kirim & Terima"), "training": tr("Pelatihan"), "certificates": tr("Sertifikat"),
        "report": tr("Laporan"), "forms": tr("Formulir"), "master": tr("Data Induk"), "officers": tr("Daftar petugas"),
        "backup": tr("Cadangan"), "settings": tr("Pengaturan"),
    }[name]
