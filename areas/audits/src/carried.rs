//! What the area carries with it: its texts, its scales and the demo region's audits.

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The scales that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("audits.toml", include_str!("../../../content/scales/audits.toml"))];

/// The demo region's audits.
pub const FIXTURES: &[(&str, &str)] = &[
    ("audit_2016.toml", include_str!("../fixtures/audit_2016.toml")),
    ("audit_2024.toml", include_str!("../fixtures/audit_2024.toml")),
    ("follow_up_2016.toml", include_str!("../fixtures/follow_up_2016.toml")),
    ("answer_2024.toml", include_str!("../fixtures/answer_2024.toml")),
    ("responsibility.toml", include_str!("../fixtures/responsibility.toml")),
    ("prestudy.toml", include_str!("../fixtures/prestudy.toml")),
    ("audit_2026.toml", include_str!("../fixtures/audit_2026.toml")),
    ("reviews.toml", include_str!("../fixtures/reviews.toml")),
    ("plans.toml", include_str!("../fixtures/plans.toml")),
];
