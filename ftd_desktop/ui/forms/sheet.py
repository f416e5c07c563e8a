"""The sheet of one section: its bands from top to bottom, built when they come into view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.ui.forms import measure
from ftd_desktop.ui.forms.bands import Band, cut
from ftd_desktop.ui.forms.block import Block
from ftd_desktop.ui.forms.editor import Surroundings
from ftd_desktop.ui.forms.folds import Fold, hide_empty_headings
from ftd_desktop.ui.forms.marks import Foot, HeadingStrip, ScaleWords, TableHead
from ftd_desktop.ui.forms.outline import Asked, Section
from ftd_desktop.ui.forms.session import Session
from ftd_desktop.ui.forms.shape import Shape, shape
from ftd_desktop.ui.forms.strips import Drawing, Questions, Scale, Strip
from ftd_desktop.ui.forms.tablerow import TableRow
from ftd_desktop.ui.theme import px

_KINDS: dict[str, type[Strip]] = {
    "questions": Questions,
    "scale": Scale,
    "words": ScaleWords,
    "heading": HeadingStrip,
    "card": HeadingStrip,
    "head": TableHead,
    "row": TableRow,
    "foot": Foot,
}


class Sheet(QWidget):
    """The bands of a section. `moved` says by how many pixels the question with the keyboard has been shifted."""

    moved = Signal(int)
    grown = Signal()
    built = Signal(object)

    def __init__(self, session: Session, around: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.around = session, around
        self.section: Section | None = None
        self.columns = self.laid_width = 0
        self.strips: list[Strip] = []
        self._of: dict[str, Strip] = {}
        self._drawing = Drawing(session, around, self, built=self._on_built, reflow=self._flow)
        self._met: set[str] = set()
        self._busy = False

    def show_section(self, section: Section, columns: int) -> None:
        """Draw a section afresh; bands that are the same as before keep their widgets."""
        self._drawing.columns = self.columns = columns
        self._drawing.numbers = _number_column(section)
        old = {strip.band.key: strip for strip in self.strips}
        self.section = section
        self.strips = []
        for band in cut(section, self._shape_of, columns):
            self._fold_at_first(band)
            kept = old.pop(band.key, None)
            if kept is not None:
                kept.band = band
            self.strips.append(kept or self._strip(band))
        for strip in old.values():
            strip.drop()
        self._of = {
            asked.ref: strip for strip in self.strips if strip.band.kind != "head" for asked in strip.band.asked
        }
        self.remeasure()

    def refresh(self, refs: Iterable[str]) -> None:
        """Questions have changed: only their bands are measured and painted again."""
        self._busy = True
        touched = {id(strip): strip for ref in refs if (strip := self._refreshed(ref)) is not None}
        self._busy = False
        if touched:
            for strip in self.strips:
                if id(strip) in touched or strip.band.kind == "words":
                    strip.measure(self.width())
            self._flow()

    def remeasure(self) -> None:
        """All bands at the present width."""
        self.laid_width = self.width()
        for strip in self.strips:
            strip.measure(self.width())
        self._flow()

    def reveal(self, top: int, bottom: int, most: int = 1_000) -> bool:
        """Build the bands that stand between two heights, `most` of them at once; True when more are left."""
        for strip in self.strips:
            if strip.visible and not strip.widgets and strip.top < bottom and strip.top + strip.height > top:
                if most == 0:
                    return True
                self._build(strip)
                most -= 1
        return False

    def strip_of(self, ref: str) -> Strip | None:
        """The band where a question stands, unfolded and built; None when it is not in this section."""
        strip = self._of.get(ref)
        if strip is not None:
            self._unfold(strip)
        if strip is not None and not strip.widgets:
            self._build(strip)
        return strip

    def block(self, ref: str) -> Block | None:
        """The widget of a question, built when need be."""
        strip = self.strip_of(ref)
        return next((block for block in strip.blocks if block.ref == ref), None) if strip else None

    def blocks(self) -> Iterator[Block]:
        """The questions built so far."""
        for strip in self.strips:
            yield from strip.blocks

    def foot(self, repeat: str) -> Strip | None:
        """The end of a repeat, built."""
        for strip in self.strips:
            if strip.band.kind == "foot" and strip.band.ref == repeat:
                if not strip.widgets:
                    self._build(strip)
                return strip
        return None

    def _build(self, strip: Strip) -> None:
        self._busy = True
        strip.build()
        self._busy = False
        strip.measure(self.width())
        strip.settle(self.width())

    def _refreshed(self, ref: str) -> Strip | None:
        strip = self._of.get(ref)
        if strip is not None:
            strip.refresh(ref)
        return strip

    def _flow(self) -> None:
        """Stand the bands below each other; what has the keyboard is told by how much it moved."""
        focused = self._focused()
        before = focused.top if focused else 0
        hide_empty_headings(self.strips)
        top, fold = 0, Fold(self._drawing.folded)
        for strip in self.strips:
            strip.top = top
            strip.hidden = fold.hides(strip.band)
            if strip.visible:
                top += strip.height + px(strip.gap)
            strip.settle(self.width())
        if self.height() != max(top, 1):
            self.resize(self.width(), max(top, 1))
            self.grown.emit()
        if focused is not None and focused.top != before:
            self.moved.emit(focused.top - before)

    def _focused(self) -> Strip | None:
        return next((s for s in self.strips if any(block.active for block in s.blocks)), None)

    def _fold_at_first(self, band: Band) -> None:
        """A group that the form wants closed is closed when it is first met."""
        if band.fold == "closed" and band.ref not in self._met:
            self._drawing.folded.add(band.ref)
        self._met.add(band.ref)

    def _unfold(self, strip: Strip) -> None:
        """Open the groups that hide a band."""
        if not strip.hidden:
            return
        fold = Fold(self._drawing.folded)
        for other in self.strips:
            fold.hides(other.band)
            if other is strip:
                self._drawing.folded -= fold.open_groups
                self._flow()
                return

    def _strip(self, band: Band) -> Strip:
        return _KINDS[band.kind](band, self._drawing)

    def _shape_of(self, asked: Asked) -> Shape:
        return shape(self.session.question(asked.ref), self.session.state(asked.ref))

    def _on_built(self, block: Block) -> None:
        block.resized.connect(self._resized)
        self.built.emit(block)

    def _resized(self, ref: str) -> None:
        strip = self._of.get(ref)
        if strip is not None and strip.widgets and not self._busy:
            strip.measure(self.width())
            self._flow()


def _number_column(section: Section) -> int:
    """Wide enough for the longest number of the section, and for Rp."""
    widest = max((measure.width_of(asked.number, bold=True) for asked in section.asked()), default=0)
    return max(px(38), widest + px(10))
