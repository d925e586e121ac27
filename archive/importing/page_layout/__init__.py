"""A printed or typed page as lines: page furniture, first-line indents, hyphens at line ends. Pure."""
