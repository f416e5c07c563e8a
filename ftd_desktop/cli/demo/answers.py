"""What the made-up people answer, question by question, worked out from a few figures for each."""

from __future__ import annotations

from datetime import date

from ftd_desktop.cli.demo.people import CLOSED, Moment, Person
from ftd_desktop.programme.rounds import BASELINE, add_months

PRACTICES = ("pr_tanya", "pr_promo", "pr_catat", "pr_pesaing", "pr_iklan", "pr_hpp", "pr_pisah", "pr_baru", "pr_target",
             "pr_efek", "pr_proses", "pr_bekas")
ATTITUDES = ("mp_sasaran", "mp_permintaan", "mp_unggul", "mp_ukur", "mp_coba", "mp_digital", "mp_mampu")
FEARS = ("mp_takut", "mp_risih")
_FUNCTIONS = ("pelanggan", "desain", "pembukuan", "iklan", "analitik", "ai")
_SHOPS = ("shopee", "tokopedia", "tiktok_shop", "lazada")
_SOCIAL = ("wa_business", "instagram", "facebook", "tiktok", "google_bp")


def profile(person: Person) -> dict[str, str]:
    """Answers to the profile form by question name."""
    facts, before = person.facts, person.before
    return {
        "setuju_data": "ya", "setuju_metode": "lisan", "setuju_bagi": "ya", "setuju_publikasi": "tidak",
        "nama": person.name, "nik_ada": "ya", "nik": person.nik, "jk": facts["jk"], "tempat_lahir": "Medan",
        "tgl_lahir": facts["tgl_lahir"], "pendidikan": facts["pendidikan"], "hp": facts["hp"],
        "dom_kab": "12.71", "dom_kec": facts["kec"], "dom_jalan": f"Jalan Contoh Nomor {person.number}",
        "jenis_pelaku": "umkm", "peran": "pemilik", "nama_usaha": facts["usaha"], "bentuk": facts["bentuk"],
        "tahun_mulai": facts["tahun_mulai"], "sektor": facts["sektor"], "produk": facts["produk"],
        "kbli": facts["kbli"], "kbli_versi": "2020", "tempat": "rumah", "alamat_sama": "ya",
        "omzet_tahun": str(before.sales * 11), "tk_awal": str(before.workers + 1),
        "perangkat": _devices(before.digital), "sumber_info": "dinas_prov", "pernah_latih": "tidak",
        "catatan": "Data contoh: orang dan usaha karangan.",
    }


def survey(person: Person, round_name: str, day: date) -> dict[str, str]:
    """Answers to one round of the outcome survey by question name."""
    common = {"tgl_survei": day.isoformat(), "cara": "tatap", "bukti": "nota foto", "mutu": "sedang",
              "kendala": "modal pasar", "catatan": "Data contoh."}
    later = {} if round_name == BASELINE else _after_the_programme(person)
    moment = person.before if round_name == BASELINE else person.after
    if moment is None:
        shut = {"status_usaha": "tutup", "alasan_tutup": "keluarga"} if person.fate == CLOSED else {}
        return common | later | shut | _mindset(person.before.digital)
    return common | later | {"status_usaha": "jalan"} | _money(moment) | _work(moment) | _mindset(moment.digital) | \
        _practices(moment.digital) | _channels(moment.digital, round_name) | _papers(person, moment, day)


def _after_the_programme(person: Person) -> dict[str, str]:
    active = person.sessions >= 5
    return {
        "alumni_grup": "ya" if active else "tidak", "alumni_kontak": str(person.sessions), "alumni_kolab":
        "promosi ilmu" if active else "tidak", "alumni_acara": "1", "nps": str(4 + person.sessions),
        "manfaat": "Pesanan dari luar kota mulai datang (data contoh).", "tk_baru": "1" if active else "0",
        "rebrand_ftd": "ya", "legal_ftd": "ya",
    }


def _money(moment: Moment) -> dict[str, str]:
    return {
        "omzet_bulan": str(moment.sales), "omzet_daring": str(moment.sales * moment.digital // 10),
        "laba_bulan": str(moment.profit), "dasar_angka": "catatan" if moment.digital > 1 else "perkiraan",
        "banding": "biasa", "omzet_tahun": str(moment.sales * 11), "ekspor": "tidak", "iklan_rp":
        str(50_000 * moment.digital), "dana": "kur" if moment.sales > 15_000_000 else "tidak", "dana_rp": "25000000",
    }


def _work(moment: Moment) -> dict[str, str]:
    women = (moment.workers + 1) // 2
    return {"tk_l": str(moment.workers - women), "tk_p": str(women), "tk_tetap": str(moment.workers // 2),
            "tk_keluarga": "1", "tk_mitra": str(moment.digital), "tk_bpjs": "0"}


def _mindset(digital: int) -> dict[str, str]:
    hope, fear = str(min(5, 2 + digital)), str(max(1, 4 - digital))
    return dict.fromkeys(ATTITUDES, hope) | dict.fromkeys(FEARS, fear)


def _practices(digital: int) -> dict[str, str]:
    done = PRACTICES[: 3 + 2 * digital]
    return {name: "ya" if name in done else "tidak" for name in PRACTICES}


def _channels(digital: int, round_name: str) -> dict[str, str]:
    government = digital >= 3 and round_name != BASELINE
    return {
        "pem_akun": "ekatalog padi" if government else "tidak", "pem_tayang": "ekatalog" if government else "tidak",
        "pem_transaksi": "ekatalog" if digital >= 4 else "tidak",
        "swa_akun": " ".join(_SHOPS[:digital]) or "tidak", "swa_tayang": " ".join(_SHOPS[: digital - 1]) or "tidak",
        "swa_transaksi": "shopee" if digital >= 2 else "tidak", "medsos": " ".join(_SOCIAL[: digital + 1]),
        "rebrand": "tidak" if round_name == BASELINE else "logo kemasan foto",
        "kemasan_info": "ya" if digital >= 2 else "tidak", "perangkat": _devices(digital),
        "internet": "seluler wifi" if digital >= 3 else "seluler",
        "aplikasi": " ".join(_FUNCTIONS[: digital + 1]) if digital else "tidak",
        "bayar": "qris transfer tunai" if digital else "tunai",
    }


def _papers(person: Person, moment: Moment, day: date) -> dict[str, str]:
    serial = f"{person.number:02d}"
    return {
        "dok_punya": moment.documents, "dok_proses": "tidak", "nib_no": f"91200000000{serial}",
        "pirt_no": f"20612710100{serial}-27", "halal_no": f"ID121100000000{serial}", "bpom_no": f"NA1822000000{serial}",
        "merek_no": f"IDM0009999{serial}", "halal_jalur": "self", "pirt_exp": add_months(day, 48).isoformat(),
        "bpom_exp": add_months(day, 48).isoformat(), "merek_exp": add_months(day, 108).isoformat(),
    }


def _devices(digital: int) -> str:
    return " ".join(("hp_pintar", "kamera", "komputer")[: 1 + digital // 2])
