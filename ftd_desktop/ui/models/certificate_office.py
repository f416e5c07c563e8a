"""What the office does with certificates beside issuing: template, logos, check page, signed files, skipped numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ftd_desktop.certificates import checkpage, external, gather, numbers, preview, register, reprint, template
from ftd_desktop.certificates.content import Person
from ftd_desktop.certificates.external import Accepted
from ftd_desktop.certificates.pades import OfficeKey
from ftd_desktop.certificates.template import PLACEHOLDERS, SWITCHES, TEXTS, Template, label
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context

__all__ = ["SWITCHES", "TEXTS", "Template", "label"]

_SAMPLE = Person("500.3/0001/CONTOH/2026", "Nama Peserta Contoh, S.E.", "Usaha Contoh", "Kota Medan", 40)
_DPI = 96


def places() -> str:
    """The placeholders a statement may use, as they are written."""
    return ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)


def kinds() -> tuple[tuple[str, str], ...]:
    """What a certificate may state, and the words for it: passed needs the completion form to say so."""
    return ((template.TOOK_PART, tr("Telah mengikuti")), (template.PASSED, tr("Lulus (menurut formulir kelulusan)")))


def kept(context: Context) -> Template:
    """The template in force."""
    return gather.template(context.opened)


def photo_advice(context: Context) -> str:
    """What to know of the photo before it is switched on; "" where the profile form asks for one."""
    if gather.asks_photo(context.opened):
        return ""
    return tr("Formulir profil di berkas ini tidak menanyakan foto: yang tercetak bingkai kosong untuk ditempel.")


def standard(name: str) -> Template:
    """A shipped template: "standar" or "lulus"."""
    return template.standard(name)


def keep(context: Context, made: Template) -> None:
    """Keep a template for the certificates issued from now on; UserError when it is not sound."""
    gather.keep_template(context.opened, made)


def set_logo(context: Context, side: int, path: Path) -> None:
    """Keep the left (0) or right (1) logo; UserError when it cannot be printed."""
    gather.set_logo(context.opened, side, path)


def draw(context: Context, made: Template, cohort_id: str, signatory: str, day: date, side: int) -> bytes:
    """A made-up person's certificate by this template as PNG: front (0) or back (1)."""
    occasion = gather.occasion(context.opened, cohort_id, signatory, day)
    grade = "Memuaskan" if "{predikat}" in made.statement else ""
    pdf = reprint.draw_sample(replace(occasion, template=made.check()), replace(_SAMPLE, grade=grade))
    return preview.page(pdf, min(side, 1 if made.back_page else 0), _DPI)


def write_check_page(context: Context, folder: Path) -> Path:
    """Write the check page and the key list; returns the page's path."""
    page, _ = checkpage.write(context.opened, folder, context.now().date())
    context.opened.journal("export", {"what": "check page", "folder": str(folder)})
    return page


def accept_signed(context: Context, paths: list[Path], folder: Path) -> list[Accepted]:
    """Take in PDFs that were signed elsewhere; UserError at the first that is not sound (those before it stay)."""
    return [external.accept(context.opened, path, folder) for path in paths]


def open_key(path: Path, passphrase: str) -> OfficeKey:
    """The office's signing key; UserError when the file or the passphrase is wrong."""
    try:
        return OfficeKey(path.read_bytes(), passphrase)
    except OSError as fault:
        raise UserError("Berkas {path} tidak dapat dibaca. Periksa letaknya.", path=str(path)) from fault


def skip(context: Context, upto: int, reason: str, year: int) -> None:
    """Give up the next numbers of this year's block up to `upto`, with the reason."""
    file = context.opened
    for block in numbers.blocks(file, year):
        if block.left:
            register.skip(file, block, upto, reason)
            return
