"""What an empty question needs to be told: what a PC cannot capture by itself, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftd_desktop.i18n import tr

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question


def help_for(question: Question) -> str:
    """The way to answer it here; "" for a question that explains itself."""
    if question.control == "upload":
        return _help_for_file(question)
    if question.type == "geopoint":
        return tr("Ketik lintang dan bujur, atau tempel tautan peta.")
    if question.type in ("geotrace", "geoshape"):
        return tr("Ketik titik-titiknya dipisah titik koma, atau tempel GeoJSON atau KML.")
    return ""


def _help_for_file(question: Question) -> str:
    kind = question.parameters.get("mediatype", "").partition("/")[0]
    if kind in ("audio", "video"):
        return tr("Laptop ini tidak merekam. Rekam dengan ponsel, lalu pilih berkasnya di sini.")
    if {"new", "new-front"} & set(question.appearance.split()):
        return tr("Laptop ini tidak memotret. Potret dengan ponsel, lalu pilih fotonya di sini.")
    return ""
