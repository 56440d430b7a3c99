"""One HTML page of a programme that opens anywhere: warnings first, figures, pictures, tables, where all of it is from."""

from toolkit.share.content import Content, content_of
from toolkit.share.page import Parts, Picture, page_of

__all__ = ["Content", "Parts", "Picture", "content_of", "page_of"]
