"""Where a page saves itself, and the pages of long forms and of single verbs that do."""
