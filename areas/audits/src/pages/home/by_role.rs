//! What the area asks of people for the roles they hold: to decide, enter, sign and send an answer, and to see what is late.

use super::duty;
use crate::{
    answer::{Answer, State},
    audit::Audit,
    promise::Promise,
};
use jiff::ToSpan as _;
use stadga_model::{Date, Head, Id, Record as _, Refusal};
use stadga_organisation::{
    Posts,
    posts::{BOARD, REGISTRAR},
};
use stadga_store::{Compare, Filter, ListQuery, Sort};
use stadga_web::{Context, Duty};

/// Who signs as what (ORG-25): the key on the scale `signing-role`, the role that does.
const SIGNERS: [(&str, &str); 2] = [("chair", "board-chair"), ("director", DIRECTOR)];

/// The role that signs beside the chair.
const DIRECTOR: &str = "region-director";

/// The role that the answers are sent to.
const AUDITOR: &str = "auditor";

/// So many days an answer that has come is new.
const LATELY: i32 = 30;

/// What the reader is asked for by role.
pub async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let posts = Posts::of(cx).await?;
    let mut duties = answers(cx, &posts).await?;
    duties.extend(late_promises(cx, &posts).await?);
    duties.extend(received(cx, &posts).await?);
    Ok(duties)
}

/// Answers on their way through the board to the auditors (AUD-17).
async fn answers(cx: &Context, posts: &Posts) -> Result<Vec<Duty>, Refusal> {
    let mut duties = Vec::new();
    let under_way = ["review", "decided", "signed"].map(str::to_owned).to_vec();
    for (head, answer) in cx.door.all::<Answer>(only("state", Compare::Is(under_way))).await? {
        let Some((asked, minutes)) = asked(&answer, posts) else { continue };
        let due = match cx.door.read_as::<Audit>(answer.audit).await {
            Ok((_, audit)) => audit.answer_due,
            Err(_) => None,
        };
        let href = format!("/answer/{}", head.id);
        duties.push(duty(cx, asked, &answer.title, href, due, minutes));
    }
    Ok(duties)
}

/// The one step that an answer asks of someone with these posts, and about how many minutes it takes.
fn asked(answer: &Answer, posts: &Posts) -> Option<(&'static str, u16)> {
    let unit = answer.unit.map(Id::cast);
    let signs =
        |(key, role): (&str, &str)| !answer.is_signed_as(key) && posts.reaches(&[role], unit);
    match answer.state {
        State::Review if posts.holds(REGISTRAR) => Some(("answer-enter", 10)),
        State::Review if posts.reaches(&BOARD, unit) => Some(("answer-decide", 20)),
        State::Review if posts.reaches(&[DIRECTOR], unit) => Some(("answer-coming", 20)),
        State::Decided if SIGNERS.into_iter().any(signs) => Some(("answer-sign", 5)),
        State::Signed if posts.holds(REGISTRAR) => Some(("answer-send", 5)),
        _ => None,
    }
}

/// AUD-17: answers that have lately been sent, for the auditors to read.
async fn received(cx: &Context, posts: &Posts) -> Result<Vec<Duty>, Refusal> {
    if !posts.holds(AUDITOR) {
        return Ok(Vec::new());
    }
    let since = cx.today().saturating_sub(LATELY.days());
    let sent = only("state", Compare::Is(vec!["dispatched".to_owned()]));
    let sent = cx.door.all::<Answer>(sent).await?.into_iter();
    let lately = sent.filter(|(_, answer)| answer.dispatched_on.is_some_and(|day| day >= since));
    let duty = |(head, answer): (Head, Answer)| {
        let href = format!("/answer/{}", head.id);
        duty(cx, "answer-received", &answer.title, href, None, 20)
    };
    Ok(lately.map(duty).collect())
}

/// AUD-20: promises past their day are shown to the board and to the director.
async fn late_promises(cx: &Context, posts: &Posts) -> Result<Option<Duty>, Refusal> {
    let units = posts.units(&[BOARD.as_slice(), &[DIRECTOR]].concat());
    if units.is_empty() {
        return Ok(None);
    }
    let units = units.iter().map(ToString::to_string).collect();
    let mut late = only("unit", Compare::Is(units));
    late.filters.extend(only("kept_on", Compare::Empty).filters);
    let yesterday = cx.today().saturating_sub(1.day());
    late.filters.extend(only("latest", Compare::To(yesterday.to_string())).filters);
    late.sort = Some(Sort { field: "latest".into(), descending: false });
    let found = cx.door.list(Promise::KIND, &ListQuery { size: 1, ..late }).await?;
    let Some(first) = found.rows.first() else { return Ok(None) };
    let since: Option<Date> = first.typed::<Promise>()?.latest;
    let (count, href) = (found.total.to_string(), super::super::promises::PATH.to_owned());
    Ok(Some(duty(cx, "promises-late", &count, href, since, 10)))
}

fn only(field: &str, compare: Compare) -> ListQuery {
    ListQuery { filters: vec![Filter { field: field.into(), compare }], ..ListQuery::default() }
}
