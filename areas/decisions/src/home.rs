//! What mandates ask of people on their own page: to be carried out, or to be looked at again (ISM-10, T6).

use stadga_model::{Date, Head, Id, Refusal};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Context, Duty};

use crate::{Mandate, mandate::State};

/// How many days ahead someone is told.
const AHEAD: i32 = 30;

/// What the reader's own mandates ask for.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let mine = cx.door.all::<Mandate>(owned_by(me)).await?;
    Ok(mine.iter().filter_map(|(head, mandate)| duty(cx, head, mandate)).collect())
}

fn owned_by(person: Id) -> ListQuery {
    let compare = Compare::Is(vec![person.to_string()]);
    ListQuery { filters: vec![Filter { field: "owner".into(), compare }], ..ListQuery::default() }
}

fn duty(cx: &Context, head: &Head, mandate: &Mandate) -> Option<Duty> {
    let (asked, due) = asked(mandate, cx.today())?;
    Some(Duty {
        what: cx.t_with(&format!("duty-mandate-{asked}"), &[("title", &mandate.title)]),
        why: cx.t(&format!("duty-mandate-{asked}-why")),
        href: format!("/mandate/{}", head.id),
        due: Some(due),
        minutes: 10,
    })
}

/// What a mandate asks for on `today`, and by when.
fn asked(mandate: &Mandate, today: Date) -> Option<(&'static str, Date)> {
    let horizon = today.saturating_add(jiff::Span::new().days(AHEAD));
    match mandate.state {
        State::Given | State::Ongoing => {
            let due = mandate.due.filter(|due| *due <= horizon)?;
            Some((if due < today { "late" } else { "soon" }, due))
        }
        State::Postponed => Some(("look", mandate.look_again.filter(|day| *day <= horizon)?)),
        State::Done | State::NotCarriedOut => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mandate(state: State, due: &str) -> Mandate {
        let body =
            serde_json::json!({"title": "Se över", "state": state, "due": due, "look_again": due});
        serde_json::from_value(body).unwrap()
    }

    #[test]
    fn ism_10_t6_the_reminder_comes_to_who_is_responsible() {
        let today = "2026-11-22".parse().unwrap();
        let asked = |state, due| asked(&mandate(state, due), today).map(|(what, _)| what);
        assert_eq!(asked(State::Postponed, "2026-10-01"), Some("look"));
        assert_eq!(asked(State::Postponed, "2027-06-01"), None);
        assert_eq!(asked(State::Ongoing, "2026-11-21"), Some("late"));
        assert_eq!(asked(State::Given, "2026-11-22"), Some("soon"));
        assert_eq!(asked(State::Done, "2026-11-21"), None);
    }
}
