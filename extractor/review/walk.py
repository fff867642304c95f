"""The way through a view: what stands before and after an item, what is left, how far it has come."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.review.parts import Progress
from extractor.review.urls import Urls
from extractor.review.view import View
from extractor.store.records import LEFT, ItemState, QueueRow
from extractor.store.repository import Store


@dataclass(frozen=True, slots=True)
class Walk:
    """A view over a store. A sample is walked in its own order and ends where it began: at the sample."""

    store: Store
    view: View

    def progress(self) -> Progress:
        """How many of the items in the view are decided."""
        if self.view.sample:
            rows = self._sample()
            return Progress(sum(row.state is ItemState.DECIDED for row in rows), len(rows))
        queue = self.store.items.queue(self.view.filter, self.view.sort, 0, 1)
        return Progress(queue.decided, queue.shown)

    def neighbors(self, item_id: str) -> tuple[str | None, str | None]:
        """Ids of the items before and after one."""
        if not self.view.sample:
            return self.store.items.neighbors(item_id, self.view.filter, self.view.sort)
        ids = [row.item_id for row in self._sample()]
        place = ids.index(item_id) if item_id in ids else -1
        before = ids[place - 1] if place > 0 else None
        return before, next(iter(ids[place + 1 :]), None)

    def next_left(self, item_id: str) -> str:
        """The address of the next item left to decide, from the top again at the end, else of the whole list."""
        following = self._next_in_sample(item_id) if self.view.sample else self._next_in_queue(item_id)
        return Urls.item(following, self.view.query) if following else self.list_url

    @property
    def list_url(self) -> str:
        """Where the list of all items of the view stands."""
        sample = self.view.sample
        if sample is None:
            return Urls.queue(self.view.query)
        report = self.view.filter.report_id
        narrowed = f"&report={report}" if report else ""
        return Urls.audit(f"size={sample.size}&seed={sample.seed}{narrowed}")

    def _sample(self) -> tuple[QueueRow, ...]:
        sample = self.view.sample
        assert sample is not None
        return self.store.items.audit_sample(sample.size, sample.seed, self.view.filter.report_id)

    def _next_in_sample(self, item_id: str) -> str | None:
        rows = self._sample()
        place = next((number for number, row in enumerate(rows) if row.item_id == item_id), -1)
        turned = [*rows[place + 1 :], *rows[: max(place, 0)]]
        return next((row.item_id for row in turned if row.state in LEFT), None)

    def _next_in_queue(self, item_id: str) -> str | None:
        left, items = self.view.left, self.store.items
        following = items.neighbors(item_id, left.filter, left.sort)[1]
        if following is not None:
            return following
        rows = items.queue(left.filter, left.sort, 0, 2).rows
        return next((row.item_id for row in rows if row.item_id != item_id), None)
