//! What a consultant's review is found to say beyond a report (AUD-30).

use serde::{Deserialize, Serialize};

use super::{Lines, Said};

/// The parts of a consultant's review.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// The assignment.
    pub assignment: Vec<Said>,
    /// Categories of questions.
    pub categories: Vec<Category>,
    /// The parts of the gap analysis.
    pub gap: Vec<Said>,
    /// The phases.
    pub phases: Vec<Said>,
}

/// A category of questions in a review.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its name.
    pub name: String,
    /// Its questions.
    pub questions: Vec<Said>,
    /// Where.
    pub lines: Lines,
}
