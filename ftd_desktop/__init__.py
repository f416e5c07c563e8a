"""FTD Desktop: offline registration, surveys, carrying, merging and certificates for a training programme."""

__version__ = "0.1.0"
