//! What the area carries with it: its words, its lists to choose from, and the demo region's compliance.

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (
    concat!(
        include_str!("../text/sv.ftl"),
        include_str!("../text/pages.sv.ftl"),
        include_str!("../text/findings.sv.ftl"),
    ),
    concat!(
        include_str!("../text/en.ftl"),
        include_str!("../text/pages.en.ftl"),
        include_str!("../text/findings.en.ftl"),
    ),
);

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("compliance.toml", include_str!("../../../content/scales/compliance.toml"))];

/// The demo region's compliance, in the order in which it is planted.
pub const FIXTURES: &[(&str, &str)] = &[
    ("compliance/assessments.toml", include_str!("../fixtures/assessments.toml")),
    ("compliance/answers-region.toml", include_str!("../fixtures/answers-region.toml")),
    ("compliance/answers-nis.toml", include_str!("../fixtures/answers-nis.toml")),
    ("compliance/controls.toml", include_str!("../fixtures/controls.toml")),
    ("compliance/checks.toml", include_str!("../fixtures/checks.toml")),
    ("compliance/internal-control.toml", include_str!("../fixtures/internal-control.toml")),
    ("compliance/indicators.toml", include_str!("../fixtures/indicators.toml")),
    ("compliance/values.toml", include_str!("../fixtures/values.toml")),
    ("compliance/reviewers.toml", include_str!("../fixtures/reviewers.toml")),
];
