"""Made-up survey records for the tests: the shape of form table ftd_survei, nobody real."""

from __future__ import annotations

import random
from typing import Any

FIRST = ("Siti", "Budi", "Rina", "Togar", "Dewi", "Agus", "Maria", "Hasan", "Lestari", "Jonathan")
LAST = ("Rekaan", "Contoh", "Umpama", "Misalnya", "Tiruan")
REGENCIES = ("12.71", "12.07", "12.75", "12.12", "12.14", "12.05")
YES_NO = ("ya", "tidak")
LIKERT = ("mp_sasaran", "mp_permintaan", "mp_unggul", "mp_ukur", "mp_coba", "mp_digital", "mp_mampu", "mp_takut",
          "mp_risih")
PRACTICES = ("pr_pesaing", "pr_tanya", "pr_bekas", "pr_promo", "pr_iklan", "pr_efek", "pr_catat", "pr_pisah",
             "pr_hpp", "pr_target", "pr_baru", "pr_proses")


def record(person: str, name: str, **answers: Any) -> dict[str, Any]:
    """One finished survey record."""
    return {"_id": f"{person}-{name}", "_participant": person, "_status": "complete", "tahap": name,
            "tgl_survei": "2022-06-10" if name == "baseline" else "2022-12-12", "_updated": "2022-12-13T10:00:00+07:00",
            "status_usaha": "jalan", "petugas": "P2" if person[-1:] in "13579" else "P1", **answers}


def survey(
    n: int, seed: int = 1, lost: float = 0.1, closed: float = 0.05
) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]], dict[str, str]]:
    """Baseline and endline of `n` people: records, facts about each person, names."""
    rng = random.Random(seed)
    records, who, names = [], {}, {}
    for i in range(n):
        person = f"p{i:06d}"
        names[person] = f"{rng.choice(FIRST)} {rng.choice(LAST)} {i + 1}"
        who[person] = {"_id": person, "kab": rng.choice(REGENCIES), "jk": rng.choice("LP"), "sektor": "kuliner"}
        sales = round(10 ** rng.gauss(6.6, 0.5), -4)
        records.append(record(person, "baseline", bulan_acuan="2022-05-01", **_answers(rng, sales, 0.35)))
        if rng.random() < lost:
            continue
        if rng.random() < closed:
            records.append(record(person, "endline", status_usaha="tutup"))
            continue
        later = round(sales * 10 ** rng.gauss(0.12, 0.22), -4)
        records.append(record(person, "endline", bulan_acuan="2022-11-01", alumni_grup=rng.choice(YES_NO),
                              alumni_kolab=rng.choice(("tidak", "promosi ilmu")), **_answers(rng, later, 0.65)))
    return records, who, names


def _answers(rng: random.Random, sales: float, level: float) -> dict[str, Any]:
    """Answers of a firm whose development is `level` (0…1)."""
    yes = lambda share: rng.random() < share  # noqa: E731
    account = "padi" if yes(level * 0.6) else "tidak"
    shop = "shopee tokopedia" if yes(level + 0.1) else "tidak"
    practices = {name: "ya" if yes(level) else "tidak" for name in PRACTICES}
    return {
        "omzet_bulan": int(sales), "laba_bulan": int(sales * rng.uniform(-0.02, 0.4)),
        "omzet_tahun": int(sales * 11), "internet": "seluler" if yes(level + 0.3) else "tidak",
        "omzet_daring": int(sales * 0.2) if yes(level) else 0, "banding": "biasa", "ekspor": YES_NO[not yes(0.05)],
        "tk_l": rng.randint(0, 3), "tk_p": rng.randint(0, 3), "tk_tetap": rng.randint(0, 2),
        **{name: str(min(5, max(1, round(rng.gauss(1.5 + 4 * level, 0.8))))) for name in LIKERT}, **practices,
        "skor_praktik": sum(value == "ya" for value in practices.values()),
        "pem_akun": account, "pem_tayang": None if account == "tidak" else "padi",
        "pem_transaksi": None if account == "tidak" else "tidak", "swa_akun": shop,
        "swa_tayang": None if shop == "tidak" else "shopee", "swa_transaksi": None if shop == "tidak" else "shopee",
        "medsos": "wa_business instagram" if yes(level + 0.2) else "tidak",
        "rebrand": "logo kemasan" if yes(level) else "tidak", "kemasan_info": YES_NO[not yes(level)],
        "dok_punya": "nib npwp halal" if yes(level) else "nib" if yes(level) else "tidak",
        "aplikasi": "pembukuan desain" if yes(level) else "tidak", "bayar": "qris tunai" if yes(level) else "tunai",
        "dana": "kur" if yes(0.2) else "tidak",
    }
