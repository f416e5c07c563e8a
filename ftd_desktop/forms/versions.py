"""What a new version of a form changes against the old one, and what that means for drafts and old answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ftd_desktop.forms.form import Column, Form, Question
from ftd_desktop.forms.model import LEAF, REPEAT, Item, Itemset
from ftd_desktop.forms.texts import Words, flat, written
from ftd_desktop.i18n import tr

SHORT_LIST = 500  # choices whose words are compared
RULES = ("relevant", "required", "constraint", "calculate", "readonly")


@dataclass(frozen=True)
class Difference:
    """One change. `kind`: added, removed, moved, type, column, choices, label, or the rule that changed.

    `old` and `new` are what stood and stands there; `consequence` is a sentence in the language of the screen.
    """

    kind: str
    name: str
    path: str
    old: str
    new: str
    consequence: str


def compare(old: Form, new: Form) -> tuple[Difference, ...]:
    """All differences, in the order of the new form; what was removed comes last."""
    found = [*_matched(old, new), *_groups(old, new)]
    kept = {path for path, _ in _pairs(old, new)}
    found += [_removed(question) for path, question in old.questions.items() if path not in kept and question.control]
    return tuple(found)


def _pairs(old: Form, new: Form) -> list[tuple[str, str]]:
    """Old path, new path of every question that is in both: same path, else same name where that is unique."""
    same = [(path, path) for path in old.questions if path in new.questions]
    gone = {q.name: path for path, q in old.questions.items() if path not in new.questions}
    come = {q.name: path for path, q in new.questions.items() if path not in old.questions}
    return same + [(gone[name], come[name]) for name in gone if name in come]


def _matched(old: Form, new: Form) -> Iterator[Difference]:
    before = {new_path: old_path for old_path, new_path in _pairs(old, new)}
    columns = {form: {c.path: (table.name, c) for table in form.tables for c in table.columns} for form in (old, new)}
    for path, question in new.questions.items():
        if path not in before:
            if question.control:
                yield _added(question, new.model.items[path])
            continue
        was = old.questions[before[path]]
        yield from _place(was, question, columns[old].get(was.path), columns[new].get(path))
        yield from _rules(old, new, was, question)
        yield from _choices(old, new, was, question)
        yield from _choice_words(old, new, was, question)
        yield from _labels(old, new, was, question)


def _added(question: Question, item: Item) -> Difference:
    text = tr("Kosong pada jawaban lama; draf akan menanyakannya.")
    if item.required is not None:
        text = tr("Kosong pada jawaban lama; draf belum dapat diselesaikan sebelum ini diisi.")
    return Difference("added", question.name, question.path, "", question.type, text)


def _removed(question: Question) -> Difference:
    return Difference("removed", question.name, question.path, question.type, "",
                      tr("Tidak ditanyakan lagi; jawaban lama tetap tersimpan di kolomnya."))


def _place(was: Question, now: Question, old: tuple[str, Column] | None,
           new: tuple[str, Column] | None) -> Iterator[Difference]:
    if was.path != now.path:
        yield Difference("moved", now.name, now.path, was.path, now.path,
                         tr("Berpindah bagian; draf lama dibuka dengan jawabannya hanya bila tabelnya tetap sama."))
    if was.type != now.type:
        yield Difference("type", now.name, now.path, was.type, now.type,
                         tr("Jawaban lama yang tidak cocok dengan jenis baru akan ditandai untuk diperbaiki."))
    if old and new and (old[0], old[1].name) != (new[0], new[1].name):
        yield Difference("column", now.name, now.path, f"{old[0]}.{old[1].name}", f"{new[0]}.{new[1].name}",
                         tr("Jawaban lama tinggal di kolom lama; kolom baru mulai kosong."))


def _rules(old: Form, new: Form, was: Question, now: Question) -> Iterator[Difference]:
    before, after = old.model.items[was.path], new.model.items[now.path]
    for rule in RULES:
        first, second = written(getattr(before, rule)), written(getattr(after, rule))
        if first != second:
            yield Difference(rule, now.name, now.path, first, second, _meaning(rule))
    first, second = written(before.warn), written(after.warn)
    if first != second:
        yield Difference("constraint", now.name, now.path, first, second,
                         tr("Peringatannya berubah; jawaban lama diperiksa dengan yang baru saat dibuka, tanpa "
                            "menghalangi."))
    if before.unit != after.unit:
        yield Difference("label", now.name, now.path, before.unit, after.unit,
                         tr("Satuannya berubah; angka lama tidak ikut dihitung ulang."))


def _groups(old: Form, new: Form) -> Iterator[Difference]:
    """Conditions of groups, counts of rows, and runs of rows that are gone."""
    for path, was in old.model.items.items():
        now = new.model.items.get(path)
        if was.kind == LEAF or was.parent is None:
            continue
        if now is None or now.kind == LEAF:
            if was.kind == REPEAT:
                yield Difference("removed", was.name, path, "", "",
                                 tr("Baris-barisnya tidak ditanyakan lagi; yang lama tetap tersimpan di tabelnya."))
            continue
        for kind, first, second, meaning in (
            ("relevant", was.relevant, now.relevant, _meaning("relevant")),
            ("calculate", was.count, now.count,
             tr("Jumlah barisnya dihitung lain; draf menambah atau menyisihkan baris saat dibuka.")),
        ):
            if written(first) != written(second):
                yield Difference(kind, was.name, path, written(first), written(second), meaning)


def _meaning(rule: str) -> str:
    return {
        "relevant": tr("Muncul pada keadaan lain; jawaban lama yang tidak lagi relevan dianggap kosong."),
        "required": tr("Draf lama mungkin belum dapat diselesaikan."),
        "constraint": tr("Jawaban lama diperiksa dengan syarat baru saat dibuka."),
        "calculate": tr("Hasil hitungan berubah saat data lama dibuka dan disimpan lagi."),
        "readonly": tr("Pertanyaan ini menjadi terkunci atau terbuka."),
    }[rule]


def _choices(old: Form, new: Form, was: Question, now: Question) -> Iterator[Difference]:
    before, after = _values(old.model.items[was.path]), _values(new.model.items[now.path])
    if before is None or after is None or before == after:
        return
    gone, come = [v for v in before if v not in after], [v for v in after if v not in before]
    if gone:
        yield Difference("choices", now.name, now.path, ", ".join(gone[:20]), "",
                         tr("Jawaban lama dengan pilihan ini akan ditandai untuk diperbaiki."))
    if come:
        yield Difference("choices", now.name, now.path, "", ", ".join(come[:20]),
                         tr("Pilihan baru; jawaban lama tetap."))


def _choice_words(old: Form, new: Form, was: Question, now: Question) -> Iterator[Difference]:
    """Another filter, and codes that now read differently."""
    before, after = old.model.items[was.path].itemset, new.model.items[now.path].itemset
    if before is None or after is None:
        return
    if not (before.whole and after.whole) and written(before.nodeset) != written(after.nodeset):
        yield Difference("choices", now.name, now.path, written(before.nodeset), written(after.nodeset),
                         tr("Pilihannya disaring dengan cara lain; jawaban draf yang tidak lagi berlaku dikosongkan "
                            "dan disebut di bawah pertanyaannya."))
    first, second = _words(old, before), _words(new, after)
    other = [code for code in first if second.get(code, first[code]) != first[code]]
    if other:
        yield Difference("choices", now.name, now.path, _told(first, other), _told(second, other),
                         tr("Kode yang sama kini berbunyi lain; jawaban lama hanya menyimpan kodenya, jadi pastikan "
                            "artinya tetap sama."))


def _words(form: Form, itemset: Itemset) -> dict[str, str]:
    """Code -> label of a list that is short enough to be read."""
    listing = itemset.listing
    if listing is None or not listing.path or listing.size > SHORT_LIST:
        return {}
    labels = listing.column(itemset.label)
    if itemset.translated:
        labels = [flat(form.model.texts.lookup(key, form.default_language)) for key in labels]
    return dict(zip(listing.column(itemset.value), labels, strict=True))


def _told(words: dict[str, str], codes: list[str]) -> str:
    return ", ".join(f"{code}: {words[code]}" for code in codes[:20])


def _values(item: Item) -> dict[str, None] | None:
    """The values a select has had, None for a question that is none or whose list is not fixed."""
    if item.choices:
        return dict.fromkeys(choice.value for choice in item.choices)
    if item.itemset is None or item.itemset.listing is None or not item.itemset.listing.path:
        return None
    return dict.fromkeys(item.itemset.listing.column(item.itemset.value))


def _labels(old: Form, new: Form, was: Question, now: Question) -> Iterator[Difference]:
    before = _said(old, old.model.items[was.path].label)
    after = _said(new, new.model.items[now.path].label)
    if before != after:
        yield Difference("label", now.name, now.path, before, after,
                         tr("Kalimatnya berubah; pastikan artinya tetap sama agar jawaban lama dapat dibandingkan."))


def _said(form: Form, words: Words | None) -> str:
    if words is None:
        return ""
    return flat(form.model.texts.phrase(words, form.default_language))
