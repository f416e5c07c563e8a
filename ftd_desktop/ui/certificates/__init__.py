"""The parts of the certificates page: cards, batch, register, checking, what the office seldom does."""
