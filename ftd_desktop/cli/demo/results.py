"""What the office makes of it: attendance, certificates that can be checked, the report."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from ftd_desktop.cli.demo.people import Person, people
from ftd_desktop.cli.demo.world import World
from ftd_desktop.i18n import tr
from ftd_desktop.programme import attendance_grid, participants, sessions
from ftd_desktop.programme.attendance_grid import Mark
from ftd_desktop.programme.sessions import Plan

SESSIONS = (
    ("mindset", "Pola pikir dan strategi pemasaran"), ("branding", "Penjenamaan, kemasan, dan foto produk"),
    ("konten", "Pembuatan konten"), ("lokapasar", "Lokapasar dan platform pemerintah"),
    ("legal", "Legalitas dan sertifikasi"), ("keuangan", "Pencatatan keuangan dan HPP"),
)
JP_EACH = 8.0
TRAINERS = ("Pelatih Karangan", "Narasumber Karangan, S.Kom.")
FIRST_SESSION = date(2022, 8, 20)
NOTE = "DATA CONTOH: orang dan usaha karangan"


def attendance(world: World) -> None:
    """Six Saturdays in the timetable, each noted in the attendance grid on the evening of its day."""
    desk = world.desks["provinsi"]
    for number, (topic, subject) in enumerate(SESSIONS, 1):
        day = FIRST_SESSION + timedelta(days=7 * (number - 1))
        world.clock.set(day, 17)
        session = sessions.save(desk, world.cohort_id, Plan(
            number, day, topic, subject, JP_EACH, "luring", "08:30", "14:30", "Gedung PLUT (contoh)",
            TRAINERS[number % 2]))
        attendance_grid.write(desk, session, {
            participants.participant(world.province, world.participants[person.name]).code: _mark(person, number)
            for person in people()})
    world.tell(tr("Pelatih: {sessions} sesi, {jp} JP, presensi {n} peserta.").format(
        sessions=len(SESSIONS), jp=f"{JP_EACH * len(SESSIONS):g}", n=len(people())))


def _mark(person: Person, number: int) -> Mark:
    """Present until the sessions each attended are used up; then away, with a word or without."""
    if number <= person.sessions:
        return Mark("hadir")
    return Mark(("izin", "sakit", "alpa")[(number + len(person.name)) % 3])


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
    from ftd_desktop.cli.report_papers import Papers
    from ftd_desktop.evaluation import claims, data, income
    from ftd_desktop.evaluation.reading import Reader

    reader = Reader(world.province)
    pairs = data.paired(reader, world.cohort_id, "baseline", "endline")
    line = income.line(pairs)
    for sentence in (claims.headline(line), *claims.caution(line)):
        world.tell("  " + sentence)
    papers = Papers(world.province, reader, pairs, world.cohort_id, world.folder / "laporan", world.today, NOTE)
    paper, book = papers.write(("report", "figures"))
    world.counts |= {"paired": line.n, "lost": line.lost, "closed": line.closed}
    world.tell(tr("Laporan: {paper} dan {book}.").format(paper=paper.name, book=book.name))
    return [paper, book]
