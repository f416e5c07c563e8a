"""What this machine's user chose for the window: theme, text size, language; kept outside the data file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ftd_desktop import i18n
from ftd_desktop.ui import theme


@dataclass
class Preferences:
    """Choices for the window. `path` None keeps them for this run only."""

    theme: str = "light"
    scale: float = 1.0
    language: str = "id"
    lock_minutes: int = 15
    advance: bool = False
    """Whether a choice taken by its key goes on to the next question by itself."""
    hidden_columns: list[str] = field(default_factory=list)
    path: Path | None = None

    @classmethod
    def load(cls, path: Path) -> Preferences:
        """Choices kept at `path`; the usual ones where there are none or they cannot be read."""
        made = cls(path=path)
        try:
            kept = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return made  # a lost preference costs a click, never a start
        if isinstance(kept, dict):
            made._take(kept)
        return made

    def save(self) -> None:
        """Keep the choices, replacing the file in one step."""
        if self.path is None:
            return
        kept = {key: value for key, value in asdict(self).items() if key != "path"}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".new")
        draft.write_text(json.dumps(kept, indent=1), "utf-8")
        draft.replace(self.path)

    def _take(self, kept: dict[str, object]) -> None:
        """Only values that the program knows."""
        if kept.get("theme") in theme.THEMES:
            self.theme = str(kept["theme"])
        if kept.get("scale") in theme.SCALES:
            self.scale = float(str(kept["scale"]))
        if kept.get("language") in i18n.languages():
            self.language = str(kept["language"])
        if isinstance(minutes := kept.get("lock_minutes"), int) and 0 <= minutes <= 240:
            self.lock_minutes = minutes
        if isinstance(advance := kept.get("advance"), bool):
            self.advance = advance
        if isinstance(columns := kept.get("hidden_columns"), list):
            self.hidden_columns = [str(name) for name in columns]
