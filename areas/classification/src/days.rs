//! Who is meant and how long things take: `content/classification/days.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

/// What stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Days {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    /// So many minutes it is taken to classify.
    pub classify_minutes: u16,
    /// So many minutes it is taken to establish what somebody has proposed.
    pub establish_minutes: u16,
    /// So many minutes it is taken to go through a system's safeguards.
    pub safeguard_minutes: u16,
    /// So many minutes it is taken to ask an owner.
    pub escalation_minutes: u16,
    /// At most so many duties of one sort stand by themselves.
    pub duties: usize,
    /// The roles on the level of a director, the nearer one first (CLS-01, T3).
    pub directors: Vec<String>,
    /// The roles that are asked for their preconditions (CLS-13).
    pub asked: Vec<String>,
    /// The types of items that hold information (T3).
    pub classified: Vec<String>,
    /// The fields of an item along which its class is inherited.
    pub carriers: Vec<String>,
    /// The ground of the mark on what was written of a matter of protective security before (NIS-05).
    pub protective_ground: String,
    /// The role that keeps such matters.
    pub protective_reader: String,
    /// So many points a follow-up over time has.
    pub points: i32,
    /// So many months lie between them.
    pub months: i32,
    /// The kinds whose records can tell of information or systems (CLS-14).
    pub about: Vec<String>,
    /// The kinds that plan changes of maintenance objects (CLS-16).
    pub planning: Vec<String>,
    /// So many names of what is left are told of a round (CLS-10).
    pub named: usize,
    /// Grades up to this one say that a precondition is lacking (CLS-13).
    pub low_grade: i64,
}

static DAYS: LazyLock<Days> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/classification/days.toml",
        include_str!("../../../content/classification/days.toml"),
    )
});

/// What stands in `content/classification/days.toml`.
pub(crate) fn days() -> &'static Days {
    &DAYS
}
