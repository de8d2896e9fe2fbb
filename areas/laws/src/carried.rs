//! What the area carries with it: its words, its lists to choose from, and the demo region's laws.

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("laws.toml", include_str!("../../../content/scales/laws.toml"))];

/// The demo region's laws, in the order in which they are planted.
pub const FIXTURES: &[(&str, &str)] = &[
    ("laws/authorities.toml", include_str!("../fixtures/authorities.toml")),
    ("laws/laws.toml", include_str!("../fixtures/laws.toml")),
    ("laws/requirements.toml", include_str!("../fixtures/requirements.toml")),
    ("laws/programme.toml", include_str!("../fixtures/programme.toml")),
    ("laws/tags.toml", include_str!("../fixtures/tags.toml")),
    ("laws/duties.toml", include_str!("../fixtures/duties.toml")),
    ("laws/reviews.toml", include_str!("../fixtures/reviews.toml")),
    ("laws/outlook.toml", include_str!("../fixtures/outlook.toml")),
];
