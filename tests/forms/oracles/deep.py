"""Random forms of what stands between the rows of repeats, and what happens at moments.

Rows that look at the row before, at other repeats and at each other; defaults that are worked out, in new rows too;
choices by expressions that are not plain; times and moments; conditions on one's own value and on others at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.forms.oracles.generator import NUMERIC, Known, Row
from tests.forms.oracles.wide import WideGenerator


@dataclass
class DeepGenerator(WideGenerator):
    """Builds one workbook; see the module."""

    def _settings(self) -> Row:
        """With a name of the record made of the answers."""
        settings = super()._settings()
        named = [k.name for k in self.known if not k.repeats and k.kind in ("text", "integer", "select_one")]
        if named:
            settings["instance_name"] = f"concat('Catatan ', ${{{self.chance.choice(named)}}})"
        return settings

    def _something(self) -> None:
        if self.chance.random() < 0.3:
            self.chance.choice((
                self._row_before, self._beside_rows, self._worked_out, self._moment, self._strict, self._hidden,
                self._some_choices, self._other_repeat, self._switch, self._counted_rows, self._row_sum,
            ))()
        else:
            super()._something()

    # between rows

    def _mates(self, *kinds: str) -> list[Known]:
        """Questions of the same row, below the same repeats."""
        return [k for k in self.known if k.repeats == tuple(self.inside) and k.repeats and k.kind in kinds]

    def _row_before(self) -> None:
        """What a row takes from the one before it."""
        numbers = self._mates("integer") if len(self.inside) == 1 else []
        if numbers and self.depth == 1:
            mate, repeat = self.chance.choice(numbers).name, self.inside[0]
            before = f"indexed-repeat(${{{mate}}}, ${{{repeat}}}, position(..) - 1)"
            self._know(self._add("calculate", calculation=self.chance.choice((
                f"if(position(..) = 1, 0, {before})", f"if(position(..) > 1, coalesce({before}, 0) + 1, 1)",
                f"if(position(..) > 1 and {before} > 3, 'naik', 'awal')",
            ))), "calculate")

    def _beside_rows(self) -> None:
        """Rows of a repeat that fit a question outside it."""
        gathered = [k for k in self._gathered() if k.kind in ("integer", "text", "select_one")]
        outer = self._ref("integer", "text", "select_one")
        if gathered and outer:
            one = self.chance.choice(gathered)
            repeat = one.repeats[0]
            inner = self._beside(one.name, repeat)
            self._know(self._add("calculate", calculation=self.chance.choice((
                f"count(${{{repeat}}}[{inner} = {outer}])", f"join(',', ${{{repeat}}}[{inner} != '']/{inner})",
                f"count(${{{repeat}}}[position() > 1 and {inner} != ''])",
                f"count(${{{repeat}}}[{inner} = current()/../{outer[2:-1]}])"
                if self.depth == 0 and outer[2:-1] in self._at_top() else f"count-non-empty(${{{one.name}}})",
            ))), "calculate")

    def _at_top(self) -> list[str]:
        return [k.name for k in self.known if not k.repeats and "/" not in self._path(k.name)]

    def _other_repeat(self) -> None:
        """A row that gathers the rows of another repeat."""
        others = [k for k in self.known if self.inside and len(k.repeats) == 1 and k.repeats[0] != self.inside[0]
                  and k.kind in NUMERIC]
        if others:
            other = self.chance.choice(others)
            path = f"/data/{self._path(other.name)}"
            self._know(self._add("calculate", calculation=self.chance.choice((
                f"count-non-empty({path})", f"join('-', {path}[. != ''])", f"count({path}[. > 2])",
            ))), "calculate")

    def _row_sum(self) -> None:
        """Sums over rows of what is worked out in each, blanks as nought."""
        inner = [k for k in self._gathered() if k.kind == "number"]
        if inner:
            name = self.chance.choice(inner).name
            self._know(self._add("calculate", calculation=f"count(${{{name}}}[. >= 1])"), "calculate")

    def _counted_rows(self) -> None:
        """Rows as many as were chosen, each with the choice that stands for it."""
        multiple = [k for k in self._here() if k.kind == "select_multiple" and k.repeats == tuple(self.inside)]
        if multiple and self.depth < 2 and not self.inside:
            chosen = self.chance.choice(multiple).name
            name = self._name("r")
            self.rows.append({"type": "begin_repeat", "name": name, "label": name,
                              "repeat_count": f"count-selected(${{{chosen}}})"})
            self.inside.append(name)
            self.repeats.append((name, tuple(self.inside)))
            self.depth += 1
            self._know(self._add("calculate", calculation=f"selected-at(${{{chosen}}}, position(..) - 1)"), "calculate")
            self._question()
            self._question()
            self.depth -= 1
            self.inside.pop()
            self.rows.append({"type": "end_repeat", "name": name})

    # moments

    def _worked_out(self) -> None:
        """A default that is worked out, when the form or the row begins; Web Forms forgets it where it is hidden."""
        if self.unsteady:
            return
        number = self._ref("integer") or "2"
        kind, default = self.chance.choice((
            ("integer", "1 + 2"), ("text", "concat('a', 'b')"), ("date", "date('2026-01-31')"),
            ("integer", f"coalesce({number}, 4) + 1"), ("text", "if(1 > 2, 'x', 'y')"),
        ))
        self._know(self._add(kind, default=default), kind)

    def _moment(self) -> None:
        """Times and moments, and what is read from them."""
        kind = self.chance.choice(("time", "dateTime"))
        row = self._add(kind, required=self._maybe(0.3, lambda: "yes"))
        ref = f"${{{row['name']}}}"
        readings = {
            "time": (f"substr({ref}, 0, 5)", f"if({ref} = '', '', string-length({ref}) > 3)"),
            "dateTime": (f"if({ref} = '', '', format-date-time({ref}, '%Y-%m-%d %H:%M'))",
                         f"if({ref} = '', 0, int(decimal-date-time({ref})))", f"substring-before({ref}, 'T')",
                         f"if({ref} = '', 0, {ref} > date('2021-01-01'))"),
        }[kind]
        if self.seed % 2 == 0 or kind == "dateTime":
            self._add("calculate", calculation=self.chance.choice(readings if self.seed % 2 == 0 else readings[:1]))

    def _strict(self) -> None:
        """Conditions on one's own value and on others."""
        number, text, select = self._ref("integer"), self._ref("text"), self._ref("select_one")
        options = [("integer", ". > 0 and (. < 50 or . = 100)"), ("text", "string-length(normalize-space(.)) > 2"),
                   ("select_multiple lima", "not(selected(., 'l1') and count-selected(.) > 1)"),
                   ("select_one kota", "not(selected(., 'k2'))"),
                   ("date", ". >= date('2000-02-29') and . < today() + 1")]
        options += [("integer", f". >= {number}"), ("decimal", f". <= coalesce({number}, 10) * 2")] if number else []
        options += [("text", f". != {text}"), ("text", f"contains({text}, .)")] if text else []
        options += [("select_one abc", f". != {select}")] if select else []
        kind, constraint = self.chance.choice(options)
        row = self._add(kind, constraint=constraint, required=self._maybe(0.5, self._truth),
                        read_only=self._maybe(0.15, self._truth), relevant=self._maybe(0.4, self._truth))
        self._messages(row)
        self._know(row, kind.partition(" ")[0])

    def _hidden(self) -> None:
        """A hidden question that a trigger fills."""
        near = self._triggers()
        if near:
            trigger = self.chance.choice(near).name
            row: Row = self._add("hidden", trigger=f"${{{trigger}}}", calculation=self._value())
            row["label"] = ""
            self._know(row, "calculate")  # nothing that is seen, so no trigger

    def _some_choices(self) -> None:
        """Filters that are no plain comparison."""
        number, multiple = self._ref("integer"), self._ref("select_multiple")
        options = ["warna = 'm' and induk != 'a1'", "string-length(name) = 2", "contains(name, '1') or warna = 'b'",
                   "not(warna = 'm')", "starts-with(induk, 'a')"]
        options += [f"selected({multiple}, name)", f"not(selected({multiple}, name))"] * 2 if multiple else []
        options += [f"number(substr(name, 1)) < {number}", f"substr(name, 1) = {number}"] if number else []
        kind = self.chance.choice(("select_one lima", "select_multiple kota", "select_one abc"))
        row = self._add(kind, choice_filter=self.chance.choice(options))
        self._know(row, kind.partition(" ")[0])

    def _switch(self) -> None:
        """A group that one answer opens and shuts."""
        if self.depth < 3:
            switch = self._add("select_one kab")
            self._know(switch, "select_one")
            name = self._name("g")
            self.rows.append({"type": "begin_group", "name": name, "label": name,
                              "relevant": f"${{{switch['name']}}} = 'kab1'"})
            self.unsteady += 1
            self._fill()
            self.unsteady -= 1
            self.rows.append({"type": "end_group", "name": name})
