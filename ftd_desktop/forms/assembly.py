"""Puts a form together: the XForm document becomes template items with compiled rules, in the order they depend."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ftd_desktop.forms import body, graph, tables
from ftd_desktop.forms.bulk_lists import lift_lists
from ftd_desktop.forms.expressions import Expressions
from ftd_desktop.forms.faults import Findings
from ftd_desktop.forms.form import Form
from ftd_desktop.forms.instances import external_lists, read_instances, searched_lists
from ftd_desktop.forms.itext import read_texts
from ftd_desktop.forms.lists import Listing
from ftd_desktop.forms.media import MediaSource
from ftd_desktop.forms.model import Model
from ftd_desktop.forms.source import Source, read_source
from ftd_desktop.forms.template import build_items


def assemble(xform: str, media: MediaSource | None) -> Form:
    """The form of an XForm text; FormFaults naming everything that keeps it from running.

    Without `media` only the form itself is checked: lists of files stay empty.
    """
    text, lifted = lift_lists(xform)
    return Assembly(read_source(text), media, lifted).form()


class Assembly:
    """One form being put together."""

    def __init__(self, source: Source, media: MediaSource | None, lifted: Mapping[str, Listing]) -> None:
        self.source = source
        self.findings = Findings()
        self.expressions = Expressions(source.namespaces, self.findings)
        self.texts = read_texts(source.itext, self.expressions)
        self.lists = read_instances(source.instances, media, self.findings) | dict(lifted)
        self.lists |= searched_lists(source.body, self.lists, media, self.findings)
        self.lists |= external_lists(source.body, self.lists, media)
        self.items = build_items(source, self.findings)
        self.root = self.items["/" + source.template.name]

    def form(self) -> Form:
        """Everything joined; FormFaults when something was found on the way."""
        joiner = body.Joiner(self.source, self.items, self.expressions, self.texts, self.lists, self.findings)
        joiner.join_binds()
        joiner.join_body()
        first_load, every_load = joiner.join_actions()
        order = graph.arrange(self.root, self.texts, self.lists, self.findings)
        self.findings.stop_if_any()
        root = joiner.public_root()
        version = self.source.template.get("version") or ""
        version = version or self.source.template.get("version", "http://openrosa.org/xforms") or ""
        model = Model(self.root, self.items, order, self.texts, self.lists, first_load, every_load, version,
                      tuple(self.findings.warnings), graph.kept_late(first_load))
        form_id = self.source.template.get("id") or self.source.template.name
        form = Form(
            form_id, version, self.source.title or form_id, self.texts.languages, self.texts.default, root,
            MappingProxyType(joiner.questions), tables.tables(form_id, self.root, joiner.questions), model,
            self._settings(),
        )
        self._stand_alone()
        return form

    def _stand_alone(self) -> None:
        """Take what a form goes on using out of its document, so that the rest (1 to 2 MB) is freed."""
        for node in (self.source.template, *self.source.instances):
            if node.parent is not None:
                node.parent.remove(node)

    def _settings(self) -> Mapping[str, str]:
        submission = self.source.model.child("submission")
        found = {a.name: a.value for a in submission.attributes} if submission is not None else {}
        style = self.source.body.element.get("class")
        if style:
            found["style"] = style
        return MappingProxyType(found)
