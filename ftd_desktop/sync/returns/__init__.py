"""Return files: what the province sends back to a laptop, by scope, with its receipt and the questions it asks.

Down go the changes of the rows in scope after what the laptop has said it applied, whole rows that entered the scope,
and the list of rows that left it. Leaving is eviction, not deletion: it is never logged, and it waits while the laptop
holds changes of the row that the province has not acknowledged (MERGE.md section 7). docs/formats/receipt.md.
"""

from ftd_desktop.sync.returns.accepting import ReturnReport, accept, accept_any
from ftd_desktop.sync.returns.writing import KIND, QUESTIONS, ReturnWritten, ask, confirm, write, written_before

__all__ = ["KIND", "QUESTIONS", "ReturnReport", "ReturnWritten", "accept", "accept_any", "ask", "confirm", "write",
           "written_before"]
