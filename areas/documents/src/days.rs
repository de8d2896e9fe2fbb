//! How many days people are given and told ahead: `content/documents/days.toml`.

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
    /// A referral is told of so many days before its answer is due (DOC-14).
    pub referral_ahead: i32,
    /// So many minutes it is taken to read a document (DOC-08).
    pub reading_minutes: u16,
}

static DAYS: LazyLock<Days> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/documents/days.toml",
        include_str!("../../../content/documents/days.toml"),
    )
});

/// What stands in `content/documents/days.toml`.
pub(crate) fn days() -> &'static Days {
    &DAYS
}
