"""``ftd certificate verify`` checks a PDF, a picture or the text of a code; ``publish`` writes the check page."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from ftd_desktop.certificates import trust as trust_lists
from ftd_desktop.certificates.dates import short_date
from ftd_desktop.certificates.payload import PREFIX
from ftd_desktop.certificates.signing import key_id
from ftd_desktop.certificates.trust import TrustList
from ftd_desktop.certificates.verify import BAD, GOOD, Verdict, check_all
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr

_MARKS = {GOOD: "[v]", BAD: "[x]"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``verify SOURCE [--trust FILE]`` and ``publish DATA.ftdb FOLDER``."""
    actions = parser.add_subparsers(dest="action", metavar="TINDAKAN", required=True)
    words = tr("periksa PDF, gambar, atau teks kode sertifikat")
    verify = actions.add_parser("verify", help=words, description=words)
    verify.add_argument("source", metavar="BERKAS|TEKS", help=tr("PDF, gambar PNG/JPEG, atau teks FTD1:…"))
    verify.add_argument("--trust", metavar="BERKAS", type=Path, help=tr("daftar kunci dari kantor (.ftdtrust)"))
    words = tr("tulis halaman periksa dan daftar kunci untuk dibagikan (berkas provinsi)")
    publish = actions.add_parser("publish", help=words, description=words)
    publish.add_argument("file", metavar="DATA.ftdb", type=Path)
    publish.add_argument("folder", metavar="FOLDER", type=Path)


def run(args: argparse.Namespace) -> int:
    """0 when every certificate is genuine, or the page was written; else 1."""
    return _publish(args.file, args.folder) if args.action == "publish" else _verify(args)


def _publish(path: Path, folder: Path) -> int:
    from ftd_desktop.certificates import checkpage
    from ftd_desktop.cli.unlock import open_file

    with open_file(path) as file:
        page, listed = checkpage.write(file, folder, datetime.now().astimezone().date())
    print(page)
    print(listed)
    return 0


def _verify(args: argparse.Namespace) -> int:
    trust = _trust(args.trust)
    source: str | Path = args.source if args.source.startswith(PREFIX) else Path(args.source)
    verdicts = check_all(source, trust)
    for verdict in verdicts:
        _tell(verdict)
    if trust is not None:
        print(tr("Daftar kunci {office} per {as_of}, sidik akar {root}.").format(
            office=trust.office, as_of=short_date(trust.as_of), root=key_id(trust.root).hex()))
    return 0 if all(verdict.genuine for verdict in verdicts) else 1


def _trust(path: Path | None) -> TrustList | None:
    if path is None:
        return None
    try:
        return trust_lists.read(path.read_bytes())
    except OSError as fault:
        raise UserError("Daftar kunci {path} tidak dapat dibaca. Periksa letaknya.", path=str(path)) from fault


def _tell(verdict: Verdict) -> None:
    facts = verdict.facts
    if facts is not None:
        print(f"{facts.number}  {facts.name}")
        print(f"    {facts.programme}, {short_date(facts.starts)} – {short_date(facts.ends)}, {facts.jp:g} JP, "
              + tr("terbit {day}").format(day=short_date(facts.issued)))
    for finding in verdict.findings:
        print(f"  {_MARKS.get(finding.state, '[?]')} {finding.words}")
    print("  " + (tr("ASLI") if verdict.genuine else tr("TIDAK TERBUKTI ASLI")))
