//! What the chapter's figures count, record by record: each figure's number is the length of the list that it leads to (NIS-01,
//! NIS-06, REP-18).

use stadga_model::{Date, Head, Id, Record, Refusal};
use stadga_web::{Context, chapter::Scope};

use crate::{
    Law, LegalDuty, Part, RegisterExtract,
    law::Standing,
    pages::{Register, called},
    part::Alarm,
    programmed::alarm,
};

/// The figures whose records no list can be asked for.
pub(crate) const KEYS: [&str; 7] =
    ["unkept", "alarms", "holding", "new", "unsure", "late", "extracts"];

/// A record that is counted.
pub(crate) struct Counted {
    /// Where it is.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// Who sees to it.
    pub owner: Option<Id>,
    /// From when it holds, or by when it was to be done.
    pub day: Option<Date>,
}

impl Counted {
    fn of<R: Record>(head: &Head, title: &str, owner: Option<Id>, day: Option<Date>) -> Self {
        let href = format!("/{}/{}", R::KIND, head.id);
        Self { href, title: title.to_owned(), owner, day }
    }
}

/// The records of a figure; none, where there is no such figure or where the reader may not know of them.
///
/// # Errors
/// Broken.
pub(crate) async fn counted(
    cx: &Context,
    scope: &Scope,
    what: &str,
) -> Result<Option<Vec<Counted>>, Refusal> {
    Ok(match what {
        "alarms" => Some(alarms(cx, scope).await?),
        "late" => Some(duties(cx, scope).await?),
        "extracts" => extracts(cx, scope).await?,
        "unkept" => {
            let register = Register::of(cx).await?;
            let own = register.unkept(cx.today()).filter(|(_, one)| scope.covers(one.unit));
            let told = |(head, one): &(Head, crate::LawRequirement)| {
                let title = called(head, "title", &one.title);
                Counted::of::<crate::LawRequirement>(head, title, None, None)
            };
            Some(own.map(told).collect())
        }
        key if KEYS.contains(&key) => {
            let register = Register::of(cx).await?;
            let told = |(head, law): &(Head, Law)| {
                let title = called(head, "title", &law.title);
                Counted::of::<Law>(head, title, law.owner.map(|owner| owner.cast()), law.in_force)
            };
            Some(laws(&register, scope, cx.today(), key).map(told).collect())
        }
        _ => None,
    })
}

/// The laws of a figure: those that hold; of them those that are new; those that hold or will and are still to be verified.
pub(crate) fn laws<'a>(
    register: &'a Register,
    scope: &'a Scope,
    today: Date,
    what: &'a str,
) -> impl Iterator<Item = &'a (Head, Law)> {
    register
        .laws
        .iter()
        .filter(move |(_, law)| scope.covers(law.unit) && fits(law, scope, today, what))
}

fn fits(law: &Law, scope: &Scope, today: Date, what: &str) -> bool {
    match what {
        "new" => law.holds(today) && law.in_force.is_some_and(|day| day >= scope.since),
        "unsure" => law.is_unsure() && law.standing(today) != Standing::Ended,
        _ => law.holds(today),
    }
}

/// The parts of programmes that somebody must act on, the gravest first (T36).
async fn alarms(cx: &Context, scope: &Scope) -> Result<Vec<Counted>, Refusal> {
    let own = cx.every::<Part>().await?.into_iter().filter(|(_, part)| scope.covers(part.unit));
    let mut ringing: Vec<(Alarm, Head, Part)> = own
        .filter_map(|(head, part)| {
            let alarm = alarm(&head, &part, cx.today()).filter(|alarm| alarm.rings())?;
            Some((alarm, head, part))
        })
        .collect();
    ringing.sort_by_key(|(alarm, ..)| *alarm);
    let told = ringing.iter().map(|(alarm, head, part)| {
        let why = cx.t(&format!("alarm-is-{}", alarm.key()));
        let title = format!("{} – {why}", called(head, "title", &part.title));
        let owner = part.owner.map(|owner| owner.cast());
        Counted::of::<Part>(head, &title, owner, alarm.day())
    });
    Ok(told.collect())
}

/// The duties that are late, or of which a change has not been told in time.
async fn duties(cx: &Context, scope: &Scope) -> Result<Vec<Counted>, Refusal> {
    let today = cx.today();
    let all = cx.every::<LegalDuty>().await?.into_iter();
    let own = all.filter(|(_, duty)| scope.covers(duty.unit));
    let late = own.filter_map(|(head, duty)| {
        let day = duty.late_since(today)?;
        let title = called(&head, "title", &duty.title);
        let owner = duty.owner.map(|owner| owner.cast());
        Some(Counted::of::<LegalDuty>(&head, title, owner, Some(day)))
    });
    Ok(late.collect())
}

/// The requests for extracts that are late; none, where the reader may not know of requests.
async fn extracts(cx: &Context, scope: &Scope) -> Result<Option<Vec<Counted>>, Refusal> {
    let all = match cx.every::<RegisterExtract>().await {
        Ok(all) => all,
        Err(Refusal::Denied) => return Ok(None),
        Err(other) => return Err(other),
    };
    let late = all
        .iter()
        .filter(|(_, one)| one.is_open() && one.due() < cx.today() && scope.covers(one.unit));
    let told = late.map(|(head, one)| {
        let title = called(head, "diary_number", &one.diary_number);
        let owner = one.owner.map(|owner| owner.cast());
        Counted::of::<RegisterExtract>(head, title, owner, Some(one.due()))
    });
    Ok(Some(told.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nis_01_a_law_that_ended_is_neither_counted_as_holding_nor_as_still_to_be_verified() {
        let law = |from: &str, to: Option<&str>| -> Law {
            let json =
                serde_json::json!({"title": "Lag", "in_force": from, "ended": to, "verify": true});
            serde_json::from_value(json).unwrap()
        };
        let today: Date = "2024-01-24".parse().unwrap();
        let scope = Scope { units: None, since: "2023-06-01".parse().unwrap() };
        let told =
            |law: &Law| ["holding", "new", "unsure"].map(|what| fits(law, &scope, today, what));
        assert_eq!(told(&law("2018-08-01", Some("2024-01-14"))), [false, false, false]);
        assert_eq!(told(&law("2018-08-01", Some("2025-01-14"))), [true, false, true]);
        assert_eq!(told(&law("2024-01-15", None)), [true, true, true]);
        assert_eq!(told(&law("2024-02-15", None)), [false, false, true]);
    }
}
