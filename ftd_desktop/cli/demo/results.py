"""What the office makes of it: attendance, certificates that can be checked, the report."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from ftd_desktop.cli.demo.people import people
from ftd_desktop.cli.demo.world import World, key_in
from ftd_desktop.cli.report import write as write_report
from ftd_desktop.i18n import tr
from ftd_desktop.programme import participants
from ftd_desktop.programme.record import OpenRecord

SESSIONS = (
    ("mindset", "Pola pikir dan strategi pemasaran"), ("branding", "Penjenamaan, kemasan, dan foto produk"),
    ("konten", "Pembuatan konten"), ("lokapasar", "Lokapasar dan platform pemerintah"),
    ("legal", "Legalitas dan sertifikasi"), ("keuangan", "Pencatatan keuangan dan HPP"),
)
JP_EACH = 8
FIRST_SESSION = date(2022, 8, 20)
NOTE = "DATA CONTOH: orang dan usaha karangan"


def attendance(world: World) -> None:
    """Six sessions entered by the trainer through the attendance form."""
    for number, (topic, subject) in enumerate(SESSIONS, 1):
        day = FIRST_SESSION + timedelta(days=7 * (number - 1))
        world.clock.set(day, 17)
        record = world.desks["provinsi"].start("ftd_presensi")
        _list_members(world, record, number)
        key_in(record, {
            "program": "FTD", "tahun_program": "2022", "angkatan": "01", "sesi_ke": str(number),
            "sesi_tgl": day.isoformat(), "topik": topic, "materi": subject, "jp": str(JP_EACH), "moda": "luring",
            "tempat": "Gedung PLUT (contoh)", "narasumber": "Pelatih Karangan",
        })
    world.tell(tr("Pelatih: {sessions} sesi, {jp} JP, presensi {n} peserta.").format(
        sessions=len(SESSIONS), jp=JP_EACH * len(SESSIONS), n=len(people())))


def _list_members(world: World, record: OpenRecord, session: int) -> None:
    """One row of the repeat for each member: present until the sessions each attended are used up."""
    for position, person in enumerate(people(), 1):
        row = f"/data/presensi[{position}]"
        if f"{row}/hadir" not in record.interview.refs():
            record.add_repeat("/data/presensi")
        code = participants.participant(world.province, world.participants[person.name]).code
        record.answer(f"{row}/peserta_id", code)
        record.answer(f"{row}/hadir", "hadir" if session <= person.sessions else "alpa")


def certificates(world: World) -> list[Path]:
    """Who may have one and why not, numbers, PDFs; then one is checked, and one that was altered is refused."""
    from ftd_desktop.certificates import authority, batch, eligibility, keys, verify
    from ftd_desktop.certificates.trust import read as read_trust

    standings = eligibility.assess(world.province, world.cohort_id)
    for standing in standings:
        if not standing.eligible:
            world.tell(tr("  belum layak: {name}: {reasons}").format(
                name=standing.name, reasons="; ".join(standing.reasons)))
    made = batch.issue(
        world.province, world.cohort_id, signatory_id=world.signatory_id, issued_on=world.today,
        folder=world.folder / "sertifikat", signer=keys.signer(world.province),
    )
    world.counts["certificates"] = len(made.issued)
    world.counts["not_eligible"] = sum(not standing.eligible for standing in standings)
    sentence = tr("Sertifikat: {n} terbit ({first} sampai {last}), {held} belum layak, satu PDF untuk pencetak.")
    world.tell(sentence.format(n=len(made.issued), first=made.issued[0].number, last=made.issued[-1].number,
                               held=world.counts["not_eligible"]))
    listed = authority.publish(world.province, keys.root(world.province), world.today)
    (world.folder / "sertifikat" / "daftar-kunci.ftdtrust").write_bytes(listed)
    trust = read_trust(listed)
    verdict = verify.check(made.issued[0].path, trust)
    assert verdict.genuine, verdict
    altered = verify.check(_altered(world, made.issued[0].number), trust)
    assert not altered.genuine, altered
    world.tell(tr("Periksa keaslian: {file} asli; isi QR yang diubah satu tanda ditolak.").format(
        file=made.issued[0].path.name))
    return [issued.path for issued in made.issued]


def _altered(world: World, number: str) -> str:
    """The text of a certificate's QR with one sign changed."""
    text = str(world.province.value("SELECT payload FROM certificate WHERE number = ?", (number,)))
    return text[:-5] + ("A" if text[-5] != "A" else "B") + text[-4:]


def report(world: World) -> list[Path]:
    """The income line with its caution, on paper and as figures."""
    from ftd_desktop.evaluation import claims, data, income

    pairs = data.paired(world.province, world.cohort_id, "baseline", "endline")
    line = income.line(pairs)
    for sentence in (claims.headline(line), *claims.caution(line)):
        world.tell("  " + sentence)
    folder = world.folder / "laporan"
    folder.mkdir(exist_ok=True)
    paper, book = write_report(world.province, pairs, folder, world.today, NOTE, world.cohort_id)
    world.counts |= {"paired": line.n, "lost": line.lost, "closed": line.closed}
    world.tell(tr("Laporan: {paper} dan {book}.").format(paper=paper.name, book=book.name))
    return [paper, book]
