"""Everything that imports Qt, and nothing else does.

PySide6 wraps Python's import to serve `from __feature__ import …`, and for that reads the source text of every module
that is imported from then on: 8 MB kept for nothing, and slower imports. Nobody here asks for features.
"""

import builtins
import linecache

import PySide6.QtCore  # noqa: F401  # puts the wrapper in place

if hasattr(builtins, "__orig_import__"):
    builtins.__import__ = builtins.__orig_import__
    linecache.clearcache()
