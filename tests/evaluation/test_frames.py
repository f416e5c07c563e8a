"""Classes, traits and national frames, counted again by hand."""

from __future__ import annotations

import pytest

from ftd_desktop.evaluation import outcomes
from ftd_desktop.evaluation.classes import movers, transition
from ftd_desktop.evaluation.data import PairedData, pair
from ftd_desktop.evaluation.indicators import frame
from ftd_desktop.evaluation.traits import traits
from tests.evaluation.people import record, survey

BILLION = 1_000_000_000


def firms(*rounds: tuple[dict[str, object], dict[str, object]], who: dict[str, object] | None = None) -> PairedData:
    records = []
    for i, (before, after) in enumerate(rounds):
        records += [record(f"p{i}", "baseline", **before), record(f"p{i}", "endline", **after)]
    return pair(records, "baseline", "endline", {f"p{i}": who or {} for i in range(len(rounds))})


def sales(amount: float | None = None, band: str | None = None, staff: int = 0) -> dict[str, object]:
    return {"omzet_tahun": amount, "omzet_kelas": band, "tk_tetap": staff}


@pytest.mark.parametrize(("answers", "pp7", "band"), [
    (sales(0), 0, 0), (sales(60_000_000), 0, 0), (sales(60_000_001), 0, 1), (sales(2 * BILLION), 0, 3),
    (sales(2 * BILLION + 1), 1, 4), (sales(15 * BILLION), 1, 4), (sales(15 * BILLION + 1), 2, 4),
    (sales(51 * BILLION), 3, 4), (sales(None, "k1"), 0, 0), (sales(None, "k4"), 0, 3), (sales(None, "k5"), 1, 4),
    (sales(None, "k6"), 2, 4), (sales(None, "k7"), 3, 4),
])
def test_the_limits_of_the_classes(answers: dict[str, object], pp7: int, band: int) -> None:
    data = firms((answers, answers))
    for name, expected in (("pp7", pp7), ("lapis_mikro", band)):
        found = transition(data, frame("classes").indicator(name))
        assert found.n == 1 and found.counts[expected, expected] == 1


def test_who_moved() -> None:
    data = firms((sales(BILLION), sales(3 * BILLION)), (sales(None, "k5"), sales(None, "k2")),
                 (sales(5), sales(None, "tt")), (sales(5), sales(6)))
    pp7 = frame("classes").indicator("pp7")
    found = transition(data, pp7)
    assert (found.n, found.up, found.down) == (3, 1, 1) and movers(data, pp7)["0-1"] == ("p0",)


@pytest.mark.parametrize(("answers", "sector", "expected"), [
    (sales(3 * BILLION), "kriya", 1), (sales(51 * BILLION), "kriya", 0), (sales(BILLION, None, 3), "kriya", 1),
    (sales(BILLION, None, 2), "kriya", 0), (sales(BILLION, None, 22), "kriya", 1),
    (sales(BILLION, None, 23), "kriya", 0),
    (sales(BILLION, None, 26), "agribisnis", 1), (sales(BILLION, None, 27), "agribisnis", 0),
    (sales(None, "k2", 4), "kriya", 1), (sales(None, "k5"), None, 1),
])
def test_the_rpjmn_proxy(answers: dict[str, object], sector: str | None, expected: int) -> None:
    data = firms((answers, answers), who={"sektor": sector})
    found = outcomes.outcome(data, frame("rpjmn").indicator("m_kecil_menengah"))
    assert (found.n, found.count_after) == (1, expected)


def test_what_participants_contribute_to_the_road_map() -> None:
    records, who = [], {}
    for i, kind in enumerate(("koperasi", "umkm", "umkm")):
        who[f"p{i}"] = {"jenis_pelaku": kind, "sektor": "digital" if i == 1 else "kriya"}
        for name, amount in (("baseline", 100), ("endline", 150)):
            records.append(record(f"p{i}", name, omzet_bulan=amount * (i + 1), tk_tetap=i, bayar="qris tunai",
                                  ekspor="ya" if i else "tidak", aplikasi="pembukuan"))
    data = pair(records, "baseline", "endline", who)
    found = {o.indicator.id: o for o in outcomes.table(data, frame("roadmap"))}
    assert (found["r_penjualan"].before, found["r_penjualan"].after) == (500, 750)
    assert found["r_koperasi"].after == 150 and found["r_startup"].after == 1 and found["r_koperasi_modern"].after == 1
    assert found["r_ekspor"].count_after == 2 and found["r_wirausaha"].count_after == 2


def test_the_traits_are_weighted_means_of_their_parts() -> None:
    before = {"aplikasi": "tidak", "internet": "tidak", "bayar": "tunai", "swa_akun": "tidak",
              "mp_digital": "3", "mp_mampu": "3", "mp_takut": "3", "mp_risih": "3"}
    after = {"aplikasi": "pembukuan stok kasir desain iklan", "internet": "wifi", "bayar": "qris", "swa_akun": "shopee",
             "swa_tayang": "shopee", "mp_digital": "5", "mp_mampu": "5", "mp_takut": "1", "mp_risih": "1"}
    found = traits(firms((before, after)))
    technology = found.traits[0]
    assert technology.dimension.id == "teknologi" and technology.n == 1
    assert technology.before == pytest.approx((2 * 0 + 0 + 0 + 0 + 50) / 6)
    assert technology.after == pytest.approx((2 * 50 + 100 + 100 + 100 + 100) / 6)
    assert [trait.n for trait in found.traits[1:]] == [0, 0, 0, 0] and sum(found.improved) == 0


def test_traits_of_many_stay_between_0_and_100() -> None:
    records, who, _ = survey(80, seed=4)
    data = pair(records, "baseline", "endline", who)
    found = traits(data)
    assert len(found.traits) == 5 and all(0 <= t.before <= 100 and t.after > t.before for t in found.traits)
    assert len(found.improved) == 6 and sum(found.improved) <= int(data.followed.sum())


@pytest.mark.parametrize("name", ["traits", "classes", "roadmap", "rpjmn"])
def test_frames_of_nobody(name: str) -> None:
    data = pair([], "baseline", "endline")
    for found in outcomes.table(data, frame(name)):
        assert found.n == 0
    assert sum(traits(data).improved) == 0
    assert transition(data, frame("classes").indicator("pp7")).n == 0
