//! Whether the one who decides has the right to, on the day of the decision (ORG-05).

use stadga_model::{Date, Finding, Id, Near, Period, Term};
use stadga_organisation::{Assignment, Forum, Unit};

use super::Decision;
use crate::Delegation;

/// With which right something is decided: by a body itself, or by a delegate with an entry of the delegation register.
#[derive(Clone, Copy, Debug)]
pub struct Right<'a> {
    /// The body whose right it is.
    pub body: Option<Id>,
    /// Who decides for it, if someone does.
    pub delegate: Option<Id<Assignment>>,
    /// The entry that gives the right.
    pub delegation: Option<Id<Delegation>>,
    /// What sort of matter it is.
    pub subject: Option<&'a Term>,
}

impl<'a> Right<'a> {
    /// The right that a decision says it was taken with.
    pub fn of(decision: &'a Decision) -> Self {
        Self {
            body: decision.body,
            delegate: decision.delegate,
            delegation: decision.delegation,
            subject: decision.subject.as_ref(),
        }
    }

    /// What is wrong with the right on `date`, `near` holding the linked records (ORG-05). Links that the reader may not
    /// follow are not judged.
    pub fn faults(&self, date: Date, near: &Near) -> Vec<Finding> {
        match (self.body, self.delegate) {
            (None, None) => vec![fault("nobody", "body")],
            (_, Some(delegate)) => self.by_delegation(delegate, date, near),
            (Some(body), None) => {
                let gone = body_period(body, near).is_some_and(|period| !period.holds(date));
                gone.then(|| fault("body", "body")).into_iter().collect()
            }
        }
    }

    /// A delegate needs a role that holds on the date, and a delegation to that role, of this subject, that does too.
    fn by_delegation(&self, delegate: Id<Assignment>, date: Date, near: &Near) -> Vec<Finding> {
        let Some(delegation) = self.delegation else {
            return vec![fault("delegation", "delegation")];
        };
        let role = near.linked(delegate);
        let mut faults = Vec::new();
        if role.as_ref().is_some_and(|role| !role.period.holds(date)) {
            faults.push(fault("role-time", "delegate"));
        }
        let Some(delegation) = near.linked(delegation) else { return faults };
        if !delegation.period.holds(date) {
            faults.push(fault("time", "delegation"));
        }
        if self.body != Some(delegation.body.cast()) {
            faults.push(fault("other-body", "body"));
        }
        if self.subject != Some(&delegation.subject) {
            faults.push(fault("subject", "subject"));
        }
        if let Some(role) = role.filter(|role| !delegation.is_for(&role.role, date)) {
            let given = delegation.given_on(&role.role).next().is_some();
            faults.push(fault(if given { "onward-time" } else { "role" }, "delegate"));
        }
        faults
    }
}

fn fault(variant: &'static str, field: &str) -> Finding {
    Finding::blocking("ORG-05").variant(variant).on(field)
}

/// The time of the body that decides, whether a unit or a forum.
fn body_period(body: Id, near: &Near) -> Option<Period> {
    let unit = near.linked::<Unit>(body.cast()).map(|unit| unit.period);
    unit.or_else(|| near.linked::<Forum>(body.cast()).map(|forum| forum.period))
}

#[cfg(test)]
mod tests {
    use super::super::tests::decided;
    use super::*;
    use crate::tests::{check, id, near, period, person_role};
    use crate::{Delegation, decision, delegation::tests::onward};
    use stadga_model::{Record, Term, body_of};

    /// A decision of 2024-01-10 by delegation, with what the delegation and the delegate's role are changed to.
    fn by_delegate(change: impl Fn(&mut Delegation, &mut Assignment)) -> Vec<String> {
        let mut decision = decided();
        (decision.delegate, decision.delegation) = (Some(id(1)), Some(id(2)));
        decision.subject = Some(Term::from("instruction"));
        let mut delegation = crate::delegation::tests::delegation();
        let mut role = person_role("region-director");
        change(&mut delegation, &mut role);
        let around = near(&[
            (id(1), Assignment::KIND, body_of(&role).unwrap()),
            (id(2), Delegation::KIND, body_of(&delegation).unwrap()),
        ]);
        check(decision::rules, &decision, &around)
    }

    #[test]
    fn org_05_a_decision_needs_someone_with_the_right_to_it() {
        let mut nobody = decided();
        nobody.body = None;
        assert_eq!(check(decision::rules, &nobody, &near(&[])), ["finding-org-05-nobody"]);
        nobody.delegate = Some(id(1));
        assert_eq!(check(decision::rules, &nobody, &near(&[])), ["finding-org-05-delegation"]);
    }

    #[test]
    fn org_05_a_delegation_must_hold_on_the_date() {
        assert!(by_delegate(|_, _| ()).is_empty());
        let ended =
            by_delegate(|delegation, _| delegation.period = period("2019-01-01", "2024-01-09"));
        assert_eq!(ended, ["finding-org-05-time"]);
        let role_ended = by_delegate(|_, role| role.period = period("2024-01-11", "2024-12-31"));
        assert_eq!(role_ended, ["finding-org-05-role-time"]);
    }

    #[test]
    fn org_05_a_delegation_must_cover_subject_and_role() {
        let other = by_delegate(|delegation, _| delegation.subject = Term::from("exception"));
        assert_eq!(other, ["finding-org-05-subject"]);
        let to_other = by_delegate(|delegation, _| delegation.role = Term::from("it-manager"));
        assert_eq!(to_other, ["finding-org-05-role"]);
    }

    #[test]
    fn org_05_a_delegate_decides_for_the_body_that_gave_the_delegation() {
        let other = by_delegate(|delegation, _| delegation.body = id(8));
        assert_eq!(other, ["finding-org-05-other-body"]);
    }

    #[test]
    fn org_04_org_05_an_onward_delegation_gives_the_right_while_it_holds() {
        let on = |held: Option<Period>| {
            by_delegate(move |delegation, role| {
                role.role = Term::from("security-manager");
                delegation.onward = vec![onward("security-manager", held)];
            })
        };
        assert_eq!(on(None), Vec::<String>::new());
        assert_eq!(on(Some(period("2024-01-10", "2024-01-10"))), Vec::<String>::new());
        assert_eq!(on(Some(period("2024-01-11", "2024-12-31"))), ["finding-org-05-onward-time"]);
    }

    #[test]
    fn org_05_a_body_that_has_ended_cannot_decide() {
        let mut decision = decided();
        decision.body = Some(id(3));
        let mut body = crate::tests::unit();
        body.period = period("2011-01-01", "2023-12-31");
        let around = near(&[(id(3), Unit::KIND, body_of(&body).unwrap())]);
        assert_eq!(check(decision::rules, &decision, &around), ["finding-org-05-body"]);
    }
}
