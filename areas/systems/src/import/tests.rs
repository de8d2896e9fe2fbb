//! The plan of a reading, without store or pages: cells, mappings, rows that are new, changed, locked or wrong.
