"""The change log: written by triggers, read as history, folded into rows, audited (docs/formats/change.md)."""
