//! What every area is made of: records described as data, rules, findings, time. Pure: no I/O, no async, no clock.

// The derives name this crate from outside; here it is itself.
extern crate self as stadga_model;

mod access;
mod disposal;
mod finding;
mod fit;
mod id;
mod kind;
mod lifecycle;
mod mark;
mod money;
mod near;
mod protective;
mod refusal;
mod revision;
mod scale;
mod shipped;
mod spec;
mod text;
mod time;
mod withheld;

pub use access::{Action, Actor, Grant, Lies, Reach, Right};
pub use disposal::{Disposal, DisposalState};
pub use finding::{Finding, Severity};
pub use id::{Any, FileId, Id};
pub use kind::{Around, Kind, Kinds};
pub use lifecycle::{Lifecycle, Move};
pub use mark::{Mark, MarkState, ReaderRole, Reading};
pub use money::Money;
pub use near::Near;
pub use protective::protective_marking;
pub use refusal::Refusal;
pub use revision::{Draft, Head, Revision, body_of, said};
pub use scale::{Scale, ScaleFault, Scales, Step, Term};
pub use shipped::shipped;
pub use spec::{Choice, Field, FieldType, FieldValue, Prose, Record, Row, Spec};
pub use stadga_derive::{Choice, Record, Row};
pub use text::{Language, TextFault, Texts};
pub use time::{
    At, Clock, Date, FixedClock, Instant, Period, SystemClock, local_date, local_day_end,
};
pub use withheld::{Gone, Instead, REASON, Readers, Withheld};

/// A record's body as it is stored: one JSON object.
pub type Body = serde_json::Map<String, serde_json::Value>;
