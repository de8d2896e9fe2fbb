//! Postponing openly: a reason, what must come first, and a day to look again (ISM-10, T6).

use stadga_model::{Around, Date, Finding, Id, Prose};

/// What a postponed record says of it.
#[derive(Clone, Copy, Debug)]
pub struct Postponement<'a> {
    /// Why (skäl).
    pub reason: Option<&'a Prose>,
    /// What must be so before it goes on (villkor för att återuppta).
    pub condition: Option<&'a Prose>,
    /// When to look again (ny prövning).
    pub look_again: Option<Date>,
    /// What it waits for, if that is a record (väntar på).
    pub waits_for: Option<Id>,
}

/// States in which what was waited for has come.
const SETTLED: [&str; 4] = ["decided", "dispatched", "done", "closed"];

impl Postponement<'_> {
    /// What is missing (blocking), and the reminder when it is time to go on.
    pub fn findings(self, around: &Around) -> Vec<Finding> {
        let fault = |variant, field: &str| Finding::blocking("ISM-10").variant(variant).on(field);
        let mut findings = Vec::new();
        if is_blank(self.reason) {
            findings.push(fault("reason", "reason"));
        }
        if is_blank(self.condition) {
            findings.push(fault("condition", "condition"));
        }
        match self.look_again {
            None => findings.push(fault("look-again", "look_again")),
            Some(day) if day <= around.today() => {
                let due = Finding::warning("ISM-10").variant("due").on("look_again");
                findings.push(due.with("date", day));
            }
            Some(_) => {}
        }
        if self.has_come(around) {
            findings.push(Finding::warning("ISM-10").variant("met").on("waits_for"));
        }
        findings
    }

    fn has_come(self, around: &Around) -> bool {
        let awaited = around.near.up.iter().find(|record| Some(record.head.id) == self.waits_for);
        let state = awaited.and_then(|record| record.head.state.as_deref());
        state.is_some_and(|state| SETTLED.contains(&state))
    }
}

/// Whether a text is missing or only spaces.
pub fn is_blank(text: Option<&Prose>) -> bool {
    text.is_none_or(|text| text.0.trim().is_empty())
}
