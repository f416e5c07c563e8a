"""The only place that creates and joins the long-lived objects."""
