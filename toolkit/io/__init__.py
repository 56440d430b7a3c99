"""Files in and out: the project's folders, sources, programmes, decisions, workbooks, notebooks."""
