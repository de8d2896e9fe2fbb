//! What the area carries with it: its texts, its scales and the demo region's documents.

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("documents.toml", include_str!("../../../content/scales/documents.toml"))];

/// The demo region's documents.
pub const FIXTURES: &[(&str, &str)] = &[
    ("documents.toml", include_str!("../fixtures/documents.toml")),
    ("versions.toml", include_str!("../fixtures/versions.toml")),
    ("revisions.toml", include_str!("../fixtures/revisions.toml")),
    ("requirements.toml", include_str!("../fixtures/requirements.toml")),
    ("reading.toml", include_str!("../fixtures/reading.toml")),
    ("around.toml", include_str!("../fixtures/around.toml")),
];
