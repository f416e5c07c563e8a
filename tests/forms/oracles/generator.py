"""Random forms with random logic: groups, nested and counted repeats, cascades, calculations, triggers, conditions."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

Row = dict[str, str]

NUMERIC = ("integer", "decimal")
LIST_SIZES = (("abc", 3), ("lima", 5), ("kota", 6))
KABS = 3


@dataclass
class Known:
    """A question that later rows can refer to; `repeats` are the names of the repeats around it, outermost first."""

    name: str
    kind: str
    repeats: tuple[str, ...]
    steady: bool = True  # always relevant


@dataclass
class Generator:
    """Builds the sheets of one workbook. The same seed gives the same form."""

    seed: int
    size: int
    chance: random.Random = field(init=False)
    rows: list[Row] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    repeats: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    depth: int = 0
    unsteady: int = 0
    count: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def workbook(self) -> str:
        """The sheets as pyxform reads them from Markdown."""
        while self.count < self.size:
            self._something()
        choices = [
            {"list_name": name, "name": f"{name[0]}{n}", "label": f"Pilihan {name} {n}", "warna": "mb"[n % 2],
             "induk": f"a{n % 3}"}
            for name, size in LIST_SIZES for n in range(size)
        ]
        choices += [{"list_name": "kab", "name": f"kab{n}", "label": f"Kabupaten {n}"} for n in range(KABS)]
        if self.seed % 3 == 0:
            self._translate(choices)
        return "\n".join(_sheet(*named) for named in
                         (("survey", self.rows), ("choices", choices), ("settings", [self._settings()])))

    def _settings(self) -> Row:
        return {"form_title": f"Acak {self.seed}", "form_id": f"acak_{self.seed}", "version": "1"}

    def _translate(self, choices: list[Row]) -> None:
        """Two languages instead of one; some texts are left out of the second."""
        for row in (*self.rows, *choices):
            for column in ("label", "hint", "constraint_message", "required_message"):
                text = row.pop(column, "")
                if text:
                    row[f"{column}::Indonesia (id)"] = text
                    row[f"{column}::English (en)"] = f"English {text}" if self.chance.random() < 0.9 else ""

    # structure

    def _something(self) -> None:
        dice = self.chance.random()
        if dice < 0.10 and self.depth < 3:
            self._group()
        elif dice < 0.15 and self.depth < 3 and len(self.inside) < 2:
            self._repeat()
        else:
            self._question()

    def _group(self) -> None:
        name = self._name("g")
        row = {"type": "begin_group", "name": name, "label": name, "relevant": self._maybe(0.5, self._truth)}
        self.rows.append(row)
        self.unsteady += bool(row["relevant"])
        self._fill()
        self.unsteady -= bool(row["relevant"])
        self.rows.append({"type": "end_group", "name": name})

    def _repeat(self) -> None:
        name = self._name("r")
        counted = self.chance.random() < 0.35
        row = {"type": "begin_repeat", "name": name, "label": name, "relevant": self._maybe(0.3, self._truth)}
        if counted:
            row["repeat_count"] = self._count()
        self.rows.append(row)
        self.unsteady += bool(row["relevant"])
        self.inside.append(name)
        self.repeats.append((name, tuple(self.inside)))
        self._fill()
        self.inside.pop()
        self.unsteady -= bool(row["relevant"])
        self.rows.append({"type": "end_repeat", "name": name})

    def _fill(self) -> None:
        self.depth += 1
        self._question()
        for _ in range(self.chance.randint(1, 6)):
            self._something()
        self.depth -= 1

    def _count(self) -> str:
        numbers = [k for k in self._reachable() if k.kind == "integer"]
        if numbers and self.chance.random() < 0.6:
            return "min(3, coalesce(${" + self.chance.choice(numbers).name + "}, 0))"
        return str(self.chance.randint(0, 3))

    def _name(self, letter: str) -> str:
        self.count += 1
        return f"{letter}{self.count}"

    # questions

    def _question(self) -> None:
        kind = self.chance.choices(
            ("integer", "decimal", "text", "date", "select_one", "select_multiple", "calculate", "note"),
            (20, 10, 15, 8, 15, 10, 18, 3))[0]
        name = self._name("q")
        row: Row = {"type": kind, "name": name, "label": self._label(name)}
        if kind.startswith("select"):
            row["type"] = f"{kind} {self.chance.choice(LIST_SIZES)[0]}"
            row["choice_filter"] = self._maybe(0.4, self._filter)
        if kind == "calculate":
            numeric = self.chance.random() < 0.5
            row["calculation"] = self._number() if numeric else self._string()
            kind = "number" if numeric else kind
            del row["label"]
        elif kind != "note":
            self._rules(row)
        row["relevant"] = self._maybe(0.35, self._truth)
        self._messages(row)
        self.rows.append(row)
        if kind != "note":
            self.known.append(Known(name, kind, tuple(self.inside), not self.unsteady and not row["relevant"]))

    def _messages(self, row: Row) -> None:
        if row.get("constraint") and self.chance.random() < 0.6:
            row["constraint_message"] = self._label("syarat")
        if row.get("required") and self.chance.random() < 0.3:
            row["required_message"] = "Wajib " + row["name"]
        if row["type"] != "calculate" and self.chance.random() < 0.2:
            row["hint"] = self._label("petunjuk")

    def _rules(self, row: Row) -> None:
        row["required"] = self.chance.choice(("", "", "yes", self._maybe(0.5, self._truth)))
        row["read_only"] = self._maybe(0.08, self._truth)
        row["constraint"] = self._maybe(0.35, lambda: self._constraint(row["type"]))
        if self.chance.random() < 0.12:
            row["default"] = self._default(row["type"])
        elif row["type"] in ("integer", "text") and self.chance.random() < 0.12 and (near := self._triggers()):
            row["trigger"] = "${" + self.chance.choice(near).name + "}"
            row["calculation"] = self._value(row["type"])

    def _triggers(self) -> list[Known]:
        """Visible questions of the same row that are always relevant.

        Web Forms cannot set a value in every row of a repeat, takes a change of relevance for one of the value, and
        does not set a constant twice.
        """
        return [k for k in self.known if k.kind not in ("calculate", "number") and k.steady
                and k.repeats == tuple(self.inside)]

    def _label(self, name: str) -> str:
        near = self._here()
        if near and self.chance.random() < 0.15:
            return f"Tentang ${{{self.chance.choice(near).name}}} ({name})"
        return f"Pertanyaan {name}"

    def _default(self, kind: str) -> str:
        return {"integer": "3", "decimal": "1.5", "text": "awal", "date": "2026-01-15"}.get(kind, "")

    # expressions

    def _maybe(self, share: float, make: object) -> str:
        return make() if self.chance.random() < share and callable(make) else ""

    def _here(self) -> list[Known]:
        """Known questions in the same or an outer row: one node each."""
        return [k for k in self.known if k.repeats == tuple(self.inside)[: len(k.repeats)]]

    def _reachable(self) -> list[Known]:
        return self._here()

    def _gathered(self) -> list[Known]:
        """Known questions inside a repeat that is not open here: many nodes."""
        return [k for k in self.known if k.repeats != tuple(self.inside)[: len(k.repeats)]
                and len(k.repeats) == 1 and not self.inside]

    def _ref(self, *kinds: str) -> str | None:
        found = [k for k in self._here() if not kinds or k.kind in kinds]
        return "${" + self.chance.choice(found).name + "}" if found else None

    def _number(self, depth: int = 0) -> str:
        ref = self._ref("integer", "decimal", "number")
        dice = self.chance.randint(0, 11)
        if depth > 2 or ref is None or dice == 0:
            return str(self.chance.choice((0, 1, 2, 5, 10, 0.5)))
        gathered = [k for k in self._gathered() if k.kind in (*NUMERIC, "number")]
        if gathered and dice < 4:
            name = self.chance.choice(gathered).name
            calls = ("count-non-empty({})", "string-length(join('', {}))", "count({})")
            call = self.chance.choice(calls[:2] if self.seed % 2 else calls)  # JavaRosa counts what is relevant
            return call.format(f"${{{name}}}")
        if self.inside and dice == 11:
            return self._over_rows()
        multiple = self._ref("select_multiple")
        text = self._ref("text")
        return self.chance.choice((
            ref, ref, f"({self._number(depth + 1)} + {ref})", f"({ref} - {self._number(depth + 1)})",
            f"({ref} * {self._number(depth + 1)})", f"round({ref} div 3, 1)", f"int({ref})",
            f"coalesce({ref}, {self.chance.choice((0, 1, 7))})", f"if({self._truth(depth + 1)}, {ref}, 0)",
            f"({ref} mod 4)", f"count-selected({multiple})" if multiple else ref,
            f"string-length({text})" if text else ref, f"number({ref})", f"abs({ref})",
            f"max(coalesce({ref}, 0), 2)", f"min(5, coalesce({ref}, 1))", f"pow({ref}, 2)",
        ))

    def _over_rows(self) -> str:
        """A number that a row takes from all rows of its repeat, or from the first."""
        repeat = self.inside[0]
        numbers = [k.name for k in self.known if k.repeats == (repeat,) and k.kind in NUMERIC]
        if not numbers or self.seed % 2:  # JavaRosa counts the rows of its own repeat once
            return "2"
        name = self.chance.choice(numbers)
        return self.chance.choice((
            f"count(${{{repeat}}})", f"coalesce(indexed-repeat(${{{name}}}, ${{{repeat}}}, 1), 0)",
            f"count-non-empty(/data/{self._path(name)})",
        ))

    def _path(self, name: str) -> str:
        """The path of a question below the root, from the rows written so far."""
        path: list[str] = []
        for row in self.rows:
            if row["type"].startswith("begin"):
                path.append(row["name"])
            elif row["type"].startswith("end"):
                path.pop()
            elif row["name"] == name:
                return "/".join([*path, name])
        raise KeyError(name)

    def _string(self, depth: int = 0) -> str:
        ref = self._ref()
        if ref is None or depth > 2:
            return "'kata'"
        gathered = self._gathered()
        if gathered and self.chance.random() < 0.2:
            name = self.chance.choice(gathered).name  # of what is not relevant JavaRosa has no node, we a blank one
            return f"join(' ', ${{{name}}}[. != ''])"
        date, multiple, text = self._ref("date"), self._ref("select_multiple"), self._ref("text")
        return self.chance.choice((
            ref, f"concat({ref}, '-', {self._string(depth + 1)})", f"substr({ref}, 0, 3)", f"string({ref})",
            f"if({self._truth(depth + 1)}, {self._string(depth + 1)}, 'lain')",
            f"translate({text}, 'a1', 'b2')" if text else ref,
            f"normalize-space({ref})", f"coalesce({ref}, 'kosong')", f"substring-before({ref}, '1')",
            f"format-date({date}, '%d/%m/%Y')" if date else ref, f"selected-at({multiple}, 0)" if multiple else ref,
        ))

    def _truth(self, depth: int = 0) -> str:
        ref = self._ref()
        if ref is None or depth > 3:
            return self.chance.choice(("true()", "false()", "1 = 1"))
        number, date = self._ref(*NUMERIC, "number"), self._ref("date")
        select, multiple = self._ref("select_one"), self._ref("select_multiple")
        compare = self.chance.choice(("<", "<=", ">", ">=", "=", "!="))
        options = [
            f"{ref} != ''", f"{ref} = ''", f"not({self._truth(depth + 1)})",
            f"({self._truth(depth + 1)} and {self._truth(depth + 1)})",
            f"({self._truth(depth + 1)} or {self._truth(depth + 1)})", f"string-length({ref}) > 2",
            f"regex({ref}, '^[0-9]+$')", f"contains({ref}, '1')",
        ]
        options += [f"{number} {compare} {self._number(depth + 1)}"] * 4 if number else []
        options += [f"{date} {compare} date('2026-01-15')", f"{date} <= today()"] if date else []
        options += [f"{select} = '{self._choice()}'"] * 3 if select else []
        options += [f"selected({multiple}, '{self._choice()}')"] * 2 if multiple else []
        return self.chance.choice(options)

    def _value(self, kind: str = "") -> str:
        if kind == "integer":
            return f"int({self._number()})"
        return self._string()

    def _constraint(self, kind: str) -> str:
        if kind in NUMERIC:
            return self.chance.choice((". >= 0", ". < 100 and . > -10", f". <= {self._number()}", ". mod 2 = 0"))
        if kind == "text":
            return self.chance.choice(("string-length(.) < 10", "regex(., '^[a-z ]+$')", ". != 'ya'"))
        if kind == "date":
            return self.chance.choice((". <= today()", ". > date('2000-01-01')"))
        if kind.startswith("select_multiple"):
            return "count-selected(.) <= 2"
        return f". != '{self._choice()}'"

    def _filter(self) -> str:
        number = self._ref("integer")
        select = self._ref("select_one")
        options = ["warna = 'm'"]
        options += [f"warna = if({number} > 2, 'm', 'b')"] if number else []
        options += [f"induk = {select}", f"name != {select}"] if select else []
        return self.chance.choice(options)

    def _choice(self) -> str:
        name, size = self.chance.choice(LIST_SIZES)
        return f"{name[0]}{self.chance.randrange(size)}"


def _sheet(name: str, rows: list[Row]) -> str:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = [f"| {name} |", "| | " + " | ".join(columns) + " |"]
    return "\n".join(lines + ["| | " + " | ".join(row.get(column, "") for column in columns) + " |" for row in rows])
