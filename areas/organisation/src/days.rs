//! How many days people are given and told ahead: `content/organisation/days.toml`.

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
    /// A meeting is told of so many days before it.
    pub meeting_ahead: i32,
    /// Who holds a role is new in it for so many days (ORG-15).
    pub new_holder: i32,
    /// An introduction is gone through within so many days, where its description says nothing else (ORG-15).
    pub introduction: i64,
}

static DAYS: LazyLock<Days> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/organisation/days.toml",
        include_str!("../../../content/organisation/days.toml"),
    )
});

/// What stands in `content/organisation/days.toml`.
pub(crate) fn days() -> &'static Days {
    &DAYS
}
