//! What the area carries with it: its texts, its scales and the demo region's management of information security.

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("management.toml", include_str!("../../../content/scales/management.toml"))];

/// The demo region's reviews, reports, goals and what is in force.
pub const FIXTURES: &[(&str, &str)] = &[
    ("management/plan.toml", include_str!("../fixtures/plan.toml")),
    ("management/levels.toml", include_str!("../fixtures/levels.toml")),
    ("management/reviews.toml", include_str!("../fixtures/reviews.toml")),
    ("management/reports.toml", include_str!("../fixtures/reports.toml")),
    ("management/model.toml", include_str!("../fixtures/model.toml")),
];
