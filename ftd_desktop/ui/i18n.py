"""Puts a language in force for our own texts and for Qt's buttons and menus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from ftd_desktop import i18n, resources

QT_TEXTS = {"id": "qtbase_id.qm"}
"""Qt brings no Indonesian; English is what it speaks by itself."""
_NAME = "ftd-qt-texts"


def use(app: QCoreApplication, language: str) -> None:
    """Put a language in force everywhere, in place of the one before; ValueError for one that is not there."""
    i18n.use(language)
    for old in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(old)
        old.setParent(None)
    if language in QT_TEXTS:
        translator = QTranslator(app)
        translator.setObjectName(_NAME)
        if not translator.load(str(resources.path("i18n", QT_TEXTS[language]))):
            raise FileNotFoundError(QT_TEXTS[language])
        app.installTranslator(translator)
