"""The tables every file has: the programme's, the change log's, the local ones; and the migrations that bring them.

`user_version` counts the migrations a file has seen; `application_id` says that a file is ours. Form tables come from
the forms (`store.form_tables`), triggers from `store.changes.capture`.
"""

from __future__ import annotations

from collections.abc import Callable
from secrets import randbits

from ftd_desktop.store import search
from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.changes.materialize import materialize
from ftd_desktop.store.connection import Connection, quote

APPLICATION_ID = 0x46544431  # "FTD1"

# Synced tables: name -> columns after `_id TEXT NOT NULL PRIMARY KEY`. No NOT NULL, UNIQUE or reference: what another
# laptop wrote must always be storable (MERGE.md section 6). Yes and no are INTEGER 1 and 0.
PROGRAMME: dict[str, str] = {
    "programme": "code TEXT, name TEXT, year INTEGER, note TEXT",
    "cohort": "programme_id TEXT, number TEXT, name TEXT, starts TEXT, ends TEXT, jp_total REAL, min_share REAL, "
              "needs_task INTEGER, needs_endline INTEGER, place TEXT",
    "membership": "participant_id TEXT, cohort_id TEXT, stage TEXT, since TEXT, reason TEXT, officer_id TEXT",
    "officer": "code TEXT, name TEXT, role TEXT, regencies TEXT, active INTEGER",
    "device": "officer_id TEXT, sign_key TEXT, box_key TEXT, status TEXT, since TEXT",
    "office": "name TEXT, unit TEXT, parent TEXT, province TEXT, city TEXT, address TEXT, root_key TEXT",
    "signatory": "name TEXT, front_titles TEXT, back_titles TEXT, position TEXT, rank TEXT, nip TEXT, valid_from TEXT, "
                 "valid_until TEXT, show_titles INTEGER, show_rank INTEGER, show_nip INTEGER",
    "number_block": "device_id TEXT, template TEXT, code TEXT, unit TEXT, year INTEGER, first INTEGER, last INTEGER",
    "certificate": "participant_id TEXT, cohort_id TEXT, block_id TEXT, sequence INTEGER, number TEXT, kind TEXT, "
                   "name_printed TEXT, issued_on TEXT, signatory_id TEXT, status TEXT, reason TEXT, replaces_id TEXT, "
                   "payload TEXT, file_digest TEXT",
    "attachment": "participant_id TEXT, sha256 TEXT, bytes INTEGER, mime TEXT",
}

# The change log and what is derived from it (MERGE.md section 1; docs/formats/change.md).
LOG = """
CREATE TABLE _chg (
  lsn INTEGER PRIMARY KEY AUTOINCREMENT CHECK (lsn > 0),  -- order of arrival in this file; a cursor, never an identity
  t TEXT NOT NULL, row TEXT NOT NULL,     -- table and row id
  hlc INTEGER NOT NULL, rnd INTEGER NOT NULL,  -- the change's id within its row: milliseconds, 64 random bits
  phlc INTEGER, prnd INTEGER,             -- the change it replaced: the greatest head its author saw
  xp TEXT,                                -- further parents, JSON [[hlc, rnd], ...]; almost always NULL
  op INTEGER NOT NULL,                    -- 1 whole row, 2 changed fields, 3 delete, 4 erase
  sv INTEGER,                             -- the column list the author knew (_sv); names the fields of op 1
  dev INTEGER, usr TEXT,                  -- device ordinal (_dev) and officer
  body TEXT,                              -- JSON: array in the order of _sv.cols (op 1), object (op 2), NULL (3, 4)
  UNIQUE (row, hlc, rnd)
) STRICT;
CREATE INDEX _chg_erased ON _chg (row) WHERE op = 4;
CREATE TABLE _xhead (row TEXT NOT NULL, hlc INTEGER NOT NULL, rnd INTEGER NOT NULL,
  auto INTEGER NOT NULL,                  -- 1: no open conflict hangs on it, the next local write replaces it too
  PRIMARY KEY (row, hlc, rnd)) STRICT, WITHOUT ROWID;
CREATE TABLE _conflict (row TEXT NOT NULL, field TEXT NOT NULL,  -- '_deleted': an edit beside a delete
  whlc INTEGER NOT NULL, wrnd INTEGER NOT NULL, lhlc INTEGER NOT NULL, lrnd INTEGER NOT NULL,  -- winner, loser
  PRIMARY KEY (row, field, lhlc, lrnd)) STRICT, WITHOUT ROWID;
CREATE TABLE _refold (row TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;  -- diverged rows written since the fold
CREATE TABLE _orphan (row TEXT PRIMARY KEY NOT NULL, t TEXT NOT NULL, parent TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE _sync (t TEXT PRIMARY KEY NOT NULL, sv INTEGER NOT NULL, parent TEXT) STRICT;  -- what is captured
CREATE TABLE _schema (name TEXT PRIMARY KEY NOT NULL, type TEXT NOT NULL, sql TEXT NOT NULL) STRICT;  -- as left by us
CREATE TABLE _sv (t TEXT NOT NULL, sv INTEGER NOT NULL, cols TEXT NOT NULL, PRIMARY KEY (t, sv)) STRICT;
CREATE TABLE _st (one INTEGER PRIMARY KEY CHECK (one = 1), applying INTEGER NOT NULL DEFAULT 0,
  dev INTEGER NOT NULL DEFAULT 0, usr TEXT, epoch INTEGER NOT NULL) STRICT;
CREATE TABLE _epoch (epoch INTEGER PRIMARY KEY, after INTEGER NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE _chain (lsn INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, digest BLOB NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE _dev (dev INTEGER PRIMARY KEY, device_id TEXT, officer_id TEXT, name TEXT, sign_key TEXT, box_key TEXT,
  scope TEXT, status TEXT) STRICT;
CREATE TABLE _peer (peer TEXT NOT NULL, epoch INTEGER NOT NULL, way TEXT NOT NULL,  -- way: up | down
  lsn INTEGER NOT NULL, digest BLOB, safe INTEGER, at TEXT, PRIMARY KEY (peer, epoch, way)) STRICT;
CREATE TABLE _sent (device TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (device, row)) STRICT, WITHOUT ROWID;
CREATE TABLE _bundle (file_id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, peer TEXT, epoch INTEGER, first INTEGER,
  last INTEGER, digest BLOB, changes INTEGER, new INTEGER, lsn_first INTEGER, lsn_last INTEGER, at TEXT NOT NULL,
  name TEXT, detail TEXT) STRICT;         -- lsn_first..lsn_last: what arrived with it in this file's log
"""

LOCAL = """
CREATE TABLE _form (form_id TEXT NOT NULL, version TEXT NOT NULL, title TEXT, xform TEXT NOT NULL, sha256 TEXT NOT NULL,
  installed TEXT NOT NULL, PRIMARY KEY (form_id, version)) STRICT;
CREATE TABLE _form_media (form_id TEXT NOT NULL, version TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
  PRIMARY KEY (form_id, version, name)) STRICT;
CREATE TABLE _blob (sha256 TEXT PRIMARY KEY NOT NULL, data BLOB NOT NULL) STRICT;
CREATE TABLE _trail (record_id TEXT PRIMARY KEY NOT NULL, form_id TEXT NOT NULL, version TEXT NOT NULL,
  participant_id TEXT, round TEXT, begun TEXT NOT NULL, last_ref TEXT, touched TEXT) STRICT;
CREATE TABLE _trail_entry (n INTEGER PRIMARY KEY, record_id TEXT NOT NULL, ref TEXT NOT NULL, value TEXT NOT NULL,
  at TEXT NOT NULL) STRICT;
CREATE INDEX _trail_entry_record ON _trail_entry (record_id, n);
CREATE TABLE _setting (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
CREATE TABLE _secret (name TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL) STRICT;
CREATE TABLE _journal (n INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, usr TEXT, event TEXT NOT NULL,
  detail TEXT NOT NULL) STRICT;
"""

# Derived from ftd_profil by triggers (store.participant_table); `_n` is the search index's row number.
PARTICIPANT_COLUMNS = ("kode", "nama", "nama_sertifikat", "nik", "jk", "tgl_lahir", "hp", "usaha", "kab", "kec", "desa",
                       "_owner", "_status", "_updated")
PARTICIPANT = f"""
CREATE TABLE participant (_n INTEGER PRIMARY KEY, _id TEXT NOT NULL UNIQUE, {" TEXT, ".join(PARTICIPANT_COLUMNS)} TEXT)
  STRICT;
"""


def _first_tables(file: Connection) -> None:
    """Version 1: everything above."""
    for name, columns in PROGRAMME.items():
        file.execute(f"CREATE TABLE {quote(name)} (_id TEXT NOT NULL PRIMARY KEY, {columns}) STRICT")
    for script in (LOG, LOCAL, PARTICIPANT):
        for statement in statements(script):
            file.execute(statement)
    search.make(file)
    epoch = randbits(63)
    file.execute("INSERT INTO _st (one, epoch) VALUES (1, ?)", (epoch,))
    file.execute("INSERT INTO _epoch (epoch, after, at) VALUES (?, 0, strftime('%Y-%m-%dT%H:%M:%fZ'))", (epoch,))
    for name in PROGRAMME:
        capture.install(file, name)
    capture.guard_log(file)


def _places_and_overrides(file: Connection) -> None:
    """Version 2: places of a cohort in all and by regency (JSON), and completions granted against the rule."""
    file.execute("ALTER TABLE cohort ADD COLUMN places INTEGER")
    file.execute("ALTER TABLE cohort ADD COLUMN quotas TEXT")
    file.execute("CREATE TABLE completion_override (_id TEXT NOT NULL PRIMARY KEY, participant_id TEXT, "
                 "cohort_id TEXT, reason TEXT, asked_by TEXT, asked_name TEXT, approved_by TEXT, approved_name TEXT, "
                 "decided TEXT, withdrawn TEXT) STRICT")
    for name in ("cohort", "completion_override"):
        capture.install(file, name)


def _list_indexes(file: Connection) -> None:
    """Version 3: the orders and filters of the participant list, which else read a million rows for one page."""
    for name, columns in (("nama", "nama COLLATE NOCASE, _id"), ("usaha", "usaha COLLATE NOCASE"), ("kode", "kode"),
                          ("kab", "kab"), ("lahir", "tgl_lahir"), ("updated", "_updated")):
        file.execute(f"CREATE INDEX _list_{name} ON participant ({columns})")
    for column in ("participant_id", "cohort_id"):
        file.execute(f"CREATE INDEX _member_{column} ON membership ({column})")


def _attachment_notes(file: Connection) -> None:
    """Version 4: what a file was called when it was picked, and since when no answer names it (store.letting_go).

    `_blob_note` stands apart: reading a column behind a photo's bytes would read the photo.
    """
    file.execute("ALTER TABLE attachment ADD COLUMN label TEXT")
    for column in ("participant_id", "sha256"):
        file.execute(f"CREATE INDEX _attachment_{column} ON attachment ({column})")
    file.execute("CREATE TABLE _blob_note (sha256 TEXT PRIMARY KEY NOT NULL, label TEXT, "
                 "let_go TEXT) STRICT, WITHOUT ROWID")  # let_go: NULL named now; '' never named; else since when not
    capture.install(file, "attachment")
    file.set_setting("attachments_seen", file.value("SELECT max(lsn) FROM _chg") or 0)


def _certificate_look(file: Connection) -> None:
    """Version 5: the office's certificate template (JSON) and logos (base64), which go to every trainer's machine."""
    for column in ("certificate_template", "logo_left", "logo_right"):
        file.execute(f"ALTER TABLE office ADD COLUMN {column} TEXT")
    capture.install(file, "office")


def _shorter_log(file: Connection) -> None:
    """Version 6: changes name their officer only when it is not the machine's own, and full rows end at their last
    answer; what was written before stays as it is and reads the same.
    """
    for table, parent in file.execute("SELECT t, parent FROM _sync").fetchall():
        capture.install(file, table, parent)
    file.execute("UPDATE _st SET usr = nullif(usr, (SELECT officer_id FROM _dev WHERE _dev.dev = _st.dev))")


def _narrow_lists(file: Connection) -> None:
    """Version 7: every order of the list within one regency, by name within one owner; names folded more widely.

    Row numbers settle ties. By name the index carries the ids too: filters by stage and round try everybody by theirs.
    """
    for name in ("nama", "kab"):
        file.execute(f"DROP INDEX _list_{name}")
    for name, columns in (("nama", "nama COLLATE NOCASE, _n, _id"), ("kab", "kab, nama COLLATE NOCASE"),
                          ("kab_usaha", "kab, usaha COLLATE NOCASE"), ("kab_updated", "kab, _updated"),
                          ("kab_kode", "kab, kode"), ("owner", "_owner, nama COLLATE NOCASE")):
        file.execute(f"CREATE INDEX _list_{name} ON participant ({columns})")
    search.again(file)


# Each brings a file from version n to n + 1, inside one transaction. Append only.
MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_first_tables, _places_and_overrides, _list_indexes,
                                                        _attachment_notes, _certificate_look, _shorter_log,
                                                        _narrow_lists)


def version(file: Connection) -> int:
    """How many migrations the file has seen."""
    return int(file.value("PRAGMA user_version"))


def migrate(file: Connection) -> None:
    """Bring the file to the newest version: all steps or none.

    Rows that came from a newer program, and waited in the log for the columns it knew, are shown from now on.
    """
    with file.write():
        old = version(file)
        in_order = old == 0 or capture.in_order(file)
        before = _columns(file) if old else {}
        for number, step in enumerate(MIGRATIONS[old:], start=old + 1):
            step(file)
            file.execute(f"PRAGMA user_version = {number}")
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        materialize(file, [row for table, names in (_columns(file) if old else {}).items()
                           for row in log.rows_that_speak_of(file, table, names - before.get(table, set()))])
        if in_order:
            capture.remember(file)


def _columns(file: Connection) -> dict[str, set[str]]:
    """The columns of every synced table, its `_id` (the table itself) among them."""
    return {table: {"_id", *capture.described(file, table).names} for table in capture.tables(file)}


def statements(script: str) -> list[str]:
    """The single statements of a script of CREATEs (its comments and texts hold no semicolon at a line's end)."""
    plain = "\n".join(line.split("--")[0].rstrip() for line in script.splitlines())
    return [part.strip() for part in plain.split(";\n") if part.strip(" ;\n")]
