"""Coarse places and sectors for what leaves the office: zones of the province, groups of sectors."""

from __future__ import annotations

#: Kemendagri codes of each zone; the zones are customary, not administrative.
_ZONES: dict[str, tuple[str, ...]] = {
    "Mebidangro": ("12.71", "12.75", "12.07", "12.06"),
    "Pantai Timur": ("12.05", "12.18", "12.76", "12.19", "12.09", "12.74", "12.23", "12.10", "12.22"),
    "Dataran Tinggi": ("12.11", "12.15", "12.08", "12.72", "12.12", "12.17", "12.16", "12.02"),
    "Tapanuli dan Pantai Barat": ("12.01", "12.73", "12.03", "12.77", "12.13", "12.21", "12.20"),
    "Kepulauan Nias": ("12.04", "12.24", "12.25", "12.14", "12.78"),
}
_GROUPS: dict[str, tuple[str, ...]] = {
    "pangan": ("makmin_olahan", "kuliner_siap_saji", "kopi_teh_cokelat", "agribisnis"),
    "sandang_kriya": ("fesyen", "tenun_batik", "kriya", "furnitur"),
    "kesehatan_kecantikan": ("kecantikan", "herbal"),
    "jasa_dagang": ("perdagangan", "jasa_kreatif", "jasa_lain", "pariwisata", "digital", "simpan_pinjam", "lainnya"),
}
_GROUP_NAMES = {
    "pangan": "Pangan", "sandang_kriya": "Sandang dan kriya", "kesehatan_kecantikan": "Kesehatan dan kecantikan",
    "jasa_dagang": "Jasa dan perdagangan",
}
_ZONE_OF = {code: name for name, codes in _ZONES.items() for code in codes}
_GROUP_OF = {code: name for name, codes in _GROUPS.items() for code in codes}


def zone(code: object) -> str:
    """The zone of a regency or city; "" for none and for elsewhere."""
    return _ZONE_OF.get(str(code or ""), "")


def sector_group(code: object) -> str:
    """The group of a sector; "" for none."""
    return _GROUP_OF.get(str(code or ""), "")


def group_name(group: str) -> str:
    """A group of sectors in words; "" for anything else."""
    return _GROUP_NAMES.get(group, "")


def zones() -> dict[str, tuple[str, ...]]:
    """Each zone and its regencies' codes."""
    return dict(_ZONES)
