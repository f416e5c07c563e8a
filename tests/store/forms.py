"""Small forms for the store's tests: a profile with a repeat in a repeat, made without pyxform."""

from __future__ import annotations

from typing import Any

from ftd_desktop.forms.definition import Column, Form, Group, Question, Table

XFORM = '<h:html><instance id="desa" src="jr://file-csv/desa.csv"/></h:html>'


class Media:
    def __init__(self, **files: bytes) -> None:
        self.files = {name.replace("_csv", ".csv"): data for name, data in files.items()}

    def read(self, name: str) -> bytes:
        if name not in self.files:
            raise FileNotFoundError(name)
        return self.files[name]


MEDIA = Media(desa_csv=b"name,label\n1,Satu\n")


def form(form_id: str = "ftd_profil", version: str = "1", *, extra: tuple[Column, ...] = (),
         save_to: dict[str, str] | None = None) -> Form:
    """nama, hp, umur; repeat anak(nama_anak) holding repeat sekolah(nama_sekolah); `extra` main columns."""
    root = "/data"
    columns = tuple(Column(name, f"{root}/{name}", kind)
                    for name, kind in (("nama", "TEXT"), ("hp", "TEXT"), ("umur", "INTEGER"))) + extra
    tables = (
        Table(form_id, None, root, columns),
        Table(f"{form_id}__anak", form_id, f"{root}/anak", (Column("nama_anak", f"{root}/anak/nama_anak", "TEXT"),)),
        Table(f"{form_id}__sekolah", f"{form_id}__anak", f"{root}/anak/sekolah",
              (Column("nama_sekolah", f"{root}/anak/sekolah/nama_sekolah", "TEXT"),)),
    )
    saved = {"nama": "nama", "hp": "hp"} if save_to is None else save_to
    questions = {c.path: Question(c.path, c.name, "string", "input", save_to=saved.get(c.name)) for c in columns}
    model: Any = None
    return Form(form_id, version, "Profil (contoh)", ("",), "", Group(root, "data"), questions, tables, model)


def rows(main: dict[str, Any], anak: list[str] = [], sekolah: list[tuple[int, str]] = [],  # noqa: B006
         form_id: str = "ftd_profil") -> dict[str, list[dict[str, Any]]]:
    """Rows as an interview gives them; `sekolah` names the place of its parent."""
    counted: dict[int, int] = {}
    schools = []
    for parent, name in sekolah:
        counted[parent] = counted.get(parent, 0) + 1
        schools.append({"_position": counted[parent], "_parent_position": parent, "nama_sekolah": name})
    return {form_id: [main],
            f"{form_id}__anak": [{"_position": n, "nama_anak": name} for n, name in enumerate(anak, 1)],
            f"{form_id}__sekolah": schools}
