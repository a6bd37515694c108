"""Files that people attach: told by what is in them, kept outside the media folder, never run.

formats (which there are) · names · pdf, office with office_relations, plain (what each must be) ·
pdf_cleaning and office_cleaning with office_instead, office_words, pictures_within, jpeg (what tells whose
they are is left out) · arriving (what is taken in) · keeping (where it lies).
"""
