//! What an information object is held to: an owner, where it occurs, a class that holds; nothing told of what is referred.

use stadga_model::{Around, Date, Finding, Scales};

use super::{InformationObject, State};
use crate::{Classification, standing};

/// Everything that the rules say of an information object.
pub fn rules(info: &InformationObject, around: &Around) -> Vec<Finding> {
    match info.state {
        State::Ended => Vec::new(),
        State::Referred => told_too_much(info).into_iter().collect(),
        State::Active => active(info, around),
    }
}

fn active(info: &InformationObject, around: &Around) -> Vec<Finding> {
    let nobody = info.owner.is_none();
    let nowhere = !info.occurs();
    [
        nobody.then(|| Finding::warning("CLS-01").variant("owner").on("owner")),
        nowhere.then(|| Finding::warning("CLS-01").variant("where").on("in_systems")),
        class(info, around),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// NIS-05: of what is kept elsewhere nothing is told here but where to ask.
fn told_too_much(info: &InformationObject) -> Option<Finding> {
    info.tells_more().then(|| Finding::blocking("NIS-05").variant("referred").on("description"))
}

/// CLS-03, CLS-06: it has a class that holds, in time.
fn class(info: &InformationObject, around: &Around) -> Option<Finding> {
    let today = around.today();
    let all: Vec<Classification> = around.near.pointing().map(|(_, one)| one).collect();
    if all.iter().any(|one| one.is_waiting()) {
        return None;
    }
    let late = info.classify_by.filter(|day| *day < today);
    match standing::newest(all.iter().filter(|one| one.is_established())) {
        None => Some(match late {
            Some(day) => {
                Finding::warning("CLS-06").variant("late").on("classify_by").with("date", day)
            }
            None => Finding::warning("CLS-03").variant("none"),
        }),
        Some(one) => outdated(one, around.scales, today),
    }
}

fn outdated(one: &Classification, scales: &Scales, today: Date) -> Option<Finding> {
    let ended = one.valid_to.filter(|day| *day < today);
    let fault = |variant| Finding::warning("CLS-07").variant(variant);
    match ended {
        Some(day) => Some(fault("outdated").with("date", day)),
        None => (!standing::method_holds(one, scales, today)).then(|| fault("method")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{check, classification, id, information, near, pointing};
    use stadga_model::Term;

    fn told(info: &InformationObject, all: &[Classification]) -> Vec<String> {
        check(rules, info, &pointing("information", all))
    }

    #[test]
    fn cls_01_information_has_an_owner_and_a_place() {
        let whole = information();
        assert!(told(&whole, &[classification("322")]).is_empty());
        let nobody = InformationObject { owner: None, ..whole.clone() };
        assert_eq!(told(&nobody, &[classification("322")]), ["finding-cls-01-owner"]);
        let nowhere = InformationObject { in_systems: Vec::new(), ..whole };
        assert_eq!(told(&nowhere, &[classification("322")]), ["finding-cls-01-where"]);
    }

    #[test]
    fn cls_03_cls_06_cls_07_what_has_no_class_that_holds_is_told_and_late_ones_more() {
        let mut info = information();
        assert_eq!(told(&info, &[]), ["finding-cls-03-none"]);
        info.classify_by = "2024-01-23".parse().ok();
        assert_eq!(told(&info, &[]), ["finding-cls-06-late"]);
        info.classify_by = "2024-01-24".parse().ok();
        assert_eq!(told(&info, &[]), ["finding-cls-03-none"]);
        let mut old = classification("322");
        old.valid_to = "2024-01-23".parse().ok();
        assert_eq!(told(&info, &[old.clone()]), ["finding-cls-07-outdated"]);
        assert!(told(&info, &[old, classification("322")]).is_empty(), "the newest counts");
        let mut bits = classification("322");
        bits.method = Term::from("bits");
        assert_eq!(told(&info, &[bits.clone()]), ["finding-cls-07-method"]);
        let waiting = Classification { state: crate::classification::State::Proposed, ..bits };
        assert!(told(&info, &[waiting]).is_empty(), "it waits for its owner");
    }

    #[test]
    fn nis_05_of_what_is_referred_nothing_is_told() {
        let mut info = information();
        info.state = State::Referred;
        assert_eq!(check(rules, &info, &near()), ["finding-nis-05-referred"]);
        info.hide();
        assert!(check(rules, &info, &near()).is_empty());
        assert!(info.owner.is_some() && info.in_systems.is_empty());
        let other = InformationObject { gathers: vec![id(3)], ..info };
        assert_eq!(check(rules, &other, &near()), ["finding-nis-05-referred"]);
    }
}
