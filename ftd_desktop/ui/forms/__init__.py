"""The paper of a running interview: question widgets over `State`, and the parts of the entry page."""
