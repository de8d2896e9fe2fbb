//! The answer to an audit (svar, yttrande): prepared, reviewed, decided by the board, signed and sent.

mod rules;
mod settled;

pub use rules::rules;
pub use settled::{added_part, open_fields, open_part, rewritten_part};

use crate::audit::Audit;
use serde::{Deserialize, Serialize};
use stadga_decisions::Decision;
use stadga_model::{Choice, Date, Id, Lifecycle, Move, Prose, Record, Row, Term};
use stadga_organisation::{Person, Unit};

/// An answer in one of the forms in use (AUD-16), on its way to the auditors (AUD-17, ORG-25).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "answer",
    prefix = "SVA",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct Answer {
    /// What the document is called.
    #[serde(default)]
    #[field(list, sort, search)]
    pub title: String,
    /// The audit that it answers.
    #[field(list, filter)]
    pub audit: Id<Audit>,
    /// The form that the auditors want.
    #[serde(default)]
    #[field(list, filter)]
    pub format: Format,
    /// How far it has come.
    #[serde(default)]
    #[field(list, filter, sort, fixed)]
    pub state: State,
    /// The body that answers (svarande).
    #[field(list, filter)]
    pub unit: Option<Id<Unit>>,
    /// The person who holds it together.
    #[field(list, filter)]
    pub owner: Option<Id<Person>>,
    /// Diary number (diarienummer).
    #[field(search)]
    pub diary_number: Option<String>,
    /// Opening paragraphs.
    #[field(search, group = "text")]
    pub introduction: Option<Prose>,
    /// Closing paragraphs.
    #[field(search, group = "text")]
    pub conclusion: Option<Prose>,
    /// The board's decision, with date and paragraph (AUD-17).
    #[field(group = "decision")]
    pub decision: Option<Id<Decision>>,
    /// Who has signed (undertecknat), ORG-25.
    #[serde(default)]
    #[field(group = "decision")]
    pub signatures: Vec<Signature>,
    /// When it was sent.
    #[field(list, sort, group = "dispatch")]
    pub dispatched_on: Option<Date>,
    /// To whom.
    #[field(group = "dispatch")]
    pub dispatched_to: Option<String>,
}

/// The forms of an answer (AUD-16).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Question, the auditors' assessment, answer with measures and when the underlying problem is solved.
    A,
    /// Four headings per recommendation.
    #[default]
    B,
    /// Recommendation, position, reasons and measures.
    C,
}

/// An answer's states.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Choice,
)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written (beredning).
    #[default]
    Preparation,
    /// Being looked through before the board (granskning).
    Review,
    /// Decided by the board.
    Decided,
    /// Signed.
    Signed,
    /// Sent to the auditors (expedierat).
    Dispatched,
}

/// A signature under the answer (ORG-25).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Row)]
pub struct Signature {
    /// As what: each step in use of the scale must sign.
    #[serde(default)]
    #[field(scale = "signing-role")]
    pub role: Term,
    /// The function as it is printed: "regiondirektör".
    #[serde(default)]
    pub function: String,
    /// For which body.
    pub unit: Option<Id<Unit>>,
    /// Whether the holder is acting (tillförordnad).
    #[serde(default)]
    pub acting: bool,
    /// When it was signed.
    pub date: Option<Date>,
}

/// From preparation to dispatch; sent back where it must be. A decision that is withdrawn leaves no trace in the new text.
/// The likeliest move stands first: its button is the plain one.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "preparation",
    moves: &[
        Move { name: "review", from: &["preparation"], to: "review" },
        Move { name: "decide", from: &["review"], to: "decided" },
        Move { name: "send-back", from: &["review"], to: "preparation" },
        Move { name: "sign", from: &["decided"], to: "signed" },
        Move { name: "withdraw", from: &["decided"], to: "preparation" },
        Move { name: "dispatch", from: &["signed"], to: "dispatched" },
    ],
    back: &["send-back", "withdraw"],
};

impl Answer {
    /// Whether the board has decided: what it says is then fixed (SEC-11).
    pub fn is_settled(&self) -> bool {
        self.state >= State::Decided
    }

    /// Whether there is a dated signature in this role, a key of the scale `signing-role` (ORG-25).
    pub fn is_signed_as(&self, role: &str) -> bool {
        self.signatures.iter().any(|line| line.role.0 == role && line.date.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aud_17_the_moves_lead_to_known_states() {
        for m in LIFECYCLE.moves {
            assert!(State::VALUES.contains(&m.to), "{}", m.name);
        }
    }
}
