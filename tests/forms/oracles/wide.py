"""Random forms with what the plain ones leave out.

Lists of files, cascades, choices made of rows, seeds, dates and times, once(), indexed-repeat(), position(), sums over
rows, pulldata(), several triggers, or_other, rank, range, acknowledge.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from tests.forms.oracles.generator import KABS, Generator, Known, Row

KECS, DESAS = 9, 27


def files() -> dict[str, str]:
    """The media of every wide form: file name -> content."""
    kec = ["name,label,kab", *(f"kec{n},Kecamatan {n},kab{n % KABS}" for n in range(KECS))]
    desa = ["name,label,kec,jiwa", *(f"desa{n},\"Desa, {n}\",kec{n % KECS},{n * 100}" for n in range(DESAS))]
    points = [{"type": "Feature", "id": f"p{n}",
               "geometry": {"type": "Point", "coordinates": [98 + n / 10, 3 + n / 10]},
               "properties": {"title": f"Pos {n}", "warna": "mb"[n % 2]}} for n in range(5)]
    return {
        "kec.csv": "\n".join(kec) + "\n", "desa.csv": "\n".join(desa) + "\n",
        "pos.geojson": json.dumps({"type": "FeatureCollection", "features": points}),
        "harga.xml": "<root>" + "".join(f"<item><name>h{n}</name><label>Harga {n}</label><rp>{n * 500}</rp></item>"
                                        for n in range(6)) + "</root>",
    }


@dataclass
class WideGenerator(Generator):
    """Builds one workbook; see the module."""

    pulled: bool = field(default=False)

    def _something(self) -> None:
        dice = self.chance.random()
        if dice < 0.12:
            self._cascade()
        elif dice < 0.45:
            self.chance.choice((
                self._timed, self._from_file, self._of_rows, self._shuffled, self._or_other, self._ranked, self._ranged,
                self._acknowledged, self._kept, self._pulled, self._over_all, self._row_number, self._named,
                self._of_several, self._many_triggers, self._pointed,
            ))()
        else:
            super()._something()

    def _add(self, kind: str, letter: str = "q", **cells: str) -> Row:
        name = self._name(letter)
        row: Row = {"type": kind, "name": name, "label": f"Pertanyaan {name}", **cells}
        if kind == "calculate":
            del row["label"]
        self.rows.append(row)
        return row

    def _know(self, row: Row, kind: str) -> None:
        self.known.append(Known(row["name"], kind, tuple(self.inside), not self.unsteady and not row.get("relevant")))

    # lists

    def _cascade(self) -> None:
        """Regency, district, village: each list filtered by the answer before."""
        kab = self._add("select_one kab")
        kec = self._add("select_one_from_file kec.csv", choice_filter=f"kab = ${{{kab['name']}}}")
        desa = self._add("select_one_from_file desa.csv", relevant=self._maybe(0.3, self._truth), choice_filter=(
            f"kec = ${{{kec['name']}}}" + self.chance.choice(("", " and jiwa > 300", " or jiwa < 200"))))
        for row in (kab, kec, desa):
            self._know(row, "select_one")

    def _from_file(self) -> None:
        kind, cells = self.chance.choice((
            ("select_one_from_file pos.geojson", {"choice_filter": self.chance.choice(("", "warna = 'm'"))}),
            ("select_multiple_from_file pos.geojson", {}),
            ("select_one_from_file harga.xml", {"choice_filter": self.chance.choice(("", "rp >= 1000"))}),
            ("select_multiple_from_file kec.csv", {"choice_filter": self.chance.choice(("", "kab != 'kab1'"))}),
        ))
        row = self._add(kind, required=self._maybe(0.3, lambda: "yes"), **cells)
        self._know(row, kind.partition("_from")[0])

    def _of_rows(self) -> None:
        """Choices made of the answers in the rows of a repeat."""
        texts = [k for k in self.known if k.kind == "text" and len(k.repeats) == 1 and not self.inside]
        if texts:
            name = self.chance.choice(texts).name
            row = self._add(f"select_one ${{{name}}}", choice_filter=f"${{{name}}} != ''")
            self._know(row, "select_one")

    def _shuffled(self) -> None:
        number = self._ref("integer")
        seed = self.chance.choice(("42", "7", f"{self.chance.randint(1, 10**9)}", number or "3"))
        row = self._add(self.chance.choice(("select_one lima", "select_multiple kota", "select_one kab")),
                        parameters=f"randomize=true, seed={seed}")
        if row["type"].startswith("select_one"):  # our rule: several in the order of the list, even when it is shuffled
            self._know(row, "select_one")

    def _or_other(self) -> None:
        if self.seed % 3:  # not with translations
            self._know(self._add("select_one abc or_other"), "select_one")

    def _ranked(self) -> None:
        self._add("rank abc")

    def _ranged(self) -> None:
        self._know(self._add("range", parameters="start=0 end=10 step=1"), "integer")

    def _acknowledged(self) -> None:
        self._add("acknowledge", required=self._maybe(0.5, lambda: "yes"))

    # calculations

    def _timed(self) -> None:
        date = self._ref("date")
        if not date:
            self._know(self._add("date", constraint=self._maybe(0.4, lambda: ". >= date('2000-01-01')")), "date")
            return
        self._know(self._add("calculate", calculation=self.chance.choice((
            f"format-date({date}, '%Y-%m-%d')", f"format-date({date}, '%e.%n.%y')", f"int(decimal-date-time({date}))",
            f"if({date} = '', '', format-date(date({date} + 30), '%d/%m/%Y'))",
            f"if({date} = '', 0, int(({date} - date('2020-01-01')) div 365.25))",
            f"substring-after(string({date}), '-')",
        ))), "calculate")

    def _kept(self) -> None:
        self._know(self._add("calculate", calculation=f"once({self._string(2)})"), "calculate")

    def _pulled(self) -> None:
        if self.seed % 2:  # what Collect adds to JavaRosa
            return
        desa = self._ref("select_one") or "'desa3'"
        column = self.chance.choice(("label", "kec", "jiwa"))
        row = self._add("calculate", calculation=f"pulldata('desa', '{column}', 'name', {desa})")
        self._know(row, "calculate")

    def _over_all(self) -> None:
        """Sums and other readings of all rows, blanks left out: of these the engines differ."""
        gathered = [k for k in self._gathered() if k.kind == "integer"]
        if not gathered:
            return
        name = self.chance.choice(gathered).name
        repeat = next(k.repeats[0] for k in gathered if k.name == name)
        index = self.chance.choice(("1", "2", self._ref("integer") or "1"))
        some = f"${{{name}}}[. != '']"
        self._know(self._add("calculate", calculation=self.chance.choice((
            f"if(count-non-empty(${{{name}}}) > 0, sum({some}), 0)",
            f"if(count-non-empty(${{{name}}}) > 0, max({some}), 0)",
            f"if(count-non-empty(${{{name}}}) > 0, min({some}), 0)",
            f"count-non-empty(${{{name}}}[. > 3])", f"coalesce(indexed-repeat(${{{name}}}, ${{{repeat}}}, {index}), 0)",
            f"join('/', {some})", f"count(${{{repeat}}}[{self._beside(name, repeat)} >= 2])",
        ))), "calculate")

    def _beside(self, name: str, repeat: str) -> str:
        """The path of a question from its repeat."""
        return self._path(name).partition(repeat + "/")[2]

    def _row_number(self) -> None:
        if len(self.inside) == 1 and self.rows[-1]["type"] != "begin_group" and self.depth == 1:
            self._know(self._add("calculate", calculation="position(..)"), "number")

    def _named(self) -> None:
        select = self._ref("select_one")
        if select and (self.seed % 2 == 0 or self.seed % 3):  # JavaRosa's driver does not change the language
            self._add("calculate", calculation=f"jr:choice-name({select}, '{select}')")

    def _of_several(self) -> None:
        multiple = self._ref("select_multiple") or "'a b'"
        self._know(self._add("calculate", calculation=self.chance.choice((
            f"selected-at({multiple}, 1)", f"count-selected({multiple})",
            f"if(checklist(1, 2, selected({multiple}, 'a1')), 'ya', 'tidak')",
            f"if(weighted-checklist(1, 3, selected({multiple}, 'l1'), 2, selected({multiple}, 'l2'), 1), 1, 0)",
            f"digest({multiple}, 'SHA-256', 'hex')", f"substring-before({multiple}, ' ')",
        ))), "calculate")

    def _many_triggers(self) -> None:
        near = self._triggers()
        if len(near) > 1:
            first, second = self.chance.sample(near, 2)
            self._know(self._add("text", calculation=self._value(), trigger=f"${{{first.name}}}, ${{{second.name}}}"),
                       "text")

    def _pointed(self) -> None:
        row = self._add("geopoint")
        self._add("calculate", calculation=f"if(${{{row['name']}}} = '', '', selected-at(${{{row['name']}}}, 0) > 3)")
