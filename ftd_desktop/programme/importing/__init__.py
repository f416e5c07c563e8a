"""Records made elsewhere, in a sheet, brought in by the same rules as an interview.

`heads` says which column is which question, `cells` what each cell means, `lines` what the rules say of a row,
`persons` whose it is, `weighing` all of that before anything is written; `bringing` fills the records in as a clerk
would and takes them back again.
"""
