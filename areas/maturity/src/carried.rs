//! What the area carries with it: its words, its lists to choose from, and the demo region's measurements.

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] = &[
    ("maturity.toml", include_str!("../../../content/scales/maturity.toml")),
    ("maturity-statements.toml", include_str!("../../../content/scales/maturity-statements.toml")),
];

/// The demo region's measurements: three years by one model, one by another, a short survey, the choices and their measures.
pub const FIXTURES: &[(&str, &str)] = &[
    ("maturity/people.toml", include_str!("../fixtures/people.toml")),
    ("maturity/rounds.toml", include_str!("../fixtures/rounds.toml")),
    ("maturity/assessments-2024.toml", include_str!("../fixtures/assessments-2024.toml")),
    ("maturity/assessments-2025.toml", include_str!("../fixtures/assessments-2025.toml")),
    ("maturity/assessments-2026.toml", include_str!("../fixtures/assessments-2026.toml")),
    ("maturity/others.toml", include_str!("../fixtures/others.toml")),
    ("maturity/choices.toml", include_str!("../fixtures/choices.toml")),
];
