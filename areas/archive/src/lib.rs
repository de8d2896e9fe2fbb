//! Archive: disposal (gallring) of what records hold, on an archival decision.
//!
//! READ FIRST. The kind is the kernel's, for every record can be disposed of; the words, the grounds and what is asked of
//! people stand here.

use stadga_model::{Disposal, Kind, Lifecycle, Move};
use stadga_web::{Area, Menu};

/// What happens to a disposal: once carried out, it stays.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "proposed",
    moves: &[
        Move { name: "carry-out", from: &["proposed"], to: "done" },
        Move { name: "drop", from: &["proposed"], to: "dropped" },
        Move { name: "resume", from: &["dropped"], to: "proposed" },
    ],
    back: &["drop"],
};

/// The area: its kind, words, grounds, menu and demo disposal.
pub fn area() -> Area {
    Area {
        name: "archive",
        kinds: vec![Kind::of::<Disposal>(Disposal::rules).with(&LIFECYCLE)],
        texts: TEXTS,
        scales: SCALES,
        menu: vec![Menu { text: "menu-disposals", href: "/disposal", order: 74 }],
        fixtures: FIXTURES,
        ..Area::default()
    }
}

/// Texts, Swedish and English.
pub const TEXTS: (&str, &str) = (include_str!("../text/sv.ftl"), include_str!("../text/en.ftl"));

/// The grounds of disposal.
pub const SCALES: &[(&str, &str)] =
    &[("disposal.toml", include_str!("../../../content/scales/disposal.toml"))];

/// The demo region's disposal.
pub const FIXTURES: &[(&str, &str)] =
    &[("disposals.toml", include_str!("../fixtures/disposals.toml"))];

#[cfg(test)]
mod tests;
