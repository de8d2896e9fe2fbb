//! How many days people are given and told ahead: `content/systems/days.toml`.

use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// The numbers of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Days {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    /// An owner is asked to confirm so many days before it is due (CMDB-03).
    pub confirm_ahead: i32,
    /// What ends is shown so many days before it (CMDB-18).
    pub leaving_ahead: i32,
    /// A test of an integration counts for so many days (CMDB-05).
    pub test_holds: i32,
    /// By how often a transfer goes: so many days after its last check it has not been checked (CMDB-06).
    pub transfer: BTreeMap<String, i32>,
}

static DAYS: LazyLock<Days> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/systems/days.toml",
        include_str!("../../../content/systems/days.toml"),
    )
});

/// What stands in `content/systems/days.toml`.
pub(crate) fn days() -> &'static Days {
    &DAYS
}
