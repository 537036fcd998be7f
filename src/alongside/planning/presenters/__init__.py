"""Need and money by place, in words, tables and maps."""
