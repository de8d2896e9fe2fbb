//! An assessment as its form sends it, name by name: put into a risk, and read out of one (RSK-02, RSK-04).

use stadga_model::{Prose, Term};
use std::collections::BTreeMap;

use crate::{
    Risk,
    method::{Moment, method},
    risk::Consequence,
};

/// What a form sends, by the names of its fields.
pub(super) type Sent = BTreeMap<String, String>;

/// A choice's name in the form: `_keep.motive` is `mine` or `theirs`.
pub(super) const KEEP: &str = "_keep.";

/// Puts what was chosen into the risk. Areas that the method does not ask for stay as they are.
pub(super) fn take(risk: &mut Risk, sent: &Sent) {
    let number = |name: &str| sent.get(name).and_then(|text| text.trim().parse::<i64>().ok());
    if let Some(method) = sent.get("method").filter(|key| method(key).is_some()) {
        risk.method = Term(method.clone());
    }
    let Some(by) = risk.by() else { return };
    risk.likelihood_inherent = number("likelihood-inherent");
    risk.likelihood = number("likelihood-current");
    risk.likelihood_target = number("likelihood-target");
    if by.has_detection() {
        risk.detection_inherent = number("detection-inherent");
        risk.detection = number("detection-current");
        risk.detection_target = number("detection-target");
    }
    for area in &by.areas {
        let at = |moment: Moment| number(&format!("{}-{}", area.area, moment.key()));
        let [inherent, current, target] = Moment::ALL.map(at);
        let place = risk.consequences.iter().position(|row| row.area.0 == area.area);
        let row = Consequence { area: Term(area.area.clone()), inherent, current, target };
        let nothing = inherent.or(current).or(target).is_none();
        match place.and_then(|place| risk.consequences.get_mut(place)) {
            Some(known) => *known = row,
            None if nothing => {}
            None => risk.consequences.push(row),
        }
    }
    let empty = |row: &Consequence| row.inherent.or(row.current).or(row.target).is_none();
    risk.consequences.retain(|row| !empty(row));
    if let Some(motive) = sent.get("motive") {
        let motive = motive.trim();
        risk.motive = (!motive.is_empty()).then(|| Prose::from(motive));
    }
    if let Some(day) = sent.get("review_by") {
        risk.review_by = day.parse().ok();
    }
}

/// What the form would send of the risk as it stands; what is not said is left out.
pub(super) fn written(risk: &Risk) -> Sent {
    let mut sent = Sent::from([("method".to_owned(), risk.method.0.clone())]);
    for moment in Moment::ALL {
        let key = moment.key();
        let mut steps = vec![
            (format!("likelihood-{key}"), risk.likely(moment)),
            (format!("detection-{key}"), risk.hidden(moment)),
        ];
        let areas = risk.consequences.iter();
        steps.extend(areas.map(|row| (format!("{}-{key}", row.area.0), row.at(moment))));
        let said = steps.into_iter().filter_map(|(name, step)| Some((name, step?.to_string())));
        sent.extend(said);
    }
    sent.extend(risk.motive.as_ref().map(|motive| ("motive".to_owned(), motive.0.clone())));
    sent.extend(risk.review_by.map(|day| ("review_by".to_owned(), day.to_string())));
    sent
}

/// What was sent, with what the other wrote where the writer has chosen that.
pub(super) fn chosen(mut sent: Sent, theirs: &Risk) -> Sent {
    let theirs = written(theirs);
    let kept: Vec<String> = sent
        .iter()
        .filter(|(_, which)| *which == "theirs")
        .filter_map(|(name, _)| Some(name.strip_prefix(KEEP)?.to_owned()))
        .collect();
    for name in kept {
        let value = theirs.get(&name).cloned().unwrap_or_default();
        sent.insert(name, value);
    }
    sent
}

/// The names of what stands otherwise in two risks, in the order of the form.
pub(super) fn differing(one: &Risk, other: &Risk) -> Vec<String> {
    let (one_said, other_said) = (written(one), written(other));
    let mut names: Vec<String> = one_said.keys().chain(other_said.keys()).cloned().collect();
    names.retain(|name| one_said.get(name) != other_said.get(name));
    names.sort_by_key(|name| (place(name), name.clone()));
    names.dedup();
    names
}

/// The method first, then now, before and after, at last what it builds on.
fn place(name: &str) -> usize {
    let ends = ["-current", "-inherent", "-target"];
    let moment = ends.into_iter().position(|end| name.ends_with(end));
    match (name, moment) {
        ("method", _) => 0,
        (_, Some(moment)) => moment + 1,
        _ => ends.len() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::risk;

    #[test]
    fn rsk_04_what_stands_in_a_risk_is_what_its_form_would_send() {
        let before = risk();
        let mut after = before.clone();
        take(&mut after, &written(&before));
        assert_eq!(after, before);
        assert!(differing(&before, &after).is_empty());
    }

    #[test]
    fn rsk_04_of_two_assessments_each_chosen_value_is_kept_and_nothing_else() {
        let mut theirs = risk();
        theirs.likelihood = Some(1);
        theirs.motive = Some(Prose::from("Inget avbrott i år."));
        let mut mine = risk();
        mine.likelihood = Some(4);
        mine.consequences[0].target = Some(1);
        let names = ["likelihood-current", "patient-target", "motive"];
        assert_eq!(differing(&mine, &theirs), names);
        let mut sent = written(&mine);
        sent.insert(format!("{KEEP}motive"), "theirs".into());
        sent.insert(format!("{KEEP}likelihood-current"), "mine".into());
        let mut kept = theirs.clone();
        take(&mut kept, &chosen(sent, &theirs));
        assert_eq!((kept.likelihood, kept.motive), (Some(4), theirs.motive.clone()));
        assert_eq!(kept.consequences[0].target, Some(1));
        // What the other has emptied is empty where the writer chose that.
        let mut sent = written(&mine);
        sent.insert(format!("{KEEP}motive"), "theirs".into());
        let emptied = Risk { motive: None, ..theirs };
        let mut kept = emptied.clone();
        take(&mut kept, &chosen(sent, &emptied));
        assert_eq!(kept.motive, None);
    }
}
