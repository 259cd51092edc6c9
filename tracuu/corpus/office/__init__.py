"""Office files: what stands in a Word file, a PDF, a book or a table, as lines of text with what the file states.

    keeper     has files read in a process of their own, within limits of time and memory
    process    that process
    kinds      which reader takes which type
    docx odt rtf epub doc pdf ocr    the readers of texts: bytes become a Document
    tables     xlsx, ods and csv: rows of cells
    package    zipped XML, bounded
    fonts      letters typed in old Vietnamese fonts
    titles     which title of a file's properties can be believed
    given      a Document becomes given text with roles
    links      is a text an article, or a list of links?

Readers are pure: bytes in, Document out. None of them keeps what is no text of the article: comments, deletions that
are tracked, hidden text, headers and footers.
"""
