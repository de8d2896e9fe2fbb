//! The states of a measure and the moves between them.

use serde::{Deserialize, Serialize};
use stadga_model::{Choice, Lifecycle, Move};

/// How far a measure has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Someone wants it (föreslagen).
    #[default]
    Proposed,
    /// It shall be done (beslutad).
    Decided,
    /// It is being done (pågår).
    InProgress,
    /// Put off until something has come (skjuten på framtiden).
    Postponed,
    /// Done, its effect not yet judged (klar).
    Done,
    /// Done and its effect judged (avslutad).
    Closed,
    /// Ended without being done (stoppad).
    Stopped,
}

impl State {
    /// Whether nothing more is to be done.
    pub fn has_ended(self) -> bool {
        matches!(self, Self::Done | Self::Closed | Self::Stopped)
    }
}

/// The way of a measure. The likeliest move stands first: its button is the plain one.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "proposed",
    moves: &[
        Move { name: "decide", from: &["proposed"], to: "decided" },
        Move { name: "start", from: &["proposed", "decided"], to: "in-progress" },
        Move { name: "finish", from: &["in-progress"], to: "done" },
        Move { name: "resume", from: &["postponed"], to: "in-progress" },
        Move { name: "close", from: &["done"], to: "closed" },
        Move { name: "postpone", from: &["proposed", "decided", "in-progress"], to: "postponed" },
        Move { name: "reopen", from: &["done"], to: "in-progress" },
        Move {
            name: "stop",
            from: &["proposed", "decided", "in-progress", "postponed"],
            to: "stopped",
        },
    ],
    back: &["postpone", "reopen", "stop"],
};
