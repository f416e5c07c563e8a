"""What a certificate costs: CPU and size beside the bare signed QR and beside other ways to write the same page.

The floor is signing and making the QR alone, in the same run. Peers (fpdf2, typst, WeasyPrint, and LibreOffice with
letters filled from the list, as its mail merge fills them) are measured where they are installed, front page only,
from the same content with the same font and a ready QR: less work than ours does.
The second table reads the QR back from pages drawn at 150 dpi and worsened. All names are made up.
"""

from __future__ import annotations

import io
import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from ftd_desktop import resources
from ftd_desktop.certificates import preview, qr
from ftd_desktop.certificates.content import Letterhead, Occasion, Person, Signature, facts
from ftd_desktop.certificates.paper import Paper
from ftd_desktop.certificates.payload import Material, seal
from ftd_desktop.certificates.signing import Signer

COUNT, PEER_COUNT, READ_BACK = 1000, 20, 200
FIRST = ("Siti", "Muhammad", "Nur'aini", "Tengku", "Wong", "Yosua", "Hj. Rosmaida", "Drs. Dermawan", "Otniel", "Encik")
LAST = ("br. Ginting", "Siregar", "Hutagalung", "Telaumbanua", "Nasution", "Perangin-angin", "Lumban Tobing", "A",
        "Zebua")
MATERIALS = ("Pola pikir usaha", "Foto produk dengan telepon", "Konten dan media sosial", "Toko daring dan lokapasar",
             "Pencatatan keuangan", "Kemasan, merek, legalitas", "Iklan dan anggarannya", "Rencana tindak lanjut")


def occasion() -> Occasion:
    """A cohort as the office prints it."""
    left, right = (resources.path("certificates", f"logo_{side}.svg").read_bytes() for side in ("left", "right"))
    return Occasion(
        Letterhead("PEMERINTAH PROVINSI CONTOH", "DINAS KOPERASI DAN UKM (CONTOH)", "UPTD PLUT (CONTOH)", "Jalan 1"),
        Signature("Kepala UPTD (contoh)", "Marolop Contoh Sihombing", "Pembina (IV/a)", "197403121999031002"),
        "Fast Track Digitalisasi Tahun 2022", "01", date(2022, 8, 1), date(2022, 9, 30), "Medan", "Medan", 48,
        date(2022, 10, 3), tuple(Material(subject, 6) for subject in MATERIALS), logos=(left, right),
    )


def people(count: int) -> list[Person]:
    """Made-up people with names of 5 to 80 letters, the same each time."""
    chance = random.Random(5)
    made = []
    for n in range(1, count + 1):
        name = " ".join([chance.choice(FIRST), *chance.choices(LAST, k=chance.choice((1, 1, 1, 2, 4)))])[:80]
        made.append(Person(f"500.3/{n:04}/PLUT-FTD/2022", name, f"Usaha Contoh {n}", "Kota Medan", 44))
    return made


def main() -> None:
    """Print both tables."""
    shared, signer = occasion(), Signer(bytes(32))
    floor = cpu(lambda one: qr.modules(seal(facts(shared, one), signer)), people(COUNT))
    paper = Paper(shared)
    made = []

    def issue(one: Person) -> None:
        made.append(paper.pages(one, seal(facts(shared, one), signer)))
        paper.single(made[-1])

    ours = cpu(issue, people(COUNT))
    started = time.process_time()
    combined = paper.combined(made)
    joined = (time.process_time() - started) / COUNT * 1000
    one = len(paper.single(made[0]))
    print(f"{'':34}{'ms CPU each':>12}{'x floor':>9}{'bar':>7}{'bytes each':>12}{'bar':>7}")
    line("sign + make the QR (floor)", floor, floor)
    line("ours: signed, 2 pages, own file", ours, floor, "4", one)
    line("ours: joined into the print file", joined, floor, "", len(combined) // COUNT, "8192")
    for name, peer in peers(shared, signer):
        line(f"{name}: front page only", cpu(peer, people(PEER_COUNT)), floor)
    if soffice := shutil.which("soffice"):
        line("LibreOffice: front page only", with_libreoffice(soffice, shared, signer), floor)
    else:
        print("LibreOffice is not installed here: no mail merge beside ours")
    print()
    read_back(paper, shared, signer)
    print()
    responsive()


def responsive() -> None:
    """A batch of 300 from the window's workers: the longest wait of the GUI thread (bar: 50 ms)."""
    from PySide6.QtCore import QCoreApplication, QTimer

    from ftd_desktop.certificates import batch
    from ftd_desktop.ui.tasks import Tasks
    from tests.certificates.conftest import ISSUED, made_up

    app, tasks = QCoreApplication.instance() or QCoreApplication([]), Tasks(print)
    ticks: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    with tempfile.TemporaryDirectory() as folder, contextmanager(made_up)(
            Path(folder), tuple(person.name for person in people(300))) as world:
        world.file.update("number_block", world.block, {"last": 400})
        timer.start(1)
        tasks.store(lambda job: batch.issue(
            world.file, world.cohort, signatory_id=world.signatory, issued_on=ISSUED, folder=Path(folder) / "pdf",
            signer=Signer(bytes(32)), progress=job.report, cancelled=job.cancelled), lambda _: app.quit(),
            progress=lambda done, total, words: None)
        app.exec()
        tasks.close()
    gaps = sorted((later - earlier) * 1000 for earlier, later in pairwise(ticks))
    print(f"batch of 300 in the window: {ticks[-1] - ticks[0]:.1f} s, the GUI thread waits at most {gaps[-1]:.0f} ms "
          f"(bar: 50), 99th percentile {gaps[len(gaps) * 99 // 100]:.0f} ms")


def line(name: str, each: float, floor: float, bar: str = "", size: int | None = None, size_bar: str = "") -> None:
    """One row."""
    print(f"{name:34}{each:12.2f}{each / floor:9.1f}{bar:>7}{size if size else '':>12}{size_bar:>7}")


def cpu(work: Callable[[Person], object], persons: list[Person]) -> float:
    """Milliseconds of CPU for each person, after one to warm up."""
    work(persons[0])
    started = time.process_time()
    for person in persons:
        work(person)
    return (time.process_time() - started) / len(persons) * 1000


def read_back(paper: Paper, shared: Occasion, signer: Signer) -> None:
    """How many of the codes are read from the page at 150 dpi, clean and worsened."""
    ways = {"clean": lambda page: page, "noise, sigma 40": noisy,
            "blur, radius 1.2 px": lambda page: page.filter(ImageFilter.GaussianBlur(1.2)),
            "turned by 7 degrees": lambda page: page.rotate(7, Image.Resampling.BICUBIC, expand=True, fillcolor=255)}
    found = dict.fromkeys(ways, 0)
    for person in people(READ_BACK):
        code = seal(facts(shared, person), signer)
        pages = paper.pages(person, code)
        page = next(iter(preview.pictures_with_texts(paper.single(replace(pages, streams=pages.streams[:1])), 150)))[0]
        for name, worsen in ways.items():
            found[name] += qr.read(worsen(page.convert("L"))) == [code]
    print(f"QR read back at 150 dpi, of {READ_BACK} (bar: all)")
    for name, count in found.items():
        print(f"  {name:32}{count:6}")


def noisy(page: Image.Image) -> Image.Image:
    """The page with grey noise."""
    noise = np.random.default_rng(3).normal(0, 40, (page.height, page.width))
    return Image.fromarray(np.clip(np.asarray(page) + noise, 0, 255).astype(np.uint8))


def peers(shared: Occasion, signer: Signer) -> list[tuple[str, Callable[[Person], object]]]:
    """The other libraries that are installed here."""
    known = {"fpdf": ("fpdf2", with_fpdf2), "typst": ("typst", with_typst),
             "weasyprint": ("WeasyPrint", with_weasyprint)}
    return [(name, lambda one, make=make: make(shared, one, picture(shared, one, signer)))
            for module, (name, make) in known.items() if find_spec(module)]


def picture(shared: Occasion, person: Person, signer: Signer) -> bytes:
    """The QR as PNG, for the peers."""
    grid = qr.modules(seal(facts(shared, person), signer))
    out = io.BytesIO()
    Image.fromarray(np.where(grid, 0, 255).astype(np.uint8)).save(out, format="PNG")
    return out.getvalue()


def texts(shared: Occasion, person: Person) -> list[str]:
    """The lines of the front page."""
    return [shared.letterhead.parent, shared.letterhead.name, "SERTIFIKAT", f"Nomor: {person.number}", person.name,
            f"{person.business}, {person.regency}", f"telah mengikuti {shared.title}, {shared.jp:g} JP",
            f"{shared.city}, 3 Oktober 2022", shared.signature.position, shared.signature.name, shared.signature.nip]


def with_fpdf2(shared: Occasion, person: Person, code: bytes) -> bytes:
    """The page by fpdf2."""
    from fpdf import FPDF

    pdf = FPDF("landscape", "pt", "A4")
    pdf.add_font("open", fname=str(resources.path("fonts", "OpenSans-Regular.ttf")))
    pdf.add_page()
    pdf.set_font("open", size=14)
    for words in texts(shared, person):
        pdf.cell(0, 30, words, align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.image(io.BytesIO(code), 62, 420, 105)
    return bytes(pdf.output())


def with_typst(shared: Occasion, person: Person, code: bytes) -> bytes:
    """The page by typst."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "qr.png").write_bytes(code)
        body = "\n\n".join(f'#text("{words}")' for words in texts(shared, person))
        head = '#set page("a4", flipped: true)\n#set text(font: "Open Sans", size: 14pt)'
        source = f'{head}\n{body}\n#image("qr.png", width: 37mm)'
        (Path(folder) / "s.typ").write_text(source, encoding="utf-8")
        return bytes(typst.compile(str(Path(folder) / "s.typ"), font_paths=[str(resources.path("fonts"))]))


def with_weasyprint(shared: Occasion, person: Person, code: bytes) -> bytes:
    """The page by WeasyPrint."""
    from base64 import b64encode

    from weasyprint import HTML

    body = "".join(f"<p>{words}</p>" for words in texts(shared, person))
    image = f'<img width=140 src="data:image/png;base64,{b64encode(code).decode()}">'
    style = "<style>@page{size:A4 landscape} p{font-family:'Open Sans';text-align:center}</style>"
    return bytes(HTML(string=style + body + image).write_pdf())


def with_libreoffice(soffice: str, shared: Occasion, signer: Signer) -> float:
    """Milliseconds of CPU for each letter, filled from the list and written as PDF by one run of LibreOffice; what the
    first letter costs more (its start) is not counted."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        letters = [letter(shared, one, picture(shared, one, signer), folder) for one in people(PEER_COUNT)]

        def merge(some: list[Path]) -> float:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([soffice, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to",
                            "pdf", "--outdir", str(folder / "pdf"), *map(str, some)], check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        merge(letters[:1])
        first = merge(letters[:1])
        return (merge(letters) - first) / (len(letters) - 1) * 1000


def letter(shared: Occasion, person: Person, code: bytes, folder: Path) -> Path:
    """The page as a filled text document."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    made = docx.Document()
    page = made.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    made.styles["Normal"].font.name, made.styles["Normal"].font.size = "Open Sans", Pt(14)
    for words in texts(shared, person):
        made.add_paragraph(words).alignment = 1
    made.add_picture(io.BytesIO(code), width=Mm(37))
    path = folder / f"{person.number.replace('/', '-')}.docx"
    made.save(str(path))
    return path


if __name__ == "__main__":
    main()
