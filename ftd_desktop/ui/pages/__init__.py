"""One file per page of the window; pages do not import pages."""
