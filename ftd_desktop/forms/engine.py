"""Keeps a running interview true: after a change, what depends on it is worked out again, in order, once."""

from __future__ import annotations

import heapq

from ftd_desktop.forms.choices import allowed_part
from ftd_desktop.forms.live import Live, Rows, drop_rows, grow, place_of
from ftd_desktop.forms.model import LEAF, VALUE, Action, Model, Watch
from ftd_desktop.forms.reach import Reach, nearest
from ftd_desktop.forms.texts import spoken
from ftd_desktop.forms.worked_out import worked_out
from ftd_desktop.forms.xpath import Compiled, XPathError
from ftd_desktop.forms.xpath.environment import Environment

MAX_COUNTED_ROWS = 2_000  # of one repeat; counts within counts end at MAX_ROWS in all
MAX_ROWS = 20_000
MAX_EVENTS = 1_000  # setvalues that call each other end here


class Engine:
    """The lives of one interview and the work that is pending on them.

    `touched` gathers whose state is new and `structure` whether rows came or went, until they are taken.
    `faults` holds what an expression of a node complained of when it ran last.
    """

    def __init__(self, model: Model, root: Live, env: Environment) -> None:
        self.model = model
        self.root = root
        self.env = env
        self.language = model.texts.default
        self.touched: dict[Live, None] = {}
        self.structure = False
        self.acted: dict[Live, None] = {}  # what setvalues have given since it was last asked
        self.faults: dict[Live, str] = {}
        self._reach = Reach(root)
        self._queue: list[tuple[int, int, Live | Rows]] = []
        self._queued: set[Live | Rows] = set()
        self._stale: dict[Live, None] = {}
        self._fired: list[Live] = []
        self._pushes = self._counted = 0

    # what is pending

    def push(self, thing: Live | Rows) -> None:
        """Have a node or a run of rows worked out again."""
        if thing not in self._queued:
            self._queued.add(thing)
            self._pushes += 1
            heapq.heappush(self._queue, (thing.item.rank, self._pushes, thing))

    def push_tree(self, live: Live) -> None:
        """Have everything of a new tree worked out."""
        self.push(live)
        self._stale[live] = None
        for child in live.children:
            if isinstance(child, Rows):
                self.push(child)
                for row in child.nodes:
                    self.push_tree(row)
            else:
                self.push_tree(child)

    def changed(self, live: Live) -> None:
        """Tell all that read this node."""
        self.touched[live] = None
        self._stale[live] = None
        self._tell(live, live.item.watches)

    def rows_changed(self, rows: Rows) -> None:
        """Tell all that gather these rows or ask for a position among them."""
        self.structure = True
        self._tell(rows.parent, rows.item.structure)

    def _tell(self, live: Live, watches: list[Watch]) -> None:
        for watch in watches:
            for target in self._reach.targets(live, watch):
                if isinstance(target, Rows) or watch.kind == VALUE:
                    self.push(target)
                else:
                    self._stale[target] = None

    def settle(self) -> None:
        """Work everything out that is pending, with the setvalues that changes ask for."""
        self.run()
        for _ in range(MAX_EVENTS):
            if not self._fired:
                break
            live = self._fired.pop(0)
            for action in live.item.on_change:
                self.act(action, live)
                self.run()
        self._fired.clear()

    def quiet(self) -> None:
        """Forget the events so far: starting is no change."""
        self._fired.clear()
        self.acted.clear()

    def run(self) -> None:
        """Work everything out that is pending, without events."""
        while self._queue:
            thing = heapq.heappop(self._queue)[2]
            self._queued.discard(thing)
            if isinstance(thing, Rows):
                self._refresh_rows(thing)
            else:
                self._refresh(thing)
        stale, self._stale = self._stale, {}
        for live in stale:
            self._assess(live)

    # values and relevance

    def _refresh(self, live: Live) -> None:
        item, parent = live.item, live.parent
        if item.relevant is not None:
            live.own = self._truth(item.relevant, live, True)
        relevant = live.own and (parent is None or parent.relevant)
        if relevant != live.relevant:
            self._turn(live, relevant)
        if relevant and item.kind == LEAF:
            if item.calculate is not None:
                self.put(live, self._answer(item.calculate, live))
            if item.itemset is not None and not item.itemset.whole:
                self.touched[live] = None  # other choices are a new state too
                if live.text or live.cleared:
                    self._filter(live)

    def _turn(self, live: Live, relevant: bool) -> None:
        live.relevant = relevant
        live.node.blank = not relevant
        if live.text:
            self.changed(live)
        self.touched[live] = None
        self._stale[live] = None
        for child in live.children:
            if isinstance(child, Rows):
                for row in child.nodes:
                    self.push(row)
                if relevant:
                    self.push(child)
            else:
                self.push(child)

    def put(self, live: Live, text: str) -> bool:
        """Store a value and tell who reads it; False when it is the same."""
        if text == live.text:
            return False
        live.node.set_text(text)
        if live.item.on_change:
            self._fired.append(live)
        self.changed(live)
        return True

    def _filter(self, live: Live) -> None:
        wanted = live.cleared or live.text
        kept = allowed_part(live, wanted)
        live.cleared = "" if kept == wanted else wanted
        self.put(live, kept)

    def act(self, action: Action, near: Live) -> None:
        """Do a setvalue for the target nearest to `near`."""
        target = self._placed(action.place, near) if action.place is not None else nearest(action.target, near)
        if target is None:
            return
        value = action.text if action.value is None else self._answer(action.value, target)
        if self.put(target, worked_out(target.item.type, value, self.env.zone)):
            self.acted[target] = None

    def _placed(self, place: Compiled, near: Live) -> Live | None:
        """The node that a reference with a predicate means now."""
        try:
            found = place.nodes(near.scope)
        except XPathError as fault:
            self.faults[near] = str(fault)
            return None
        live = found[0].info if found else None
        return live if isinstance(live, Live) else None

    # rows

    def _refresh_rows(self, rows: Rows) -> None:
        if rows.item.count is None or not rows.parent.relevant:
            return  # what stands in a group that is not relevant now is kept as it is
        number = self._number(rows.item.count, rows)
        wanted = int(min(max(number, 0), MAX_COUNTED_ROWS)) if number == number else 0
        while len(rows.nodes) > wanted:
            self._counted -= 1
            rows.stash.append(self.drop_row(rows, len(rows.nodes) - 1))
        while len(rows.nodes) < wanted:
            if self._counted >= MAX_ROWS:
                break
            self._counted += 1
            self.add_row(rows)

    def may_have_rows(self, rows: Rows) -> bool:
        """False when the groups above, or the rule of the repeat itself, make its rows irrelevant."""
        if not rows.parent.relevant:
            return False
        rule = rows.item.relevant
        try:
            return rule is None or bool(rule.boolean(rows.row_scope()))
        except XPathError:
            return True

    def add_row(self, rows: Rows) -> Live:
        """A new last row: one that a smaller count took away, else a fresh one with its defaults."""
        kept = rows.stash.pop() if rows.stash else None
        first = rows.spare.pop() if rows.spare and kept is None else None
        row = kept or first or self._fresh_row(rows)
        rows.parent.node.insert(place_of(rows), row.node)
        rows.nodes.append(row)
        self.push_tree(row)
        self.rows_changed(rows)
        if kept is None:
            fired = list(self._fired)
            for action in rows.item.on_new_row:
                self.act(action, row)
            self._fired = fired  # a default is no change
        return row

    def _fresh_row(self, rows: Rows) -> Live:
        row = grow(rows.item, rows.item.node.copy(), rows.parent, self.env)
        drop_rows(row, counted=True)
        return row

    def drop_row(self, rows: Rows, index: int) -> Live:
        """Take a row out and give it."""
        row = rows.nodes.pop(index)
        rows.parent.node.remove(row.node)
        gone = set(row.walk())
        for live in gone:
            self._stale.pop(live, None)
            self.touched.pop(live, None)
        self._queue = [entry for entry in self._queue if entry[2] not in gone]
        heapq.heapify(self._queue)
        self._queued -= gone
        self.rows_changed(rows)
        return row

    # looks

    def _assess(self, live: Live) -> None:
        if not live.relevant:
            live.required = live.readonly = live.constraint_failed = live.warned = False
            return
        item, text = live.item, live.text
        required = item.required is not None and self._truth(item.required, live, False)
        readonly = item.readonly is not None and self._truth(item.readonly, live, False)
        sound = text != "" and item.is_sound(text)
        failed = sound and item.constraint is not None and not self._truth(item.constraint, live, True)
        warned = sound and not failed and item.warn is not None and self._truth(item.warn, live, False)
        look = self._look(live) if item.speaks else ()
        now = (required, readonly, failed, warned, look)
        if now != (live.required, live.readonly, live.constraint_failed, live.warned, live.look):
            live.required, live.readonly, live.constraint_failed, live.warned, live.look = now
            self.touched[live] = None

    def _look(self, live: Live) -> tuple[str, ...]:
        item, texts = live.item, self.model.texts
        words = (item.label, item.hint, item.guidance, item.constraint_message, item.required_message)
        return tuple(
            spoken(texts.phrase(one, self.language), live.scope) if one is not None else "" for one in words
        )

    def reassess(self) -> None:
        """Look at every node again, as after a change of language."""
        for live in self.root.walk():
            self._stale[live] = None
            if live.item.tongued:
                self.push(live)
        self.settle()

    # expressions

    def _truth(self, rule: Compiled, live: Live, otherwise: bool) -> bool:
        try:
            found = bool(rule.boolean(live.scope))
        except XPathError as fault:
            self.faults[live] = str(fault)
            return otherwise
        if live in self.faults:
            del self.faults[live]
        return found

    def _answer(self, rule: Compiled, live: Live) -> str:
        try:
            return worked_out(live.item.type, rule.answer(live.scope), self.env.zone)
        except XPathError as fault:
            self.faults[live] = str(fault)
            return ""

    def _number(self, rule: Compiled, rows: Rows) -> float:
        try:
            return float(rule.number(rows.row_scope()))
        except XPathError:  # of a count that cannot be worked out there are no rows
            return 0.0
