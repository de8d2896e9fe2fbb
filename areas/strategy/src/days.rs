//! How many days people are given and told ahead: `content/strategy/days.toml`.

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
    /// What is to be done is told of so many days before it.
    pub ahead: i32,
    /// What was seen outside is to have come to something within so many days (STR-09).
    pub scanning: i32,
}

static DAYS: LazyLock<Days> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/strategy/days.toml",
        include_str!("../../../content/strategy/days.toml"),
    )
});

/// What stands in `content/strategy/days.toml`.
pub(crate) fn days() -> &'static Days {
    &DAYS
}
