"""The answers of the record keyed before this one, for F7 where there is no last round. For the file's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftd_desktop.forms.interview import rows_to_values
from ftd_desktop.store import records

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Form
    from ftd_desktop.store.file import DataFile


def last_answers(file: DataFile, form: Form, record_id: str) -> dict[str, str]:
    """Question name -> answer of the record of this form saved last before; {} when there is none."""
    sql = f'SELECT _id FROM "{form.form_id}" WHERE _id <> ? AND _status IS NOT NULL ORDER BY _updated DESC LIMIT 1'
    last = file.value(sql, (record_id,))
    if last is None:
        return {}
    values = rows_to_values(form, records.load(file, form, last).rows)
    return {question.name: values[path] for path, question in form.questions.items() if values.get(path)}
