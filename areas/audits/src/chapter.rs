//! What the auditors have said, and how it is followed, to those who lead (ISM-03): audits that wait for an answer,
//! recommendations not yet done, promises past their day.

use crate::{
    audit::{Audit, State},
    promise::{Promise, Standing},
    recommendation::{self, Recommendation},
};
use stadga_model::{Head, Refusal};
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Part, Row, Scope},
};

/// So many promises are named; the list has them all.
const NAMED: usize = 10;

/// The chapter.
///
/// # Errors
/// Broken.
pub async fn of(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let audits = cx.every::<Audit>().await?;
    let waiting = audits.iter().filter(|(_, audit)| {
        scope.covers(audit.unit) && matches!(audit.state, State::Registered | State::Answering)
    });
    let advice = cx.every::<Recommendation>().await?;
    let open = advice.iter().filter(|(_, one)| {
        use recommendation::State::{Accepted, Measured, Open};
        scope.covers(one.unit) && matches!(one.state, Open | Accepted | Measured)
    });
    let promises = cx.every::<Promise>().await?;
    let late: Vec<_> = promises
        .iter()
        .filter(|(head, one)| {
            let told = !head.withholds("latest") && !head.withholds("kept_on");
            told && scope.covers(one.unit) && one.standing(cx.today()) == Standing::Overdue
        })
        .collect();
    let figures = vec![
        figure(cx, "audits-waiting", waiting.count(), "/audit?state=registered,answering"),
        figure(cx, "audits-advice", open.count(), "/recommendation?state=open,accepted,measured"),
        figure(cx, "audits-late", late.len(), "/promise?kept_on.empty=1&latest.to=today-1"),
    ];
    let parts = if late.is_empty() { Vec::new() } else { vec![named(cx, &late)] };
    Ok(Chapter { figures, parts })
}

fn figure(cx: &Context, key: &'static str, count: usize, href: &str) -> Figure {
    Figure::pieces(key, cx.t(&format!("chapter-{key}")), count, href)
}

/// The promises that are longest past their day.
fn named(cx: &Context, late: &[&(Head, Promise)]) -> Part {
    let mut late = late.to_vec();
    late.sort_by_key(|(_, promise)| promise.latest);
    let row = |(head, promise): &&(Head, Promise)| {
        let withheld = head.withholds("text") || promise.text.trim().is_empty();
        let title = if withheld { head.number.clone() } else { promise.text.clone() };
        let latest = promise.latest.map(|day| day.to_string()).unwrap_or_default();
        Row { href: Some(format!("/promise/{}", head.id)), cells: vec![title, latest] }
    };
    Part::Rows {
        title: cx.t("chapter-audits-named"),
        heads: vec![cx.heading("promise"), cx.t("promise-latest")],
        rows: late.iter().take(NAMED).map(row).collect(),
    }
}
