//! What a kind's rules say of a record on a set day, with set records around it.

use stadga_model::{
    Around, Body, Finding, Head, Id, Instant, Near, Record, Revision, Scales, body_of,
};

/// The rules of a kind.
type Rules<R> = fn(&R, &Around) -> Vec<Finding>;

/// The day of all rule tests: 2024-01-24, noon in Sweden.
pub fn now() -> Instant {
    "2024-01-24T11:00:00Z".parse().unwrap()
}

/// A set id.
pub fn id<T>(number: u32) -> Id<T> {
    format!("00000000-0000-7000-8000-{number:012}").parse().unwrap()
}

/// The texts' keys of what the rules say of a record, where no scale is known.
pub fn check<R: Record>(rules: Rules<R>, record: &R, near: &Near) -> Vec<String> {
    check_by(&Scales::default(), rules, None, record, near)
}

/// The same of a record that was otherwise before.
pub fn check_change<R: Record>(
    rules: Rules<R>,
    before: &R,
    record: &R,
    near: &Near,
) -> Vec<String> {
    check_by(&Scales::default(), rules, Some(before), record, near)
}

/// The same by these scales, of a record that was perhaps otherwise before.
pub fn check_by<R: Record>(
    scales: &Scales,
    rules: Rules<R>,
    before: Option<&R>,
    record: &R,
    near: &Near,
) -> Vec<String> {
    let before = before.map(|before| body_of(before).unwrap());
    let around = Around { now: now(), before: before.as_ref(), new: false, near, scales };
    rules(record, &around).iter().map(Finding::text_key).collect()
}

/// Records that the checked one links to.
pub fn near(records: &[(Id, &str, Body)]) -> Near {
    let up = records.iter().map(|(id, kind, body)| revision(*id, kind, body.clone()).into());
    Near { up: up.collect(), down: Vec::new() }
}

/// The same neighbourhood, with one more record that the checked one links to.
pub fn and<R: Record>(mut near: Near, id: Id, record: &R) -> Near {
    near.up.push(revision(id, R::KIND, body_of(record).unwrap()).into());
    near
}

/// Records that link to the checked one by `field`.
pub fn pointing<R: Record>(field: &str, records: &[R]) -> Near {
    let down = records.iter().zip(100..).map(|(record, number)| {
        (field.to_owned(), revision(id(number), R::KIND, body_of(record).unwrap()).into())
    });
    Near { up: Vec::new(), down: down.collect() }
}

/// A record of which nothing but its body matters.
pub fn revision(id: Id, kind: &str, body: Body) -> Revision {
    let head = Head {
        id,
        kind: kind.to_owned(),
        number: String::new(),
        revision: 1,
        at: now(),
        until: None,
        actor: "test".into(),
        reason: String::new(),
        unit: None,
        owner: None,
        state: None,
        withheld: None,
    };
    Revision { head, body }
}
