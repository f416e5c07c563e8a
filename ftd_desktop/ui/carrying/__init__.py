"""Parts of the pages Kirim & Terima and Data Induk that work on the file."""
