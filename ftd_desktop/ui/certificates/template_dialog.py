"""The template of the certificates: words and switches at the left, the certificate as it will look at the right."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.body_area import BodyArea, fit
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.sheet import SheetPicture
from ftd_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ftd_desktop.certificates.template import Template

_TYPING_REST = 300  # milliseconds without a key before the picture is drawn anew


class CertificateTemplateDialog(QDialog):
    """Edits the template; `kept` once it is saved. `occasion` is (cohort id, signatory id, day) for the picture."""

    kept = Signal()

    def __init__(self, context: Context, occasion: tuple[str, str, date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Templat sertifikat"))
        self._context, self._occasion, self._side = context, occasion, 0
        self._texts: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._switches: dict[str, QCheckBox] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_REST)
        self._rest.timeout.connect(self._draw)
        self.sheet = SheetPicture(tr("Pratinjau"))
        self.sheet.setMinimumSize(px(240), px(170))
        self._told = Label(token="error", wrap=True)
        self._told.hide()
        self._build()
        fit(self)
        context.tasks.store(lambda: _data().kept(context), self.fill)
        context.tasks.store(lambda: _data().photo_advice(context), self._advise)

    def sizeHint(self) -> QSize:
        """Room for a picture that can be read."""
        return super().sizeHint().expandedTo(QSize(px(960), px(640)))

    def fill(self, template: Template) -> None:
        """Show a template's words and switches."""
        self.kind.setCurrentIndex(self.kind.findData(template.kind))
        for name, field in self._texts.items():
            text = getattr(template, name)
            field.setPlainText(text) if isinstance(field, QPlainTextEdit) else field.setText(text)
        for name, switch in self._switches.items():
            switch.setChecked(getattr(template, name))
        self._draw()

    def _advise(self, words: str) -> None:
        """Beside the switches, while the photo is on."""
        self.advice.setText(words)
        photo = self._switches["show_photo"]
        photo.toggled.connect(lambda on: self.advice.setVisible(on and bool(words)))
        self.advice.setVisible(photo.isChecked() and bool(words))

    def template(self) -> Template:
        """The template as it stands in the fields, not checked yet."""
        texts = {name: field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
                 for name, field in self._texts.items()}
        switches = {name: box.isChecked() for name, box in self._switches.items()}
        made: Template = _data().Template(self.kind.currentData(), **texts, **switches)
        return made

    def save(self) -> None:
        """Keep the template and close; what is wrong with it is told instead."""
        made = self.template()
        self._context.tasks.store(lambda: _data().keep(self._context, made), self._saved, self._failed)

    def done(self, result: int) -> None:
        """Close; a picture still waiting to be drawn is not."""
        self._rest.stop()
        super().done(result)

    # --- building

    def _build(self) -> None:
        fields = down(gap=4)
        self.kind = QComboBox()
        for kind, words in _data().kinds():
            self.kind.addItem(words, kind)
        self.kind.currentIndexChanged.connect(self._rest.start)
        self._add(fields, tr("Yang dinyatakan"), self.kind)
        for name in _data().TEXTS:
            field = QPlainTextEdit() if name == "statement" else QLineEdit()
            if isinstance(field, QPlainTextEdit):
                field.setTabChangesFocus(True)
                field.setFixedHeight(px(112))
            self._texts[name] = field
            field.textChanged.connect(self._rest.start)
            self._add(fields, _data().label(name), field)
        places = tr("Isian otomatis: {places}").format(places=_data().places())
        fields.addWidget(Label(places, token="muted", wrap=True))
        for name in _data().SWITCHES:
            box = self._switches[name] = QCheckBox(_data().label(name))
            box.toggled.connect(self._rest.start)
            fields.addWidget(box)
        self.advice = Label(token="muted", wrap=True)
        self.advice.hide()
        fields.addWidget(self.advice)
        fields.addStretch(1)
        left = fixed(BodyArea(), width=340)
        left.hold(boxed(fields))
        self.setLayout(down(
            across(left, (down((self.sheet, 1), self._told, self._under()), 1), gap=16), self._buttons(),
            margins=(16, 16, 16, 12), gap=16))

    def _add(self, fields: Any, words: str, field: QWidget) -> None:
        title = Label(words, bold=True)
        title.setBuddy(field)
        field.setAccessibleName(title.text())
        fields.addWidget(title)
        fields.addWidget(field)

    def _under(self) -> Any:
        turn = Button(tr("Balik halaman"), "link")
        turn.clicked.connect(self._turn)
        left, right = Button(tr("Logo kiri …"), "link"), Button(tr("Logo kanan …"), "link")
        left.clicked.connect(lambda: self._ask_logo(0))
        right.clicked.connect(lambda: self._ask_logo(1))
        return across(turn, None, left, right)

    def _buttons(self) -> Any:
        took_part, passed = Button(tr("Bawaan: telah mengikuti")), Button(tr("Bawaan: lulus"))
        took_part.clicked.connect(lambda: self.fill(_data().standard("standar")))
        passed.clicked.connect(lambda: self.fill(_data().standard("lulus")))
        close, save = Button(tr("Tutup")), Button(tr("Simpan templat"), "primary", shortcut="Ctrl+Return")
        close.clicked.connect(self.reject)
        save.clicked.connect(self.save)
        return across(took_part, passed, None, close, save)

    # --- the picture

    def _turn(self) -> None:
        self._side = 1 - self._side
        self._draw()

    def _draw(self) -> None:
        made, side = self.template(), self._side
        self._context.tasks.store(lambda: _data().draw(self._context, made, *self._occasion, side), self._drawn,
                                  self._failed, key="template-picture")

    def _drawn(self, png: bytes) -> None:
        self._told.hide()
        self.sheet.show_page(png, tr("contoh"))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._told.setText(str(error))
            self._told.show()
        elif not isinstance(error, Cancelled):
            raise error

    def _ask_logo(self, side: int) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Logo"), "", tr("Gambar (*.png *.jpg *.jpeg *.svg)"))
        if chosen:
            self.set_logo(side, Path(chosen))

    def set_logo(self, side: int, path: Path) -> None:
        """Keep another logo at the left (0) or right (1)."""
        self._context.tasks.store(lambda: _data().set_logo(self._context, side, path), self._logo_set, self._failed)

    def _logo_set(self, _: object) -> None:
        self._draw()

    def _saved(self, _: object) -> None:
        self.kept.emit()
        self.accept()


def _data() -> Any:
    from ftd_desktop.ui.models import certificate_office  # loads reportlab: when the dialog is first opened

    return certificate_office
