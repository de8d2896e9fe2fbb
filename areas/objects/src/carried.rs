//! What the area carries with it: its words, its lists to choose from, and the demo region's objects.

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("objects.toml", include_str!("../../../content/scales/objects.toml"))];

/// The demo region's objects, in the order in which they are planted.
pub const FIXTURES: &[(&str, &str)] = &[
    ("objects/people.toml", include_str!("../fixtures/people.toml")),
    ("objects/forums.toml", include_str!("../fixtures/forums.toml")),
    ("objects/families.toml", include_str!("../fixtures/families.toml")),
    ("objects/care.toml", include_str!("../fixtures/care.toml")),
    ("objects/transport.toml", include_str!("../fixtures/transport.toml")),
    ("objects/support.toml", include_str!("../fixtures/support.toml")),
    ("objects/it.toml", include_str!("../fixtures/it.toml")),
    ("objects/roles-care.toml", include_str!("../fixtures/roles-care.toml")),
    ("objects/roles-transport.toml", include_str!("../fixtures/roles-transport.toml")),
    ("objects/roles-support.toml", include_str!("../fixtures/roles-support.toml")),
    ("objects/roles-it.toml", include_str!("../fixtures/roles-it.toml")),
    ("objects/decisions.toml", include_str!("../fixtures/decisions.toml")),
    ("objects/plans-care.toml", include_str!("../fixtures/plans-care.toml")),
    ("objects/plans-transport.toml", include_str!("../fixtures/plans-transport.toml")),
    ("objects/plans-support.toml", include_str!("../fixtures/plans-support.toml")),
    ("objects/plans-it.toml", include_str!("../fixtures/plans-it.toml")),
    ("objects/periods.toml", include_str!("../fixtures/periods.toml")),
    ("objects/needs.toml", include_str!("../fixtures/needs.toml")),
    ("objects/figures.toml", include_str!("../fixtures/figures.toml")),
    ("objects/surveys.toml", include_str!("../fixtures/surveys.toml")),
];
