"""Puts a language in force for our own texts and for Qt's buttons and menus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from ftd_desktop import i18n, resources

QT_TEXTS = {"id": "qtbase_id.qm"}
"""Qt brings no Indonesian; English is what it speaks by itself."""


class QtTexts:
    """The translator of Qt's own texts that is installed; one a program."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._translator: QTranslator | None = None

    def use(self, language: str) -> None:
        """Put a language in force everywhere; ValueError for one that is not there."""
        i18n.use(language)
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        if language in QT_TEXTS:
            translator = QTranslator(self._app)
            if not translator.load(str(resources.path("i18n", QT_TEXTS[language]))):
                raise FileNotFoundError(QT_TEXTS[language])
            self._app.installTranslator(translator)
            self._translator = translator
