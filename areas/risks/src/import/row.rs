//! One row: what its cells say of a risk, or what is wrong with them. Every cell comes from outside.

use stadga_model::{Date, Language, Prose, Scales, Term};
use stadga_publish::sheet::{ReadRow, Value, written_day};

use super::{
    columns::{Column, plain, text_of},
    known::Names,
    plan::Fault,
};
use crate::{
    Risk,
    method::{Grade, Method, Moment},
    risk::{Cause, Consequence, Control},
};

/// The longest line, and the longest text.
const LINE: usize = 1_000;
const PROSE: usize = 20_000;

/// What a row is read with.
pub struct Reading<'a> {
    /// The method that its steps are those of.
    pub method: &'a Method,
    /// The words of scales.
    pub scales: &'a Scales,
    /// What persons and units are called.
    pub names: &'a Names,
    /// The area of consequences of which the file says none.
    pub area: &'a str,
}

/// Puts what a row's cells say into a risk; gives what is wrong, and what was not understood but stops nothing.
pub fn read(
    risk: &mut Risk,
    row: &ReadRow,
    columns: &[Column],
    reading: &Reading<'_>,
) -> (Vec<Fault>, Vec<Fault>) {
    let (mut faults, mut remarks) = (Vec::new(), Vec::new());
    // Causes that are no words of the scale end among the words of the risk, wherever their column stands.
    let is_cause = |column: &&Column| column.part.as_deref() == Some("cause");
    let causes = columns.iter().filter(is_cause);
    for column in columns.iter().filter(|column| !is_cause(column)).chain(causes) {
        let (Some(part), Some(value)) = (&column.part, row.value(column.place)) else { continue };
        let written = text_of(value);
        if matches!(value, Value::Fault(_) | Value::Uncalculated(_)) {
            faults.push(Fault::at(column.place, "formula", &written));
            continue;
        }
        if written.is_empty() {
            continue;
        }
        match take(risk, part, (value, &written), reading) {
            Ok(None) => {}
            Ok(Some(remark)) => remarks.push(Fault::at(column.place, remark, &written)),
            Err(fault) => faults.push(Fault::at(column.place, fault, &written)),
        }
    }
    (faults, remarks)
}

/// Puts one cell into a risk; gives what is good to know, or what is wrong.
fn take(
    risk: &mut Risk,
    part: &str,
    (value, written): (&Value, &str),
    reading: &Reading<'_>,
) -> Result<Option<&'static str>, &'static str> {
    let long = |most| written.chars().count() > most;
    let most =
        if ["description", "plan", "control", "measure"].contains(&part) { PROSE } else { LINE };
    if long(most) {
        return Err("long");
    }
    let by = reading.method;
    match part {
        "key" => risk.source_key = Some(written.to_owned()),
        "title" => risk.title = written.split_whitespace().collect::<Vec<_>>().join(" "),
        "description" => risk.description = Some(Prose::from(written)),
        "process" => risk.process = Some(written.to_owned()),
        "plan" => risk.plan = Some(Prose::from(written)),
        "control" => risk.controls = controls(written),
        "cause" => return Ok(causes(risk, written, reading.scales)),
        "likelihood" => risk.likelihood = Some(step(written, &by.likelihood)?),
        "likelihood-inherent" => risk.likelihood_inherent = Some(step(written, &by.likelihood)?),
        "likelihood-target" => risk.likelihood_target = Some(step(written, &by.likelihood)?),
        "detection" if by.has_detection() => risk.detection = Some(step(written, &by.detection)?),
        "detection" => return Ok(Some("no-detection")),
        "raised" => risk.raised = Some(date(value, written).ok_or("date")?),
        "review_by" => risk.review_by = Some(date(value, written).ok_or("date")?),
        "owner" => match reading.names.person(written) {
            Some(person) => risk.owner = Some(person),
            None => return Ok(Some("name")),
        },
        "unit" => match reading.names.unit(written) {
            Some(unit) => risk.unit = Some(unit),
            None => return Ok(Some("name")),
        },
        other => {
            let Some((moment, area)) = consequence(other) else { return Ok(None) };
            rate(risk, area.unwrap_or(reading.area), moment, step(written, &by.consequence)?);
        }
    }
    Ok(None)
}

/// The moment and the area of a part that is a consequence.
fn consequence(part: &str) -> Option<(Moment, Option<&str>)> {
    match part {
        "consequence" => Some((Moment::Current, None)),
        "consequence-inherent" => Some((Moment::Inherent, None)),
        "consequence-target" => Some((Moment::Target, None)),
        other => other.strip_prefix("consequence@").map(|area| (Moment::Current, Some(area))),
    }
}

fn rate(risk: &mut Risk, area: &str, moment: Moment, value: i64) {
    let place = risk.consequences.iter().position(|row| row.area.0 == area);
    let place = place.unwrap_or_else(|| {
        let area = Term::from(area);
        risk.consequences.push(Consequence { area, inherent: None, current: None, target: None });
        risk.consequences.len() - 1
    });
    if let Some(row) = risk.consequences.get_mut(place) {
        match moment {
            Moment::Inherent => row.inherent = Some(value),
            Moment::Current => row.current = Some(value),
            Moment::Target => row.target = Some(value),
        }
    }
}

/// A step by its number, with or without its word after it, or by its word in either language.
fn step(written: &str, grades: &[Grade]) -> Result<i64, &'static str> {
    let digits: String = written.chars().take_while(char::is_ascii_digit).collect();
    let rest = written.get(digits.len()..).unwrap_or_default();
    // 3.0 is how some sheets write 3; 3.5 is no step.
    let fraction = rest.strip_prefix(['.', ',']).is_some_and(|rest| {
        let mut digits = rest.chars().take_while(char::is_ascii_digit).peekable();
        digits.peek().is_some() && digits.any(|digit| digit != '0')
    });
    let most = i64::try_from(grades.len()).unwrap_or(0);
    if let Ok(number) = digits.parse::<i64>() {
        let fits = (1..=most).contains(&number) && !fraction;
        return if fits { Ok(number) } else { Err("step") };
    }
    let asked = plain(written);
    let named = |grade: &Grade| Language::ALL.iter().any(|l| plain(grade.label(*l)) == asked);
    let place = (1i64..).zip(grades).find(|(_, grade)| named(grade));
    place.map(|(value, _)| value).ok_or("step")
}

/// Causes by their words; what is no word of the scale is kept among the words of the risk.
fn causes(risk: &mut Risk, written: &str, scales: &Scales) -> Option<&'static str> {
    let steps = scales.get("risk-cause").map(|scale| scale.steps.as_slice()).unwrap_or_default();
    let mut found = Vec::new();
    for piece in written.split(['\n', ';']).map(str::trim).filter(|piece| !piece.is_empty()) {
        let asked = plain(piece);
        let named = |step: &&stadga_model::Step| {
            let words = Language::ALL.map(|language| plain(step.label(language)));
            words.iter().any(|word| *word == asked || word.starts_with(&asked) && asked.len() > 5)
                || plain(&step.key) == asked
        };
        match steps.iter().find(named) {
            Some(step) => found.push(Cause { cause: Term(step.key.clone()), how: None }),
            None => found.push(Cause { cause: Term::default(), how: Some(piece.to_owned()) }),
        }
    }
    let known = found.iter().all(|cause| !cause.cause.0.is_empty());
    let told: Vec<String> = found
        .iter()
        .filter(|cause| cause.cause.0.is_empty())
        .filter_map(|cause| cause.how.clone())
        .collect();
    found.retain(|cause| !cause.cause.0.is_empty());
    if !found.is_empty() {
        risk.causes = found;
    }
    if !told.is_empty() {
        let told = told.join("; ");
        let before = risk.description.as_ref().map(|text| text.0.clone()).unwrap_or_default();
        if !before.contains(&told) {
            risk.description = Some(Prose(format!("{before}\n\n{told}").trim().to_owned()));
        }
    }
    (!known).then_some("cause")
}

fn controls(written: &str) -> Vec<Control> {
    let pieces = written.split(['\n', ';']).map(str::trim).filter(|piece| !piece.is_empty());
    let control = |name: &str| Control {
        name: name.chars().take(LINE).collect(),
        kind: None,
        effect: None,
        record: None,
    };
    pieces.map(control).collect()
}

/// A day, as a date or written out.
pub(super) fn date(value: &Value, written: &str) -> Option<Date> {
    match value {
        Value::Date(day) => Some(*day),
        Value::DateTime(moment) => Some(moment.date()),
        _ => written_day(written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::method;
    use proptest::prelude::*;

    #[test]
    fn int_13_a_step_is_its_number_or_its_word() {
        let grades = &method("skr-2").unwrap().likelihood;
        for written in ["3", "3 - Stor", "3. Stor", "Stor", "great", "3.0", "3,00"] {
            assert_eq!(step(written, grades), Ok(3), "{written}");
        }
        for written in ["0", "5", "3.5", "Enorm", "-1", "", "99999999999999999999"] {
            assert_eq!(step(written, grades), Err("step"), "{written}");
        }
    }

    #[test]
    fn int_13_days_are_read_as_files_write_them() {
        for written in ["2026-01-31", "2026/01/31", "2026.01.31", "20260131", "2026-01-31 08:15"] {
            let found = date(&Value::Text(written.to_owned()), written);
            assert_eq!(found, "2026-01-31".parse().ok(), "{written}");
        }
        for written in ["31/01/2026", "20261331", "i går", ""] {
            assert_eq!(date(&Value::Text(written.to_owned()), written), None, "{written}");
        }
    }

    proptest! {
        /// Whatever is written: a step of the scale, or a fault.
        #[test]
        fn int_13_no_cell_gives_a_step_outside_the_scale(written in ".{0,12}") {
            let grades = &method("five-1").unwrap().likelihood;
            if let Ok(value) = step(&written, grades) {
                prop_assert!((1..=5).contains(&value));
            }
        }
    }
}
