"""Runs the same form and steps in ODK Web Forms' engine and in JavaRosa, and reads what they say of each node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.forms.oracles.answers import Operation

ZONE = "Asia/Jakarta"  # WIB, as our clock in these runs


@dataclass(frozen=True)
class Seen:
    """A node as an engine shows it; None where the engine says nothing."""

    value: str | None
    relevant: bool
    required: bool | None = None
    readonly: bool | None = None
    valid: bool | None = None
    choices: tuple[str, ...] | None = None
    label: str | None = None
    hint: str | None = None
    message: str | None = None
    choice_labels: tuple[str, ...] | None = None
    cleared: bool = False
    shuffled: bool = False
    doubtful: bool = False


class Oracles:
    """The two engines in the folder that setup-oracles.sh made."""

    def __init__(self, folder: Path) -> None:
        self.node = folder / "node"
        self.java = folder / "jr"
        jars = sorted(folder.glob("venv/lib/*/site-packages/pyxform/validators/odk_validate/bin/ODK_Validate.jar"))
        self.jar = jars[0] if jars else None

    def missing(self) -> str:
        """Why the engines cannot run here; "" when they can."""
        if not (self.node / "node_modules").is_dir() or not shutil.which("node"):
            return "ODK Web Forms' engine is not set up (setup-oracles.sh)"
        if self.jar is None or not shutil.which("java"):
            return "JavaRosa is not set up (setup-oracles.sh)"
        return ""

    def web_forms(self, form: Path, steps: Sequence[Operation], media: Path, *, each: bool = False,
                  ) -> list[dict[str, Seen]] | str:
        """ref -> what Web Forms shows at the end, or after `each` step; or its error."""
        answers = [_for_web_forms(step) for step in steps]
        file = form.with_suffix(".answers.json")
        file.write_text(json.dumps(answers), encoding="utf-8")
        said = form.with_suffix(".seen.json")
        command = ["node", "oracle.mjs", str(form), str(file), "--attach", str(media), "--choices", "200",
                   *(["--after-each"] if each else [])]
        with said.open("w", encoding="utf-8") as output:  # through a pipe Node would lose what is over 64 KB
            done = subprocess.run(command, cwd=self.node, stdout=output, stderr=subprocess.PIPE, text=True,
                                  timeout=300, check=False, env=os.environ | {"TZ": ZONE})
        try:
            found = json.loads(said.read_text(encoding="utf-8"))
        except ValueError:
            return done.stderr[-800:] or "no output"
        if found["status"] == "failure":
            return str(found["error"])
        if found["errors"]:
            return "answers refused: " + json.dumps(found["errors"])[:600]
        stages = found["steps"] if each else [found]
        return [{node["ref"]: _seen(node) for node in stage["nodes"] if "value" in node} for stage in stages]

    def java_rosa(self, form: Path, steps: Sequence[Operation]) -> list[dict[str, Seen]] | str:
        """ref (without [1]) -> what JavaRosa shows at the end, or its error; rows are never removed there."""
        file = form.with_suffix(".answers.tsv")
        lines = [f"set\t{ref}\t{value}" if what == "set" else f"addRepeat\t{ref}" for what, ref, value in steps
                 if what != "lang"]
        file.write_text("\n".join(lines), encoding="utf-8")
        done = subprocess.run(
            ["java", "-cp", f"{self.jar}:{self.java}", "OracleJR", str(form), str(file)],
            capture_output=True, text=True, timeout=300, check=False, env=os.environ | {"TZ": ZONE},
        )
        rows = [line.split("\t") for line in done.stdout.splitlines()]
        header = next((row for row in rows if row[0] == "#"), None)
        if header is None:
            return (done.stderr or done.stdout)[:800]
        nodes = {row[0]: Seen(row[1], row[2] == "true", row[3] == "true", row[4] == "true", row[5] == "true")
                 for row in rows if len(row) == 6 and row[0].startswith("/")}
        return [nodes] if "errors=0" in "\t".join(header) else "answers refused: " + "\t".join(header)


def _for_web_forms(step: Operation) -> object:
    what, ref, value = step
    if what == "set":
        return [ref, value]
    if what == "add":
        return {"op": "addRepeat", "ref": ref}
    if what == "lang":
        return {"op": "lang", "value": ref}
    base, _, position = ref.rpartition("[")
    return {"op": "removeRepeat", "ref": base, "index": int(position.rstrip("]")) - 1}


def _seen(node: dict[str, object]) -> Seen:
    value = node.get("value")
    choices = node.get("choices")
    return Seen(
        "" if value is None else str(value), bool(node["relevant"]), bool(node["required"]), bool(node["readonly"]),
        bool(node["valid"]) if "valid" in node else None,
        tuple(str(choice[0]) for choice in choices) if isinstance(choices, list) else None,
        _text(node.get("label")), _text(node.get("hint")), _text(node.get("message")),
        tuple(str(choice[1]) for choice in choices) if isinstance(choices, list) else None,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
