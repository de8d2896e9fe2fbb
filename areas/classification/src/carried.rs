//! What the area carries with it: its words, its lists to choose from, and the demo region's classifications.

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The lists that the area's fields choose from.
pub const SCALES: &[(&str, &str)] =
    &[("classification.toml", include_str!("../../../content/scales/classification.toml"))];

/// The demo region's information with its classes.
pub const FIXTURES: &[(&str, &str)] = &[
    ("classification/information-care.toml", include_str!("../fixtures/information-care.toml")),
    (
        "classification/information-support.toml",
        include_str!("../fixtures/information-support.toml"),
    ),
    ("classification/information-others.toml", include_str!("../fixtures/information-others.toml")),
    ("classification/history.toml", include_str!("../fixtures/history.toml")),
    (
        "classification/classifications-care.toml",
        include_str!("../fixtures/classifications-care.toml"),
    ),
    (
        "classification/classifications-support.toml",
        include_str!("../fixtures/classifications-support.toml"),
    ),
    (
        "classification/classifications-others.toml",
        include_str!("../fixtures/classifications-others.toml"),
    ),
    ("classification/protection.toml", include_str!("../fixtures/protection.toml")),
    ("classification/around.toml", include_str!("../fixtures/around.toml")),
];
