"""The template of a certificate: its fixed words, placeholders and switches. Data, edited by the office.

Certificates are in Bahasa Indonesia whatever language the window speaks, so these words are not screen texts.
"""

from __future__ import annotations

import json
import string
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from ftd_desktop import resources
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr

TOOK_PART, PASSED = "mengikuti", "lulus"  # "telah mengikuti", or "lulus" where an evaluation decides (FACTS section 8)
TEXTS = ("title", "given", "role", "statement", "back_title")
SWITCHES = ("show_business", "show_attendance", "show_photo", "signature_box", "back_page", "back_signature")
PLACEHOLDERS = ("peran", "program", "angkatan", "mulai", "selesai", "tempat", "jp", "jp_terbilang", "predikat")


@dataclass(frozen=True)
class Template:
    """Words and switches. `statement` may use the placeholders; `kind` is what it certifies."""

    kind: str = TOOK_PART
    title: str = "SERTIFIKAT"
    given: str = "Diberikan kepada"
    role: str = "Peserta"
    statement: str = (
        "atas partisipasinya sebagai {peran} yang telah mengikuti {program} Angkatan {angkatan}, "
        "tanggal {mulai} sampai dengan {selesai} di {tempat}, selama {jp} ({jp_terbilang}) jam pelajaran"
    )
    back_title: str = "Daftar Materi"
    show_business: bool = True
    show_attendance: bool = True
    show_photo: bool = False
    signature_box: bool = True
    back_page: bool = True
    back_signature: bool = False

    def check(self) -> Template:
        """The template itself; UserError when a placeholder is unknown or a text is missing."""
        for wanted in ("title", "given", "statement"):
            if not getattr(self, wanted).strip():
                raise UserError("Teks “{name}” pada templat sertifikat kosong. Isi dahulu.", name=label(wanted))
        if self.kind not in (TOOK_PART, PASSED):
            raise UserError("Templat sertifikat rusak. Pilih templat bawaan, lalu sunting lagi.")
        self.state(dict.fromkeys(PLACEHOLDERS, ""))
        return self

    def state(self, values: Mapping[str, str]) -> str:
        """The statement with its placeholders filled; UserError naming one it does not know."""
        try:
            parts = [part for part in string.Formatter().parse(self.statement) if part[1] is not None]
        except ValueError as fault:
            raise UserError("Kurung kurawal pada pernyataan sertifikat tidak berpasangan. Periksa templatnya.") \
                from fault
        unknown = sorted({f"{name}{spec}" for _, name, spec, turn in parts if name not in PLACEHOLDERS or spec or turn})
        if unknown:
            raise UserError(
                "Pernyataan sertifikat memakai {unknown}, yang tidak dikenal. Yang ada: {known}.",
                unknown=", ".join(f"{{{name}}}" for name in unknown),
                known=", ".join(f"{{{name}}}" for name in PLACEHOLDERS),
            )
        return self.statement.format_map(dict(values))


def label(name: str) -> str:
    """What an entry of the template is called on screen."""
    return {
        "title": tr("Judul"), "given": tr("Kalimat sebelum nama"), "role": tr("Peran"), "statement": tr("Pernyataan"),
        "back_title": tr("Judul halaman belakang"), "show_business": tr("Tampilkan usaha dan kabupaten/kota"),
        "show_attendance": tr("Tampilkan kehadiran"), "show_photo": tr("Tampilkan foto 3 × 4"),
        "signature_box": tr("Sediakan kotak tanda tangan elektronik"),
        "back_page": tr("Cetak halaman belakang"), "back_signature": tr("Tanda tangan di halaman belakang"),
    }[name]


def standard(name: str = "standar") -> Template:
    """A template shipped with the program: ``standar`` (took part) or ``lulus`` (passed)."""
    return from_json(resources.path("certificates", f"{name}.json").read_text(encoding="utf-8"))


def to_json(template: Template) -> str:
    """The template as the text kept in a data file's settings."""
    return json.dumps(asdict(template), ensure_ascii=False, indent=2, sort_keys=True)


def from_json(text: str) -> Template:
    """The template in `text`; unknown entries and wrong kinds are refused with a UserError."""
    try:
        found: Any = json.loads(text)
        kinds = {entry.name: type(entry.default) for entry in fields(Template)}
        if not isinstance(found, dict) or any(type(value) is not kinds.get(name) for name, value in found.items()):
            raise ValueError("not a template")
    except ValueError as fault:
        raise UserError("Templat sertifikat rusak. Pilih templat bawaan, lalu sunting lagi.") from fault
    return Template(**found).check()
