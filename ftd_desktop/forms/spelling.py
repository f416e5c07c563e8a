"""Headers and settings that pyxform passes over without a word: mostly slips of the pen."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from ftd_desktop.forms.faults import Fault
from ftd_desktop.forms.form import Form
from ftd_desktop.forms.sheets import Workbook
from ftd_desktop.i18n import tr

_SURVEY = """
    type name label hint guidance_hint required required_message relevant constraint constraint_message calculation
    trigger default read_only readonly appearance parameters choice_filter repeat_count image big-image audio video
    autoplay save_to rows no_app_error_string compact_tag disabled media bind body instance caption command value
    noAppErrorString relevance required message constraining_message requiredMsg constraintMsg calculate count
    jr:count query itemset list_name sms_field sms_option sms_separator sms_allow_media sms_date_format
    sms_datetime_format sms_response $kuid $xpath $autoname hxl note notes comment comments catatan keterangan
"""
_SETTINGS = """
    form_title form_id version instance_name default_language style public_key submission_url auto_send auto_delete
    client_editable allow_choice_duplicates clean_text_values namespaces name add_none_option omit_instanceID flat
    instance_id instance_xmlns sms_keyword sms_separator sms_allow_media sms_date_format sms_datetime_format
    sms_response prefix delimiter attribute title id_string set_form_id set_form_title form_name omit_instance_id
"""
SURVEY, SETTINGS = frozenset(_SURVEY.split()), frozenset(_SETTINGS.split())


def misspelt(book: Workbook, form: Form) -> Iterator[Fault]:
    """Columns whose name is nearly one that is known, and a default language that the form does not have."""
    for sheet, known in (("survey", SURVEY), ("settings", SETTINGS)):
        folded = {name.lower() for name in known}
        for column in book.columns(sheet):
            plain = column.partition("::")[0].strip().lower()
            if plain and plain not in folded and ":" not in plain:
                joined = plain.replace(" ", "_")
                close = get_close_matches(joined, known, 1, 0.8)
                if close and close[0] != joined:
                    yield Fault(sheet, 1, column, tr("kolom ini tidak dikenal dan dilewati."),
                                tr("Mungkin yang dimaksud {name}?").format(name=close[0]))
    for number, row in book.rows("settings"):
        wanted = str(row.get("default_language") or "").strip()
        if wanted and wanted not in form.languages and form.languages not in (("default",), ("",)):
            yield Fault("settings", number, "default_language",
                        tr("formulir ini tidak mempunyai bahasa {language}.").format(language=wanted),
                        tr("Yang ada: {languages}.").format(languages=", ".join(form.languages)))
