"""The office's preparations in the story: the master, the programme, the officers' assignments."""

from __future__ import annotations

from datetime import date

from ftd_desktop import resources
from ftd_desktop.certificates import numbers
from ftd_desktop.cli.demo.results import JP_EACH, SESSIONS
from ftd_desktop.cli.demo.world import PASSPHRASE, World
from ftd_desktop.forms import media
from ftd_desktop.i18n import tr
from ftd_desktop.programme import cohorts
from ftd_desktop.programme.library import SHIPPED, add_workbook
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import enrolment, office

STARTS, ENDS = date(2022, 8, 1), date(2022, 9, 30)
OFFICERS = (("rina", "Rina br. Simanjuntak (contoh)", "RINA"), ("agus", "Agus Supriyadi (contoh)", "AGUS"))


def found_province(world: World) -> None:
    """The master file with its forms, programme, cohort, signatory and certificate numbers."""
    world.province = file = DataFile.create(world.folder / "provinsi.ftdb", PASSPHRASE, role="province")
    province = office.found(
        file, name="UPTD PLUT (contoh)", admin_name="Dewi Lestari Nasution (contoh)",
        unit="Unit Pelaksana Teknis Daerah PLUT (contoh)", parent="Dinas Koperasi dan UKM (contoh)",
        province="Pemerintah Provinsi Sumatera Utara (contoh)", city="Medan", address="Jalan Karangan Nomor 1, Medan",
    )
    for form_id in SHIPPED:
        add_workbook(file, resources.path("forms", f"{form_id}.xlsx"), media.shipped())
    programme_id = cohorts.add_programme(
        file, "FTD", "Fast Track Digitalisasi 1000 KUMKM (rintisan, data contoh)", 2022, "Orang dan usaha karangan")
    world.cohort_id = cohorts.add_cohort(
        file, programme_id, "01", name="Rintisan Medan", starts=STARTS, ends=ENDS, jp_total=JP_EACH * len(SESSIONS),
        min_share=0.8, needs_endline=True, place="Medan",
    )
    world.signatory_id = file.insert("signatory", {
        "name": "Marolop Karangan", "front_titles": "Drs.", "back_titles": "M.M.", "position": "Kepala UPTD PLUT",
        "rank": "Pembina Tk. I", "nip": "197403122000031001", "valid_from": "2022-01-01", "valid_until": "",
        "show_titles": 0, "show_rank": 1, "show_nip": 1,
    })
    numbers.lease(file, device_id=province.device_id, code="500.3", unit="PLUT-FTD", year=world.today.year, first=1,
                  last=200)
    world.seat("provinsi", file)
    world.tell(tr("Provinsi: data induk dibuat, {n} formulir XLSForm dipasang, angkatan {cohort}.").format(
        n=len(SHIPPED), cohort=cohorts.cohort(file, world.cohort_id).title))


def enrol_officers(world: World) -> None:
    """An assignment for each officer, opened on her laptop with the one-time code."""
    folder = world.folder / "surat-tugas"
    folder.mkdir()
    for name, full_name, code in OFFICERS:
        made = enrolment.assign(world.province, name=full_name, code=code, regencies=["12.71"], scope="Medan")
        (folder / made.name).write_bytes(made.data)
        file = enrolment.accept(world.folder / f"petugas-{name}.ftdb", made.data, made.code, PASSPHRASE)
        world.officers[name] = file
        world.seat(name, file)
    world.tell(tr("Surat tugas: {n} petugas, masing-masing dibuka di laptopnya dengan kode sekali pakai.").format(
        n=len(OFFICERS)))
