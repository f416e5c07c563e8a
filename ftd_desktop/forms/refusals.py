"""What pyxform says of a workbook it refuses, in Indonesian, with sheet, row, column and a remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from ftd_desktop.forms.faults import Fault
from ftd_desktop.forms.sheets import Places, Workbook
from ftd_desktop.i18n import tr

ROW = re.compile(r"\[row : (\d+)\]\s*")
SHEET = re.compile(r"On the '(\w+)' sheet")
_PLACE = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
_QUOTED = re.compile(r"'([\w.-]+)'")
_NAME = re.compile(r"[^\W\d][\w.-]*")
_PREFIXED = re.compile(r"(?:bind|body|instance)::([\w.-]+):")
_PREFIXES = ("jr", "orx", "odk", "entities", "xml")


def refusal(error: Exception, places: Places) -> Fault:
    """The fault that a pyxform error tells of; `places` are those of the survey sheet."""
    said = str(error)
    code = getattr(getattr(error, "code", None), "name", "")
    context: Mapping[str, Any] = getattr(error, "context", None) or {}
    if not code:  # pyxform has mostly filled the message in already
        code, context = _recognised(said)
    return _coded(code, context, said, places.names) if code else _plain(said, places)


def _recognised(said: str) -> tuple[str, Mapping[str, str]]:
    """The code whose message `said` is, and what stands in its places; ("", {}) for a message without a code."""
    from pyxform.errors import ErrorCode

    for code in ErrorCode:
        found = re.fullmatch(_pattern(code.value.msg), said, re.DOTALL)
        if found:
            return code.name, found.groupdict()
    return "", {}


def _pattern(template: str) -> str:
    parts = _PLACE.split(template)
    pattern = [re.escape(part.replace("{{", "{").replace("}}", "}")) for part in parts]
    for place in range(1, len(parts), 2):
        name = parts[place]
        pattern[place] = f"(?P={name})" if name in parts[1:place:2] else f"(?P<{name}>.*?)"
    return "".join(pattern)


def _coded(code: str, context: Mapping[str, Any], said: str, names: list[str]) -> Fault:
    sheet, column, message, suggestion = _known().get(code) or ("", "", "", "")
    values = {key: str(value) for key, value in context.items()}
    row = int(values["row"]) if values.get("row", "").isdigit() else _row(said)
    found = SHEET.search(said)
    sheet = values.get("sheet") or _filled(sheet, values) or (found[1] if found else "survey")
    column = values.get("column") or _filled(column, values)
    if not message:
        return Fault(sheet, row, column, _refused(ROW.sub("", said)))
    suggestion = _filled(suggestion, values)
    if code == "PYREF_003":
        close = get_close_matches(values.get("q", ""), names, 1, 0.5)
        suggestion = tr("Mungkin yang dimaksud {name}?").format(name="${" + close[0] + "}") if close else suggestion
    return Fault(sheet, row, column, _filled(message, values), suggestion)


def _filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled and doubled braces made single, as `format` does, but never failing."""
    filled = _PLACE.sub(lambda found: values.get(found[1], "?"), text)
    return filled.replace("{{", "{").replace("}}", "}")


def _row(said: str) -> int:
    found = ROW.search(said)
    return int(found[1]) if found else 0


def _refused(text: str) -> str:
    return tr("pyxform menolak lembar ini: {text}").format(text=text)


def _plain(said: str, places: Places) -> Fault:
    """A message without a code: known by its words, else given as pyxform wrote it."""
    row, text = _row(said), ROW.sub("", said).strip()
    missing = re.search(r"There should be an? (\w*choices) sheet", text)
    if missing:
        return _no_choices(missing[1], places)
    for pattern, build in _spoken():
        found = re.search(pattern, text)
        if found:
            sheet, column, message, suggestion = build(found)
            return Fault(sheet, row or _searched(found, sheet, places), column, message, suggestion)
    row = row or places.mentioning("survey", _QUOTED.findall(text))
    return Fault("survey" if row else "", row, "", _refused(text))


def _searched(found: re.Match[str], sheet: str, places: Places) -> int:
    """The row that a message without one speaks of: by the names it tells."""
    told = [group for group in found.groups() if group]
    if not told:
        return 0
    by_name = places.row_of_type(told[0]) or places.row(told[0]) if sheet == "survey" else 0
    return by_name or places.mentioning(sheet, told)


def _no_choices(sheet: str, places: Places) -> Fault:
    """The sheet of the choices is missing, or goes by another name."""
    close = get_close_matches(sheet, places.book.sheet_names, 1, 0.6)
    remedy = (tr("Mungkin lembar {name} yang dimaksud: beri nama {sheet}.").format(name=close[0], sheet=sheet)
              if close else tr("Tambahkan lembar itu dengan kolom list_name, name, dan label."))
    said = tr("lembar {sheet} tidak ada, padahal ada pertanyaan pilihan.").format(sheet=sheet)
    return Fault("survey", places.first_select(), "type", said, remedy)


def unwritable_names(book: Workbook) -> Iterator[Fault]:
    """Names and column prefixes that no XForm can be written with, though pyxform lets them pass."""
    for number, row in book.rows("survey"):
        name = str(row.get("name") or "").strip()
        if name and not _NAME.fullmatch(name):
            yield Fault("survey", number, "name", tr("nama ini tidak sah."), _name_rule())
    declared = " ".join(str(row.get("namespaces") or "") for _, row in book.rows("settings"))
    for column in book.columns("survey"):
        found = _PREFIXED.match(column)
        if found and found[1] not in _PREFIXES and f"{found[1]}=" not in declared:
            yield Fault("survey", 1, column, tr("awalan {prefix} tidak dikenal.").format(prefix=found[1]),
                        tr("Tulis {prefix}=\"…\" di kolom namespaces lembar settings.").format(prefix=found[1]))


def _name_rule() -> str:
    return tr("Mulai dengan huruf; lalu huruf, angka, garis bawah, tanda hubung, atau titik, tanpa spasi.")


Said = tuple[str, str, str, str]


def _known() -> dict[str, Said]:
    """Code -> sheet, column, message, suggestion."""
    name_rule = _name_rule()
    range_rule = tr("Periksa start, end, dan step pada kolom parameters.")
    entity_rule = tr("Periksa lembar entities dan kolom save_to.")
    parameters = {f"RANGE_{n:03}": ("survey", "parameters", tr("parameter range tidak sesuai."), range_rule)
                  for n in range(1, 13)}
    torn = tr("pernyataan entitas tidak lengkap atau bertentangan.")
    entities = {f"ENTITY_{n:03}": ("entities", "", torn, entity_rule) for n in (5, 6, 7, 9, 12)}
    return parameters | entities | {
        "ENTITY_001": ("survey", "save_to", tr("save_to dipakai tetapi lembar entities tidak ada."), entity_rule),
        "ENTITY_002": ("survey", "save_to", tr("properti {saveto} sudah diisi baris {other_row}."),
                       tr("Hapus atau ganti salah satunya.")),
        "ENTITY_003": ("survey", "save_to", tr("kelompok atau pengulangan tidak dapat disimpan sebagai properti."),
                       tr("Pindahkan save_to ke pertanyaan.")),
        "ENTITY_004": ("survey", "save_to", tr("daftar entitas {dataset} tidak ada di lembar entities."), entity_rule),
        "ENTITY_008": ("survey", "save_to", tr("ada beberapa daftar entitas, jadi save_to harus menyebut daftarnya."),
                       tr("Tulis daftar#properti.")),
        "ENTITY_011": ("survey", "save_to", tr("properti entitas {dataset} berasal dari tempat yang tidak serasi."),
                       entity_rule),
        "ENTITY_013": ("survey", "save_to", tr("save_to hanya boleh memuat satu tanda #."), entity_rule),
        "HEADER_001": ("{sheet_name}", "", tr("baris judul kolom lembar {sheet_name} tidak ditemukan."),
                       tr("Tulis nama kolom di baris pertama.")),
        "HEADER_002": ("{sheet_name}", "{header}", tr("dua kolom berarti sama: {other} dan {header}."),
                       tr("Hapus salah satunya.")),
        "HEADER_003": ("{sheet_name}", "", tr("kolom wajib tidak ada: {missing}."), tr("Tambahkan kolom itu.")),
        "HEADER_004": ("choices", "{column}", tr("judul kolom kosong atau memuat spasi."),
                       tr("Ganti spasi dengan garis bawah.")),
        "HEADER_005": ("entities", "", tr("kolom ini tidak dikenal: {columns}."), tr("Periksa ejaan kolomnya.")),
        "LABEL_001": ("choices", "label", tr("pilihan tanpa label."), tr("Isi kolom label.")),
        "NAMES_001": ("survey", "name", tr("nama {value} dipakai dua kali dalam satu kelompok."),
                      tr("Beri nama lain pada salah satunya.")),
        "NAMES_003": ("survey", "name", tr("nama pengulangan {value} sama dengan nama formulir."),
                      tr("Beri nama lain pada pengulangannya.")),
        "NAMES_004": ("survey", "name", tr("nama pengulangan {value} dipakai dua kali."),
                      tr("Beri nama lain pada salah satunya.")),
        "NAMES_005": ("survey", "name", tr("nama meta sudah dipakai untuk data formulir."), tr("Pakai nama lain.")),
        "NAMES_006": ("choices", "name", tr("pilihan tanpa nama."), tr("Isi kolom name.")),
        "NAMES_007": ("choices", "name", tr("nama pilihan dipakai dua kali dalam satu daftar."),
                      tr("Beri nama lain, atau isi allow_choice_duplicates di lembar settings.")),
        "NAMES_008": ("", "", tr("nama ini tidak sah."), name_rule),
        "NAMES_009": ("settings", "name", tr("nama {name} tidak sah."), name_rule),
        "NAMES_010": ("", "", tr("nama ini tidak boleh dimulai dengan dua garis bawah."), name_rule),
        "NAMES_011": ("", "", tr("nama ini tidak boleh memuat titik."), name_rule),
        "NAMES_012": ("", "", tr("nama ini tidak boleh name atau label."), tr("Pakai nama lain.")),
        "NAMES_014": ("entities", "list_name", tr("nama daftar entitas dipakai dua kali."), tr("Beri nama lain.")),
        "NAMES_015": ("entities", "list_name", tr("daftar entitas tanpa nama."), tr("Isi kolom list_name.")),
        "PYREF_001": ("", "", tr("rujukan tidak sah."), tr("Tulis ${{ lalu nama pertanyaan lalu }}.")),
        "PYREF_002": ("", "", tr("rujukan dalam daftar harus dipisah koma."), ""),
        "PYREF_003": ("", "", tr("pertanyaan {q} tidak ada di lembar survey."), tr("Periksa ejaan namanya.")),
        "PYREF_004": ("", "", tr("nama {q} dipakai lebih dari satu pertanyaan, jadi rujukannya tidak jelas."),
                      tr("Beri nama yang berbeda.")),
        "SURVEY_001": ("survey", "type", tr("end_{type} tanpa begin_{type}."),
                       tr("Hapus baris ini atau tambahkan awalnya.")),
        "SURVEY_002": ("survey", "type", tr("begin_{type} {name} tidak ditutup."), tr("Tambahkan end_{type}.")),
        "SURVEY_003": ("survey", "parameters", tr("incremental hanya boleh true."), ""),
        "SURVEY_004": ("survey", "parameters", tr("parameter harus ditulis kunci=nilai, dipisah spasi."), ""),
        "SURVEY_005": ("survey", "parameters", tr("parameter tidak dikenal: {rejected}."),
                       tr("Yang boleh: {accepted}.")),
        "SURVEY_006": ("survey", "parameters", tr("reference-geometry tidak menunjuk daftar atau pengulangan."), ""),
        "SURVEY_007": ("survey", "parameters", tr("capture-accuracy harus bilangan."), ""),
        "SURVEY_008": ("survey", "parameters", tr("warning-accuracy harus bilangan."), ""),
        "SURVEY_009": ("survey", "parameters", tr("allow-mock-accuracy harus true atau false."), ""),
    }


def _spoken() -> list[tuple[str, Callable[[re.Match[str]], Said]]]:
    """Patterns of pyxform's plain messages."""
    return [
        (r"You must have a sheet named 'survey'", lambda _: (
            "survey", "", tr("buku kerja tidak mempunyai lembar survey."),
            tr("Beri nama survey pada lembar pertanyaan."))),
        (r"Unknown question type '(.+?)'", lambda m: (
            "survey", "type", tr("jenis pertanyaan {name} tidak dikenal.").format(name=m[1]), tr("Periksa ejaannya."))),
        (r"Question with no type", lambda _: (
            "survey", "type", tr("pertanyaan tanpa jenis."), tr("Isi kolom type, misalnya text atau integer."))),
        (r"(Question or group|.*) with no name", lambda _: (
            "survey", "name", tr("pertanyaan tanpa nama."), tr("Isi kolom name."))),
        (r"List name not in (?:external )?choices sheet: (.+)", lambda m: (
            "survey", "type", tr("daftar pilihan {name} tidak ada di lembar choices.").format(name=m[1].strip()),
            tr("Tambahkan daftarnya atau periksa ejaannya."))),
        (r"Parameters must include randomize=true to use a (seed)", lambda _: (
            "survey", "parameters", tr("seed hanya berlaku bersama randomize=true."),
            tr("Tulis randomize=true, seed=… pada kolom parameters."))),
        (r"location information in the (audit), '(location-priority)', '(location-min-interval)'", lambda _: (
            "survey", "parameters", tr("audit dengan lokasi memerlukan tiga parameter lokasi sekaligus."),
            tr("Isi location-priority, location-min-interval, dan location-max-age, atau hapus ketiganya."))),
        (r"Audits must always be named 'audit.'", lambda _: (
            "survey", "name", tr("pertanyaan audit harus bernama audit."), tr("Kosongkan kolom name pada baris itu."))),
        (r"Choice filter not supported with or_other", lambda _: (
            "survey", "choice_filter", tr("choice_filter tidak berlaku bersama or_other."),
            tr("Hapus or_other dan tambahkan pilihan lain sendiri di lembar choices."))),
        (r"The survey element named '(.+?)' has no label or hint", lambda m: (
            "survey", "label", tr("pertanyaan {q} tanpa label.").replace("{q}", m[1]), tr("Isi kolom label."))),
        (r"List name not in columns sheet: (.+)", lambda m: (
            "survey", "type", tr("daftar pilihan {name} tidak ada di lembar choices.").format(name=m[1].strip()),
            tr("Tambahkan daftarnya atau periksa ejaannya."))),
        (r"This section has not been included", lambda _: (
            "", "", tr("bagian atau jenis berkas ini tidak dikenal lagi."), tr("Simpan ulang sebagai .xlsx."))),
        (r"was not recognized as a supported type", lambda _: (
            "", "", tr("berkas ini bukan buku kerja formulir, atau rusak."),
            tr("Buka di Excel dan simpan ulang sebagai .xlsx."))),
        (r"Missing calculation", lambda _: (
            "survey", "calculation", tr("hitungan kosong."), tr("Isi kolom calculation."))),
        (r"Choice names with spaces.*See \[(.+?)\] in \[(.+?)\]", lambda m: (
            "choices", "name", tr("nama pilihan {name} pada daftar {list} memuat spasi.").format(name=m[1], list=m[2]),
            tr("Pakai garis bawah sebagai ganti spasi."))),
        (r"File name for '(.+?)' should end with", lambda m: (
            "survey", "type", tr("nama berkas daftar {name} tidak dikenal.").format(name=m[1]),
            tr("Nama berkas harus berakhir .csv, .xml, atau .geojson."))),
        (r"Duplicate column header: (.+)", lambda m: (
            "", m[1], tr("judul kolom {name} ada dua kali.").format(name=m[1]), tr("Hapus salah satunya."))),
        (r"(\w[\w-]*) must be set to true or false", lambda m: (
            "survey", "parameters", tr("{name} harus true atau false.").format(name=m[1]), "")),
        (r"Parameter (\w[\w-]*) must have an integer value", lambda m: (
            "survey", "parameters", tr("{name} harus bilangan bulat.").format(name=m[1]), "")),
        (r"There has been a problem trying to replace \$\{(.+?)\}", lambda m: (
            "survey", "", tr("pertanyaan {q} tidak ada di lembar survey.").replace("{q}", m[1]),
            tr("Periksa ejaan namanya."))),
    ]
