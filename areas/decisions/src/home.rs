//! What the area asks of people on their own page: mandates to carry out, decisions to prepare, take and enter.

use stadga_model::{Date, Head, Id, Refusal};
use stadga_organisation::{
    Assignment, Posts,
    posts::{BOARD, REGISTRAR},
};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Context, Duty};

use crate::days::days;
use crate::{Decision, Escalation, Mandate, escalation, mandate::State};

/// What the reader's own mandates ask for, and decisions that are coming up (ISM-10, T6, ORG-05).
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let mine = cx.door.all::<Mandate>(only("owner", me.to_string())).await?;
    let mut duties: Vec<Duty> =
        mine.iter().filter_map(|(head, mandate)| duty(cx, head, mandate)).collect();
    duties.extend(coming(cx, me).await?);
    duties.extend(escalated(cx, me).await?);
    Ok(duties)
}

fn only(field: &str, value: String) -> ListQuery {
    let compare = Compare::Is(vec![value]);
    ListQuery { filters: vec![Filter { field: field.into(), compare }], ..ListQuery::default() }
}

/// Decisions that are not taken yet, for those who take, prepare or enter them (ORG-05).
async fn coming(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let posts = Posts::of(cx).await?;
    let own = cx.door.all::<Assignment>(only("person", me.to_string())).await?;
    let own: Vec<Id<Assignment>> = own.into_iter().map(|(head, _)| head.id.cast()).collect();
    let drafts = cx.door.all::<Decision>(only("state", "draft".into())).await?;
    let duties = drafts.into_iter().filter_map(|(head, decision)| {
        let reader = Reader {
            delegate: decision.delegate.is_some_and(|delegate| own.contains(&delegate)),
            board: decision.delegate.is_none() && posts.reaches(&BOARD, decision.body),
            handler: decision.handler.map(Id::cast) == Some(me),
            registrar: posts.holds(REGISTRAR),
        };
        let asked = reader.asked()?;
        Some(Duty {
            what: cx.t_with(&format!("duty-decision-{asked}"), &[("title", &decision.title)]),
            why: cx.t(&format!("duty-decision-{asked}-why")),
            href: format!("/decision/{}", head.id),
            due: decision.date,
            minutes: 10,
        })
    });
    Ok(duties.collect())
}

/// Escalations that the reader is to answer (ORG-23).
async fn escalated(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let all = cx.door.all::<Escalation>(only("owner", me.to_string())).await?;
    let waits = all.into_iter().filter(|(_, one)| one.state == escalation::State::Raised);
    let duties = waits.map(|(head, one)| Duty {
        what: cx.t_with("duty-escalation-answer", &[("title", &one.title)]),
        why: cx.t("duty-escalation-answer-why"),
        href: format!("/escalation/{}", head.id),
        due: one.due,
        minutes: 15,
    });
    Ok(duties.collect())
}

/// What the reader is to a decision that is coming.
struct Reader {
    delegate: bool,
    board: bool,
    handler: bool,
    registrar: bool,
}

impl Reader {
    /// The one thing that it asks for: to decide goes before to prepare, and that before to enter.
    fn asked(&self) -> Option<&'static str> {
        let asks = [
            ("take", self.delegate),
            ("coming", self.board),
            ("prepare", self.handler),
            ("enter", self.registrar),
        ];
        asks.into_iter().find(|(_, asked)| *asked).map(|(what, _)| what)
    }
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
    let horizon = today.saturating_add(jiff::Span::new().days(days().ahead));
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
    fn org_05_a_coming_decision_asks_each_for_what_is_theirs() {
        let asked = |delegate, board, handler, registrar| {
            Reader { delegate, board, handler, registrar }.asked()
        };
        assert_eq!(asked(true, false, true, false), Some("take"));
        assert_eq!(asked(false, true, false, false), Some("coming"));
        assert_eq!(asked(false, false, true, true), Some("prepare"));
        assert_eq!(asked(false, false, false, true), Some("enter"));
        assert_eq!(asked(false, false, false, false), None);
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
