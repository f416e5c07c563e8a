"""`participant`: the profile form's entity columns as a table of its own, kept equal by SQL triggers.

It is derived, so it is not captured in the log and never written by hand; the form says by `save_to` which question
fills which column.
"""

from __future__ import annotations

from ftd_desktop.forms.definition import Form
from ftd_desktop.store.connection import Connection, quote

PROFILE = "ftd_profil"
ENTITY = ("kode", "nama", "nama_sertifikat", "nik", "jk", "tgl_lahir", "hp", "usaha", "kab", "kec", "desa")
SYSTEM = ("_owner", "_status", "_updated")


def install(file: Connection, form: Form) -> None:
    """Make the triggers of the profile form, and fill the table anew when they differ; other forms change nothing."""
    if form.form_id != PROFILE:
        return
    sources = _sources(form)
    wanted = _triggers(sources)
    found = dict(file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '_who_%'"))
    if found == wanted:
        return
    for name in found:
        file.execute(f"DROP TRIGGER {quote(name)}")
    for statement in wanted.values():
        file.execute(statement)
    file.set_setting("participant_sources", sources)
    fill(file)


def _sources(form: Form) -> dict[str, str]:
    """participant column -> column of the profile table."""
    by_path = {column.path: column.name for column in form.tables[0].columns}
    saved = {question.save_to: by_path[question.path] for question in form.questions.values()
             if question.save_to in ENTITY and question.path in by_path}
    return {name: saved[name] for name in ENTITY if name in saved} | {name: name for name in SYSTEM}


def _triggers(sources: dict[str, str]) -> dict[str, str]:
    """Delete and insert rather than upsert: no conflict clause of an outer statement can reach into it."""
    table, targets = quote(PROFILE), ", ".join(map(quote, sources))
    values = ", ".join(f"NEW.{quote(column)}" for column in sources.values())
    sets = ", ".join(f"{quote(target)} = NEW.{quote(column)}" for target, column in sources.items())
    of = ", ".join(map(quote, sources.values()))
    return {
        "_who_i": f"CREATE TRIGGER _who_i AFTER INSERT ON {table} BEGIN "
                  "DELETE FROM participant WHERE _id = NEW._id; "
                  f"INSERT INTO participant (_id, {targets}) VALUES (NEW._id, {values}); END",
        "_who_u": f"CREATE TRIGGER _who_u AFTER UPDATE OF {of} ON {table} BEGIN "
                  f"UPDATE participant SET {sets} WHERE _id = NEW._id; END",
        "_who_d": f"CREATE TRIGGER _who_d AFTER DELETE ON {table} BEGIN "
                  "DELETE FROM participant WHERE _id = OLD._id; END",
    }


def fill(file: Connection) -> None:
    """Fill the table anew from the profiles; nothing when no profile form was installed."""
    sources = file.setting("participant_sources")
    if sources is None:
        return
    targets = ", ".join(map(quote, sources))
    columns = ", ".join(map(quote, sources.values()))
    file.execute("DELETE FROM participant")
    file.execute(f"INSERT INTO participant (_id, {targets}) SELECT _id, {columns} FROM {quote(PROFILE)} ORDER BY _id")


def fill_missing(file: Connection) -> None:
    """Fill the table anew when it does not show exactly the profiles."""
    sources = file.setting("participant_sources")
    if sources is None:
        return
    targets, columns = (", ".join(map(quote, names)) for names in (sources, sources.values()))
    profiles, people = f"SELECT _id, {columns} FROM {quote(PROFILE)}", f"SELECT _id, {targets} FROM participant"
    if file.row(f"SELECT * FROM ({profiles} EXCEPT {people}) UNION ALL SELECT * FROM ({people} EXCEPT {profiles})"):
        fill(file)
