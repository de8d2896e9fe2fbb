//! What the area carries along: its words, the lists to choose from, and the demo region.

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("organisation.toml", include_str!("../../../content/scales/organisation.toml"))];

/// The demo region's organisation.
pub const FIXTURES: &[(&str, &str)] = &[
    ("units.toml", include_str!("../fixtures/units.toml")),
    ("persons.toml", include_str!("../fixtures/persons.toml")),
    ("assignments.toml", include_str!("../fixtures/assignments.toml")),
    ("forums.toml", include_str!("../fixtures/forums.toml")),
    ("role-descriptions.toml", include_str!("../fixtures/role-descriptions.toml")),
    ("meetings.toml", include_str!("../fixtures/meetings.toml")),
    ("everyday.toml", include_str!("../fixtures/everyday.toml")),
];
