//! The states of a revision case and the moves between them.

use serde::{Deserialize, Serialize};
use stadga_model::{Choice, Lifecycle, Move};

/// How far a revision has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Somebody needs it; it waits in the backlog (behov).
    #[default]
    Need,
    /// Being written (utkast).
    Draft,
    /// Others are asked for their opinion (remiss).
    Referral,
    /// Before those who decide (för beslut).
    Decision,
    /// Decided, and there for all to read (publicerad).
    Published,
    /// The old version has ended (ersatt).
    Replaced,
    /// Not done (avskriven).
    Dropped,
}

impl State {
    /// Whether there is more to do before a new version holds.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Published | Self::Replaced | Self::Dropped)
    }
}

/// The way of a revision case. The likeliest move stands first.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "need",
    moves: &[
        Move { name: "begin", from: &["need"], to: "draft" },
        Move { name: "refer", from: &["draft"], to: "referral" },
        Move { name: "submit", from: &["referral", "draft"], to: "decision" },
        Move { name: "publish", from: &["decision"], to: "published" },
        Move { name: "supersede", from: &["published"], to: "replaced" },
        Move { name: "rework", from: &["referral", "decision"], to: "draft" },
        Move { name: "drop", from: &["need", "draft", "referral", "decision"], to: "dropped" },
    ],
    back: &["rework", "drop"],
};
