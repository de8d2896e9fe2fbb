//! Acceptances: that a risk is borne, decided by who has the right to, at a level, until a day (RSK-09).

use crate::{Risk, method::Accept, method::Moment};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use stadga_decisions::{Decision, postponement::is_blank};
use stadga_model::{
    Around, Choice, Date, Finding, Id, Lifecycle, Move, Prose, Record, Scales, Term,
};
use stadga_organisation::{Assignment, Forum, Person, Unit};

/// An acceptance of a risk (riskacceptans): RSK-09.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Record)]
#[record(
    kind = "risk-acceptance",
    prefix = "ACC",
    title = "title",
    state = "state",
    unit = "unit",
    owner = "owner"
)]
pub struct RiskAcceptance {
    /// What is borne, in short (rubrik).
    #[field(list, sort, search)]
    #[serde(default)]
    pub title: String,
    /// Whether it has been decided (läge).
    #[field(list, filter, fixed)]
    #[serde(default)]
    pub state: State,
    /// The risk (risk).
    #[field(list, filter, within)]
    pub risk: Id<Risk>,
    /// The level that is borne (nivå).
    #[field(list, filter, sort, scale = "risk-level")]
    #[serde(default)]
    pub level: Term,
    /// Why it is borne and not treated (skäl).
    #[field(search)]
    pub motive: Option<Prose>,
    /// What must be so for it to hold (villkor).
    #[field(search)]
    pub conditions: Option<Prose>,
    /// The last day on which it holds (gäller till och med).
    #[field(list, sort, filter)]
    pub until: Option<Date>,
    /// The body whose right it is (beslutande organ).
    #[field(list, filter, to("unit", "forum"), group = "decided")]
    pub body: Option<Id>,
    /// The role in which somebody decides for the body (beslutas av).
    #[field(filter, group = "decided")]
    pub role: Option<Id<Assignment>>,
    /// The decision (beslut).
    #[field(filter, group = "decided")]
    pub decision: Option<Id<Decision>>,
    /// The unit whose risk it is (enhet).
    #[field(list, filter, group = "who")]
    pub unit: Option<Id<Unit>>,
    /// Who proposes it and sees to it that it is tried anew (ansvarig).
    #[field(list, filter, group = "who")]
    pub owner: Option<Id<Person>>,
}

/// Whether an acceptance has been decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Choice)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Proposed (föreslagen).
    #[default]
    Proposed,
    /// Decided (beslutad).
    Accepted,
    /// Not agreed to (avslagen).
    Rejected,
    /// Ended before its day (upphörd).
    Ended,
}

/// An acceptance's way.
pub const LIFECYCLE: Lifecycle = Lifecycle {
    initial: "proposed",
    moves: &[
        Move { name: "accept", from: &["proposed"], to: "accepted" },
        Move { name: "reject", from: &["proposed"], to: "rejected" },
        Move { name: "end", from: &["accepted"], to: "ended" },
        Move { name: "propose", from: &["rejected"], to: "proposed" },
    ],
    back: &["propose"],
};

/// What the decision must be about, a key of `decision-subject`.
pub(crate) const SUBJECT: &str = "risk-acceptance";

impl RiskAcceptance {
    /// Whether it holds on a day.
    pub fn holds(&self, day: Date) -> bool {
        self.state == State::Accepted && self.until.is_some_and(|until| until >= day)
    }
}

/// What an acceptance is held to.
pub fn rules(acceptance: &RiskAcceptance, around: &Around) -> Vec<Finding> {
    let mut findings = Vec::new();
    if is_blank(acceptance.motive.as_ref()) {
        findings.push(Finding::warning("RSK-09").variant("motive").on("motive"));
    }
    let accepted = acceptance.state == State::Accepted;
    if !accepted {
        return findings;
    }
    // What was decided long ago is told, not stopped: methods and roles have changed since.
    let before = around.before.and_then(|before| before.get("state"));
    let new = before != Some(&"accepted".into());
    let fault = |variant, field: &str| {
        let finding = if new { Finding::blocking("RSK-09") } else { Finding::warning("RSK-09") };
        finding.variant(variant).on(field)
    };
    let decision: Option<Decision> = acceptance.decision.and_then(|id| around.near.linked(id));
    if acceptance.decision.is_none() {
        findings.push(fault("undecided", "decision"));
    }
    if let Some(decision) = &decision {
        let wrong = wrong_decision(acceptance, decision);
        findings.extend(wrong.into_iter().map(|(variant, field)| fault(variant, field)));
    }
    if acceptance.until.is_none() {
        findings.push(fault("until", "until"));
    }
    let Some(risk) = around.near.linked(acceptance.risk) else { return findings };
    if new && lower(acceptance, &risk, around.scales) {
        findings.push(fault("level", "level"));
    }
    let accept = risk.by().and_then(|by| by.accept(&acceptance.level.0));
    if let Some(accept) = accept.filter(|accept| !accept.free) {
        findings.extend((!may(acceptance, accept, around)).then(|| fault("right", "role")));
        let from = decision.as_ref().and_then(|decision| decision.date);
        let most = from.map(|from| from.saturating_add(accept.months.months()));
        let long = most.zip(acceptance.until).is_some_and(|(most, until)| until > most);
        findings.extend(long.then(|| fault("long", "until").with("months", accept.months)));
    }
    findings
}

/// RSK-09: the decision is a yes, on this matter, by those who are named here.
fn wrong_decision(
    acceptance: &RiskAcceptance,
    decision: &Decision,
) -> Option<(&'static str, &'static str)> {
    let subject = decision.subject.as_ref().is_some_and(|subject| subject.0 == SUBJECT);
    let others = decision.body != acceptance.body || decision.delegate != acceptance.role;
    if !(decision.is_taken() && decision.is_yes()) {
        Some(("not-taken", "decision"))
    } else if !subject {
        Some(("subject", "decision"))
    } else {
        others.then_some(("others", "decision"))
    }
}

/// Whether less is borne than the risk is.
fn lower(acceptance: &RiskAcceptance, risk: &Risk, scales: &Scales) -> bool {
    let place = |key: &str| scales.get("risk-level")?.steps.iter().position(|s| s.key == key);
    let now = risk.level(Moment::Current).and_then(place);
    now.zip(place(&acceptance.level.0)).is_some_and(|(now, borne)| borne < now)
}

/// Whether who decides may bear a risk of this level: a role by delegation, or a body itself. Who may not be read is not
/// judged.
fn may(acceptance: &RiskAcceptance, accept: &Accept, around: &Around) -> bool {
    if let Some(role) = acceptance.role {
        let held: Option<Assignment> = around.near.linked(role);
        return held.is_none_or(|held| accept.roles.contains(&held.role.0));
    }
    let Some(body) = acceptance.body else { return false };
    let unit = around.near.linked::<Unit>(body.cast()).map(|unit| unit.unit_type.0);
    let of = unit.or_else(|| around.near.linked::<Forum>(body.cast()).map(|f| f.forum_type.0));
    of.is_none_or(|of| accept.bodies.contains(&of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{acceptance, and, check, day, decision, id, near, risk, role, unit};

    /// What is said of a high risk that is borne by somebody in a role, by a decision of this outcome.
    fn said(change: impl Fn(&mut RiskAcceptance, &mut Decision), of: &str) -> Vec<String> {
        let (mut one, mut taken) = (acceptance(), decision());
        change(&mut one, &mut taken);
        let around = and(near(), id(1), &risk());
        let around = and(and(around, id(7), &taken), id(8), &role(of));
        check(rules, &one, &and(around, id(9), &unit("committee")))
    }

    #[test]
    fn rsk_09_a_risk_is_borne_by_a_yes_of_who_may_and_until_a_day() {
        assert!(said(|_, _| (), "administration-head").is_empty());
        assert_eq!(said(|_, _| (), "it-manager"), ["finding-rsk-09-right"]);
        let without = |one: &mut RiskAcceptance, _: &mut Decision| one.decision = None;
        assert_eq!(said(without, "administration-head"), ["finding-rsk-09-undecided"]);
        let no = |_: &mut RiskAcceptance, d: &mut Decision| d.outcome = Some("rejected".into());
        assert_eq!(said(no, "administration-head"), ["finding-rsk-09-not-taken"]);
        let other = |_: &mut RiskAcceptance, d: &mut Decision| d.subject = Some("plan".into());
        assert_eq!(said(other, "administration-head"), ["finding-rsk-09-subject"]);
        let open = |one: &mut RiskAcceptance, _: &mut Decision| one.until = None;
        assert_eq!(said(open, "administration-head"), ["finding-rsk-09-until"]);
        let long = |one: &mut RiskAcceptance, _: &mut Decision| one.until = Some(day("2027-01-01"));
        assert_eq!(said(long, "administration-head"), ["finding-rsk-09-long"]);
        let less = |one: &mut RiskAcceptance, _: &mut Decision| one.level = "medium".into();
        assert_eq!(said(less, "administration-head"), ["finding-rsk-09-level"]);
    }

    #[test]
    fn rsk_09_a_body_bears_what_it_may_bear_itself() {
        let itself = |one: &mut RiskAcceptance, d: &mut Decision| {
            (one.role, d.delegate) = (None, None);
        };
        assert!(said(itself, "nobody").is_empty());
        let other = |one: &mut RiskAcceptance, d: &mut Decision| {
            (one.role, d.delegate) = (None, None);
            d.body = Some(id(90));
        };
        assert_eq!(said(other, "nobody"), ["finding-rsk-09-others"]);
    }

    #[test]
    fn rsk_09_an_acceptance_holds_until_its_last_day() {
        let one = acceptance();
        assert!(one.holds(day("2024-12-31")) && !one.holds(day("2025-01-01")));
        assert!(!RiskAcceptance { state: State::Ended, ..one }.holds(day("2024-06-01")));
    }
}
