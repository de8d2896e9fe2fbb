//! How far ahead people are told, and what counts as new, old or repeated: `content/risks/days.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

/// The numbers of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Days {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    /// An acceptance is told to end so many days before (RSK-09).
    pub acceptance_ahead: i32,
    /// A demand or a planned analysis is told so many days before it is due (RSK-03).
    pub demand_ahead: i32,
    /// What is new: so many days (RSK-06).
    pub new_days: i32,
    /// So many observations of the same thing ask for an analysis (RSK-03).
    pub repeated_count: usize,
    /// Within so many days.
    pub repeated_days: i32,
    /// A threat level that nobody has looked at for so many days is old (RSK-10).
    pub threat_days: i32,
    /// The types of unit that lead an analysis of the whole organisation (RSK-05).
    pub whole_unit_types: Vec<String>,
}

static DAYS: LazyLock<Days> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/risks/days.toml",
        include_str!("../../../content/risks/days.toml"),
    )
});

/// What stands in `content/risks/days.toml`.
pub(crate) fn days() -> &'static Days {
    &DAYS
}
