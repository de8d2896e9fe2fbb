//! What the area carries with it: its words, its lists to choose from, and the demo region's risks.

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("risks.toml", include_str!("../../../content/scales/risks.toml"))];

/// The demo region's analyses, risks and all around them.
pub const FIXTURES: &[(&str, &str)] = &[
    ("risks/analyses.toml", include_str!("../fixtures/analyses.toml")),
    ("risks/care.toml", include_str!("../fixtures/care.toml")),
    ("risks/it.toml", include_str!("../fixtures/it.toml")),
    ("risks/others.toml", include_str!("../fixtures/others.toml")),
    ("risks/borne.toml", include_str!("../fixtures/borne.toml")),
    ("risks/around.toml", include_str!("../fixtures/around.toml")),
];
