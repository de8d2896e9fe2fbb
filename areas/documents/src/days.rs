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

#[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
static DAYS: LazyLock<Days> = LazyLock::new(|| {
    let text = include_str!("../../../content/documents/days.toml");
    toml::from_str(text).expect("content/documents/days.toml can be read")
});

/// What stands in `content/documents/days.toml`.
pub(crate) fn days() -> &'static Days {
    &DAYS
}
