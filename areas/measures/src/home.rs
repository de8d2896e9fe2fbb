//! What measures and their evidence ask of people on their own page: one thing each, the most pressing (ISM-16, AUD-24).

use jiff::ToSpan;
use stadga_model::{Date, Head, Record, Refusal};
use stadga_organisation::{
    Posts,
    posts::{BOARD, LEADERS},
};
use stadga_store::{Compare, Filter, ListQuery, Sort};
use stadga_web::{Context, Duty, form_address};

use crate::{
    Evidence, Measure,
    measure::{State, is_silent},
    pages,
};

/// How many days ahead someone is told, and how long evidence that has run out is asked for.
const AHEAD: i32 = 30;

/// The states of a measure that is still to be done.
const OPEN: [&str; 4] = ["proposed", "decided", "in-progress", "postponed"];

/// What the reader's own measures and evidence ask for.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let today = cx.today();
    let mut duties = Vec::new();
    for (head, measure) in cx.door.all::<Measure>(ListQuery::linking("owner", me)).await? {
        let asked = of_measure(&measure, today);
        duties.extend(asked.map(|asked| asked.duty::<Measure>(cx, &head, &measure.title)));
    }
    for (head, evidence) in cx.door.all::<Evidence>(ListQuery::linking("holder", me)).await? {
        let asked = of_evidence(&evidence, today);
        duties.extend(asked.map(|asked| asked.duty::<Evidence>(cx, &head, &evidence.title)));
    }
    duties.extend(late_below(cx).await?);
    Ok(duties)
}

/// Those who lead units, or sit on a board over them, are asked to see to what is late there (ISM-07, ISM-16): one duty
/// for all of it, with the longest wait first.
async fn late_below(cx: &Context) -> Result<Option<Duty>, Refusal> {
    let units = Posts::of(cx).await?.units(&[LEADERS.as_slice(), &BOARD].concat());
    if units.is_empty() {
        return Ok(None);
    }
    let only = |field: &str, compare| Filter { field: field.into(), compare };
    let yesterday = cx.today().saturating_sub(1.day());
    let late = ListQuery {
        filters: vec![
            only("unit", Compare::Is(units.iter().map(ToString::to_string).collect())),
            only("state", Compare::Is(OPEN.map(str::to_owned).to_vec())),
            only("due", Compare::To(yesterday.to_string())),
        ],
        sort: Some(Sort { field: "due".into(), descending: false }),
        size: 1,
        ..ListQuery::default()
    };
    let found = cx.door.list(Measure::KIND, &late).await?;
    let Some(first) = found.rows.first() else { return Ok(None) };
    Ok(Some(Duty {
        what: cx.t_with("duty-measures-late", &[("count", &found.total.to_string())]),
        why: cx.t("duty-measures-late-why"),
        href: pages::BOARD.to_owned(),
        due: first.typed::<Measure>()?.due,
        minutes: 10,
    }))
}

/// What is asked, by when and about how long it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    what: &'static str,
    due: Option<Date>,
    minutes: u16,
}

impl Asked {
    fn duty<R: Record>(self, cx: &Context, head: &Head, title: &str) -> Duty {
        let key = format!("duty-{}-{}", R::KIND, self.what);
        Duty {
            what: cx.t_with(&key, &[("title", title)]),
            why: cx.t(&format!("{key}-why")),
            href: self.href::<R>(cx, head),
            due: self.due,
            minutes: self.minutes,
        }
    }

    /// Straight to where the answer is written, where one field is all that is asked.
    fn href<R: Record>(self, cx: &Context, head: &Head) -> String {
        let record = format!("/{}/{}", R::KIND, head.id);
        match self.what {
            "silent" => form_address(cx, head, "progress").map(|_| pages::report::address(head)),
            "effect" => form_address(cx, head, "effect"),
            _ => None,
        }
        .unwrap_or(record)
    }
}

/// The most pressing thing that a measure asks of its owner.
fn of_measure(measure: &Measure, today: Date) -> Option<Asked> {
    let soon = today.saturating_add(AHEAD.days());
    let due = measure.due;
    match measure.state {
        State::Decided | State::InProgress if due.is_some_and(|due| due < today) => {
            Some(Asked { what: "late", due, minutes: 5 })
        }
        State::Decided | State::InProgress if due.is_some_and(|due| due <= soon) => {
            Some(Asked { what: "soon", due, minutes: 5 })
        }
        State::Decided | State::InProgress => {
            is_silent(measure, today).then_some(Asked { what: "silent", due: None, minutes: 2 })
        }
        State::Postponed => {
            let look = measure.look_again.filter(|day| *day <= soon)?;
            Some(Asked { what: "look", due: Some(look), minutes: 5 })
        }
        State::Done => Some(Asked { what: "effect", due: None, minutes: 10 }),
        State::Proposed | State::Closed | State::Stopped => None,
    }
}

/// Evidence that soon runs out, or lately has.
fn of_evidence(evidence: &Evidence, today: Date) -> Option<Asked> {
    let to = evidence.valid_to?;
    let near = today.saturating_sub(AHEAD.days()) <= to && to <= today.saturating_add(AHEAD.days());
    let what = if to < today { "ended" } else { "ending" };
    near.then_some(Asked { what, due: Some(to), minutes: 10 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{evidence, measure};
    use stadga_model::Choice as _;

    fn today() -> Date {
        "2024-01-24".parse().unwrap()
    }

    fn asked(change: impl Fn(&mut Measure), state: State) -> Option<&'static str> {
        let mut measure = measure(state);
        change(&mut measure);
        of_measure(&measure, today()).map(|asked| asked.what)
    }

    #[test]
    fn t4_a_measure_asks_its_owner_for_the_most_pressing_thing() {
        let due = |date: &str| date.parse::<Date>().ok();
        assert_eq!(asked(|m| m.due = due("2024-01-23"), State::InProgress), Some("late"));
        assert_eq!(asked(|m| m.due = due("2024-02-23"), State::Decided), Some("soon"));
        assert_eq!(asked(|m| m.due = due("2024-02-24"), State::Decided), None);
        assert_eq!(asked(|m| m.look_again = due("2024-01-01"), State::Postponed), Some("look"));
        assert_eq!(asked(|_| (), State::Done), Some("effect"));
        assert_eq!(asked(|m| m.due = due("2023-01-01"), State::Closed), None);
    }

    #[test]
    fn ism_16_what_is_late_is_what_has_not_ended() {
        for key in State::VALUES {
            let state: State = serde_json::from_value((*key).into()).unwrap();
            assert_eq!(OPEN.contains(key), !state.has_ended(), "{key}");
        }
    }

    #[test]
    fn ism_16_a_silent_measure_asks_for_a_report() {
        assert_eq!(
            asked(|m| m.start = "2023-09-01".parse().ok(), State::InProgress),
            Some("silent")
        );
        assert_eq!(asked(|m| m.start = "2024-01-02".parse().ok(), State::InProgress), None);
    }

    #[test]
    fn aud_24_evidence_asks_before_it_runs_out() {
        let asked = |to| of_evidence(&evidence(to), today()).map(|asked| asked.what);
        assert_eq!(asked(Some("2024-02-23")), Some("ending"));
        assert_eq!(asked(Some("2024-02-24")), None);
        assert_eq!(asked(Some("2024-01-23")), Some("ended"));
        assert_eq!(asked(Some("2023-12-01")), None);
        assert_eq!(asked(None), None);
    }
}
