//! What documents ask of people on their own page: to read, to keep up, to bring revisions and referrals on (DOC-02, DOC-05, DOC-08).

use std::collections::BTreeSet;

use jiff::ToSpan;
use stadga_model::{Date, Id, Record, Refusal};
use stadga_organisation::Person;
use stadga_store::ListQuery;
use stadga_web::{Context, Duty};

use crate::days::days;
use crate::{
    Confirmation, Document, ReadingDuty, Referral, RevisionCase, Version,
    limits::{SOON, limit},
    pages::{Register, people},
    referral,
    revision_case::State,
    validity::Validity,
};

/// What the reader must read, and what their documents, revisions and referrals ask for.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let register = Register::of(cx).await?;
    let mut duties = to_read(cx, &register, me.cast()).await?;
    duties.extend(kept(cx, &register, me));
    for (head, case) in cx.door.all::<RevisionCase>(ListQuery::linking("owner", me)).await? {
        let asked = of_case(&case, cx.today());
        duties.extend(asked.map(|asked| asked.duty::<RevisionCase>(cx, head.id, &case.title)));
    }
    for (head, referral) in cx.door.all::<Referral>(ListQuery::linking("owner", me)).await? {
        let asked = of_referral(&referral, cx.today());
        duties.extend(asked.map(|asked| asked.duty::<Referral>(cx, head.id, &referral.title)));
    }
    Ok(duties)
}

/// What is asked, by when and about how long it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    what: &'static str,
    due: Option<Date>,
    minutes: u16,
}

impl Asked {
    fn duty<R: Record>(self, cx: &Context, id: Id, title: &str) -> Duty {
        let key = format!("duty-{}-{}", R::KIND, self.what);
        Duty {
            what: cx.t_with(&key, &[("title", title)]),
            why: cx.t(&format!("{key}-why")),
            href: format!("/{}/{id}", R::KIND),
            due: self.due,
            minutes: self.minutes,
        }
    }
}

/// The documents that the reader must read and has not, each once (DOC-08).
async fn to_read(cx: &Context, register: &Register, me: Id<Person>) -> Result<Vec<Duty>, Refusal> {
    let duties = cx.door.all::<ReadingDuty>(ListQuery::default()).await?;
    if duties.is_empty() {
        return Ok(Vec::new());
    }
    let people = people(cx).await?;
    let given = cx.door.all::<Confirmation>(ListQuery::linking("person", me)).await?;
    let read: BTreeSet<Id<Version>> = given.into_iter().map(|(_, given)| given.version).collect();
    let (today, mut told) = (cx.today(), BTreeSet::new());
    let mut asked = Vec::new();
    let mut duties: Vec<_> = duties.into_iter().map(|(_, duty)| duty).collect();
    duties.sort_by_key(|duty| duty.due.unwrap_or(Date::MAX));
    for duty in duties {
        let (Validity::Valid, Some((version, _))) = register.standing(duty.document, today) else {
            continue;
        };
        let open = duty.from <= today && !read.contains(&version.id.cast());
        if open && people.bound(&duty, today).contains(&me) && told.insert(duty.document) {
            let title = register.title(duty.document);
            let minutes = duty.minutes.and_then(|minutes| u16::try_from(minutes).ok());
            let one = Asked {
                what: "read",
                due: duty.due,
                minutes: minutes.unwrap_or(days().reading_minutes),
            };
            asked.push(one.duty::<Document>(cx, duty.document.cast(), title));
        }
    }
    Ok(asked)
}

/// What the reader's own documents ask for: one thing each, the most pressing (DOC-02, DOC-06).
fn kept(cx: &Context, register: &Register, me: Id) -> Vec<Duty> {
    let (today, scales) = (cx.today(), cx.app.store.scales());
    let soon = today.saturating_add(limit(scales, SOON).unwrap_or(0).days());
    let own = register.on(today).into_iter().filter(|entry| {
        let document = entry.document;
        document.owner.map(Id::cast) == Some(me) && document.is_used() && document.governs()
    });
    let asked = own.filter_map(|entry| {
        let end = entry.version.and_then(|(_, version)| version.valid_to);
        let asked = of_document(entry.document, (entry.validity, end), (today, soon))?;
        Some(asked.duty::<Document>(cx, entry.head.id, &entry.document.title))
    });
    asked.collect()
}

/// The most pressing thing that a document asks of who keeps it.
fn of_document(
    document: &Document,
    (validity, end): (Validity, Option<Date>),
    (today, soon): (Date, Date),
) -> Option<Asked> {
    let ask = |what, due| Some(Asked { what, due, minutes: 20 });
    match validity {
        Validity::Expired => ask("expired", end),
        Validity::Undated => ask("undated", None),
        Validity::Valid if end.is_some_and(|end| end <= soon) => ask("soon", end),
        _ => {
            let review = document.review_by.filter(|review| *review < today)?;
            ask("review", Some(review))
        }
    }
}

/// The most pressing thing that a revision asks of who sees to it.
fn of_case(case: &RevisionCase, today: Date) -> Option<Asked> {
    let due = case.planned_decision;
    let late = due.is_some_and(|due| due < today);
    match case.state {
        State::Need if !case.is_analysed() => {
            Some(Asked { what: "analyse", due: None, minutes: 30 })
        }
        state if state.is_open() && late => Some(Asked { what: "late", due, minutes: 10 }),
        State::Decision => Some(Asked { what: "publish", due, minutes: 10 }),
        _ => None,
    }
}

/// A referral that is soon to be answered.
fn of_referral(referral: &Referral, today: Date) -> Option<Asked> {
    let waits = matches!(referral.state, referral::State::Received | referral::State::Preparing);
    let due =
        referral.due.filter(|due| *due <= today.saturating_add(days().referral_ahead.days()))?;
    waits.then_some(Asked { what: "answer", due: Some(due), minutes: 60 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{case, day, document, referral};

    #[test]
    fn doc_02_a_document_asks_for_the_most_pressing_thing() {
        let mut kept = document(None);
        kept.review_by = Some(day("2024-01-01"));
        let asked = |validity, end: Option<&str>| {
            let days = (day("2024-01-24"), day("2024-04-23"));
            of_document(&kept, (validity, end.map(day)), days).map(|asked| asked.what)
        };
        assert_eq!(asked(Validity::Expired, Some("2024-01-23")), Some("expired"));
        assert_eq!(asked(Validity::Undated, None), Some("undated"));
        assert_eq!(asked(Validity::Valid, Some("2024-04-23")), Some("soon"));
        assert_eq!(asked(Validity::Valid, Some("2024-04-24")), Some("review"));
    }

    #[test]
    fn doc_05_a_revision_asks_to_be_analysed_then_to_be_decided_in_time() {
        let asked = |case: &RevisionCase| of_case(case, day("2024-01-24")).map(|asked| asked.what);
        assert_eq!(asked(&RevisionCase { analysis: None, ..case(State::Need) }), Some("analyse"));
        let late = Some(day("2024-01-23"));
        assert_eq!(
            asked(&RevisionCase { planned_decision: late, ..case(State::Draft) }),
            Some("late")
        );
        assert_eq!(asked(&case(State::Draft)), None);
        assert_eq!(asked(&case(State::Decision)), Some("publish"));
        assert_eq!(asked(&RevisionCase { planned_decision: late, ..case(State::Replaced) }), None);
    }

    #[test]
    fn doc_14_a_referral_asks_for_its_answer_a_month_ahead() {
        let mut waiting = referral();
        let asked = |referral: &Referral| of_referral(referral, day("2024-01-24")).is_some();
        waiting.due = Some(day("2024-02-23"));
        assert!(asked(&waiting));
        waiting.due = Some(day("2024-02-24"));
        assert!(!asked(&waiting));
        waiting.due = Some(day("2024-01-20"));
        waiting.state = referral::State::Answered;
        assert!(!asked(&waiting));
    }
}
