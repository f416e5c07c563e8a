"""The static check page in a real browser: it says, word for word, what the program says."""

from __future__ import annotations

import html
import json
import random
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import base45
import cbor2
import pytest

from ftd_desktop import resources
from ftd_desktop.certificates import checkpage, trust
from ftd_desktop.certificates.keys import ROOT_SECRET
from ftd_desktop.certificates.payload import PREFIX, encode, seal
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.certificates.trust import Revocation, TrustedKey, TrustList
from ftd_desktop.certificates.verify import judge
from tests.certificates.conftest import World
from tests.certificates.test_payload import FACTS, _altered

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ROOT, GOOD, EXPIRED, LOST, FOREIGN = (Signer(bytes([n]) * 32) for n in range(1, 6))
LIST = TrustList(
    ROOT.public, "Dinas Contoh", date(2022, 12, 1),
    (TrustedKey(GOOD.public, "Mesin Baik", date(2022, 1, 1)), TrustedKey(LOST.public, "Mesin Hilang", date(2022, 1, 1)),
     TrustedKey(EXPIRED.public, "Mesin Lama", date(2021, 1, 1), date(2022, 9, 30))),
    ((LOST.key_id, Revocation(date(2022, 11, 5), "laptop hilang")),),
    (("9/C/2022", Revocation(date(2022, 11, 2), "salah nama")),),
)


def _codes() -> list[str]:
    chance = random.Random(11)
    good = seal(FACTS, GOOD)
    shapes = [
        FACTS, replace(FACTS, jp=1.5), replace(FACTS, jp=0.1), replace(FACTS, jp=20.25), replace(FACTS, name="Ñ Żółć’"),
        replace(FACTS, number="9/C/2022"), replace(FACTS, issued=date(2022, 12, 2)), replace(FACTS, name="x" * 300),
    ]
    backwards = GOOD.sign(cbor2.dumps(dict(reversed(list(cbor2.loads(encode(FACTS)).items())))))
    return [
        *(seal(facts, GOOD) for facts in shapes), *(seal(FACTS, key) for key in (EXPIRED, LOST, FOREIGN)),
        "", "https://contoh.example", "FTD1:", "FTD1:ABC", good[:-3], good.lower(), f"  {good}\n",
        PREFIX + base45.b45encode(backwards).decode(), *(_altered(good, chance) for _ in range(40)),
    ]


def _in_browser(page: str, codes: list[str], folder: Path) -> dict[str, object]:
    """What the page finds for each code, with the browser's Ed25519 and with the page's own."""
    harness = """<script>(async () => {
        await begun;
        const run = async () => { const all = [];
            for (const code of CODES) { const verdict = await check(code, list, WORDS.id);
                all.push(verdict.findings.map(finding => [finding.state, finding.words])); }
            return all; };
        const browser = await run(), asked = !own; own = true;
        const out = document.createElement("pre"); out.id = "out";
        out.textContent = JSON.stringify({ browser, own: await run(), asked });
        document.body.append(out); })();</script>"""
    file = folder / "uji.html"
    file.write_text(page + harness.replace("CODES", json.dumps(codes).replace("</", "<\\/")), encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profil'}",
               "--virtual-time-budget=60000", "--dump-dom", file.as_uri()]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found = re.search(r'<pre id="out">(.*?)</pre>', run.stdout, re.DOTALL)
    assert found, run.stdout[-2000:]
    return json.loads(html.unescape(found[1]))  # type: ignore[no-any-return]


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_the_page_says_what_the_program_says(tmp_path: Path) -> None:
    codes = _codes()
    expected = [[[f.state, f.words] for f in judge(code, LIST).findings] for code in codes]
    assert sum(all(state == "good" for state, _ in findings) for findings in expected) == 7
    found = _in_browser(checkpage.render(trust.write(LIST, ROOT)), codes, tmp_path)
    assert found["own"] == expected, "the page's own Ed25519"
    assert found["browser"] == expected, "the browser's Ed25519, where it has one"
    assert found["asked"], "this Chromium has Ed25519; were it not asked, the line above would prove nothing"


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_an_altered_list_inside_the_page_is_not_used(tmp_path: Path) -> None:
    page = checkpage.render(trust.write(LIST, ROOT)).replace(ROOT.public.hex(), FOREIGN.public.hex())
    file = tmp_path / "periksa.html"
    file.write_text(page, encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profil'}",
               "--virtual-time-budget=9000", "--dump-dom", file.as_uri() + "#FTD1:ABC"]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    assert "dari kantor lain" in shown and re.search(r'<button id="check"[^>]*disabled', shown)


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_an_older_list_is_told_and_a_newer_one_taken(tmp_path: Path) -> None:
    lists = [list(trust.write(replace(LIST, as_of=date(2022, month, 1)), ROOT)) for month in (11, 12)]
    offer = f"""<script>(async () => {{ await begun; const said = [];
        for (const bytes of {lists}) {{ await change(new File([Uint8Array.from(bytes)], "a"));
            said.push(by("list").textContent); }}
        const out = document.createElement("pre"); out.id = "out"; out.textContent = JSON.stringify(said);
        document.body.append(out); }})();</script>"""
    file = tmp_path / "uji.html"
    page = checkpage.render(trust.write(replace(LIST, as_of=date(2022, 11, 15)), ROOT))
    file.write_text(page + offer, encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profil'}",
               "--virtual-time-budget=20000", "--dump-dom", file.as_uri()]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found = re.search(r'<pre id="out">(.*?)</pre>', run.stdout, re.DOTALL)
    assert found, run.stdout[-2000:]
    older, newer = json.loads(html.unescape(found[1]))
    assert "01-11-2022 lebih tua" in older and "per 01-12-2022" in newer


def test_the_page_reaches_for_nothing_outside() -> None:
    page = resources.path("certificates", checkpage.PAGE).read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert not re.search(r"https?://|src=|fetch\(|XMLHttpRequest|import\s", page)


def test_both_languages_say_everything() -> None:
    page = resources.path("certificates", checkpage.PAGE).read_text(encoding="utf-8")
    texts = re.search(r"const WORDS = \{(.*?)\n\};", page, re.DOTALL)
    assert texts
    first, second = texts[1].split("  en: {")
    names = [re.findall(r"(\w+): \"", part) for part in (first, second)]
    assert names[0] == names[1] and len(names[0]) > 30


def test_the_office_writes_page_and_list(world: World, tmp_path: Path) -> None:
    world.file.update("office", world.file.value("SELECT _id FROM office"), {"root_key": ROOT.public.hex()})
    world.file.set_secret(ROOT_SECRET, bytes([1]) * 32)
    for _ in range(2):
        page, list_file = checkpage.write(world.file, tmp_path / "bagikan", date(2022, 12, 1))
    assert sorted(path.name for path in page.parent.iterdir()) == [checkpage.LIST, checkpage.PAGE]
    assert ROOT.public.hex() in page.read_text(encoding="utf-8")
    assert trust.read(list_file.read_bytes(), ROOT.public).as_of == date(2022, 12, 1)
