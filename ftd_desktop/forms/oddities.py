"""What of a form is hardly meant so: it works, and yet somebody should look at it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from ftd_desktop.forms.faults import COLUMNS, Fault
from ftd_desktop.forms.form import Form
from ftd_desktop.forms.model import Item, Itemset
from ftd_desktop.forms.xpath import Compiled
from ftd_desktop.forms.xpath.constants import is_here, verdict
from ftd_desktop.forms.xpath.outside import child_name
from ftd_desktop.forms.xpath.syntax import Path, walk
from ftd_desktop.i18n import tr

#: The entity lists that the program keeps as a list of its own: the people of the profile form.
KEPT_LISTS = ("participant",)
#: What a rule is by its column -> whether it may be written as a constant.
_RULES = {"relevant": False, "required": True, "readonly": True, "constraint": False, "warn": False}


def oddities(form: Form) -> Iterator[Fault]:
    """Everything odd, in the order of the form."""
    if not any(question.control for question in form.questions.values()):
        yield Fault("survey", 0, "", tr("formulir ini tidak menanyakan apa pun."), tr("Tambahkan pertanyaan."))
    for name in dict.fromkeys(_entity_lists(form)):
        if name not in KEPT_LISTS:
            yield Fault(
                "entities", 0, "list_name",
                tr("daftar entitas {name}: jawabannya disimpan di tabel formulir ini, tidak menjadi daftar tersendiri.")
                .format(name=name),
                tr("Yang menjadi daftar hanya {names}.").format(names=", ".join(KEPT_LISTS)))
    told = {(warning.path, warning.column) for warning in form.model.warnings}
    for item in form.model.items.values():
        yield from (fault for fault in _verdicts(item) if (fault.path, fault.column) not in told)
        yield from _soft_check(item)
        yield from _choices(item)


def _entity_lists(form: Form) -> Iterator[str]:
    for item in form.model.items.values():
        if item.name == "entity" and item.parent is not None and item.parent.name == "meta":
            yield item.node.get("dataset") or ""


def _verdicts(item: Item) -> Iterator[Fault]:
    """Rules that hold whatever is answered, or never."""
    for aspect, constant_is_fine in _RULES.items():
        rule: Compiled | None = getattr(item, aspect)
        if rule is None or (constant_is_fine and rule.text.strip() in ("true()", "false()")):
            continue
        always = verdict(rule.ast, lambda path, item=item: is_single(path, item))  # type: ignore[misc]
        if always is not None:
            message, suggestion = _said(aspect, always=always)
            yield Fault("survey", 0, COLUMNS[aspect], f"{item.name}: {message}", suggestion, item.path)


def is_single(path: Path, item: Item) -> bool:
    """Whether a path means one node at most: the question itself, or one that no repeat multiplies."""
    if is_here(path):
        return True
    if path.base is not None or not path.simple or not path.absolute:
        return False
    steps = [step.name for step in path.steps]
    root = item
    while root.parent is not None:
        root = root.parent
    here: Item | None = root if steps and steps[0] == root.name else None
    for name in steps[1:]:
        here = next((child for child in here.children if child.name == name), None) if here is not None else None
    return here is not None and here.repeat is None


def _said(aspect: str, *, always: bool) -> tuple[str, str]:
    look = tr("Periksa angka, tanda, dan kata and/or di dalamnya.")
    if aspect == "warn":
        said = tr("peringatan ini muncul pada jawaban apa pun.") if always else tr(
            "peringatan ini tidak akan pernah muncul.")
    elif aspect == "constraint":
        said = tr("syarat ini dipenuhi jawaban apa pun.") if always else tr(
            "tidak ada jawaban yang memenuhi syarat ini.")
    elif aspect == "relevant":
        said = tr("pertanyaan ini selalu muncul, syaratnya tidak menyaring apa pun.") if always else tr(
            "pertanyaan ini tidak akan pernah muncul.")
    else:
        said = tr("syarat ini selalu benar.") if always else tr("syarat ini tidak akan pernah benar.")
    return said, look


def _soft_check(item: Item) -> Iterator[Fault]:
    if item.warn is None:
        return
    if not item.warn.references:
        yield Fault("survey", 0, "bind::ftd:warn",
                    tr("{name}: peringatan ini tidak melihat jawaban apa pun.").format(name=item.name),
                    tr("Pakai titik (.) untuk jawaban pertanyaan ini."), item.path)
    if "" not in item.warn_messages:
        yield Fault("survey", 0, "bind::ftd:warnMsg", tr("{name}: peringatan tanpa kalimat.").format(name=item.name),
                    tr("Isi kolom bind::ftd:warnMsg."), item.path)


def _choices(item: Item) -> Iterator[Fault]:
    itemset = item.itemset
    if itemset is None or itemset.listing is None or not itemset.listing.path:
        return
    values = itemset.listing.column(itemset.value)
    if any(not value or " " in value.strip() for value in values) and item.many:
        yield Fault("choices", 0, "name",
                    tr("{name}: ada pilihan yang kodenya kosong atau memuat spasi.").format(name=item.name),
                    tr("Pakai garis bawah sebagai ganti spasi."), item.path)
    for column in _asked_columns(itemset):
        if not itemset.listing.has(column):
            close = get_close_matches(column, itemset.listing.columns(), 1)
            yield Fault(
                "survey", 0, "choice_filter",
                tr("{name}: daftar pilihannya tidak mempunyai kolom {column}.").format(name=item.name, column=column),
                tr("Mungkin yang dimaksud {name}?").format(name=close[0]) if close else tr(
                    "Tambahkan kolom itu pada daftarnya."), item.path)


def _asked_columns(itemset: Itemset) -> Iterator[str]:
    """The columns that a choice filter reads of its list."""
    found: dict[str, None] = {}
    for outer in walk(itemset.nodeset.ast):
        for step in outer.steps if isinstance(outer, Path) else ():
            for predicate in step.predicates:
                found.update((name, None) for inner in walk(predicate) if (name := child_name(inner)))
    yield from found
