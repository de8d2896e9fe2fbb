//! What became of what reviews decided: each outcome with its decision, its measure and how that stands.

use stadga_measures::Measure;
use stadga_model::{Head, Id, Refusal, Revision};
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Part as Shown, Row},
    ui::Titles,
};
use std::collections::BTreeMap;

use crate::{
    ManagementReview, chapters::measures::told, compiled::Section, management_review::Outcome,
};

/// The measures that outcomes lead to, as far as the reader may read them.
async fn measures(
    cx: &Context,
    outcomes: &[Outcome],
) -> Result<BTreeMap<Id, (Head, Measure)>, Refusal> {
    let ids: Vec<Id> = outcomes.iter().filter_map(|one| one.measure.map(Id::cast)).collect();
    let found = cx.door.read_many(&ids).await?.into_iter();
    let typed = |revision: Revision| {
        let measure = revision.typed::<Measure>()?;
        Ok((revision.head.id, (revision.head, measure)))
    };
    found.map(typed).collect()
}

/// The rows of a review's outcomes: what, which decision, which measure, how it stands.
pub(super) async fn rows(
    cx: &Context,
    (head, review): (&Head, &ManagementReview),
) -> Result<Vec<Row>, Refusal> {
    if head.withholds("outcomes") {
        return Ok(Vec::new());
    }
    let measures = measures(cx, &review.outcomes).await?;
    let decisions = review.outcomes.iter().filter_map(|one| one.decision.map(Id::cast));
    let titles = Titles::of(cx, decisions).await?;
    let row = |one: &Outcome| {
        let decision = one.decision.map(|id| titles.text(cx, id.cast()));
        let known = one.measure.and_then(|id| measures.get(&id.cast()));
        let hidden = one.measure.is_some() && known.is_none();
        let measure = known.map(|(head, one)| told(head, &one.title));
        let state = known.and_then(|(head, _)| head.state.as_deref());
        let state = state.map(|state| cx.t(&format!("measure-state-is-{state}")));
        let dash = || if hidden { cx.t("value-withheld") } else { "–".to_owned() };
        let href = known.map(|(head, _)| format!("/measure/{}", head.id));
        let href = href.or_else(|| one.decision.map(|id| format!("/decision/{id}")));
        Row {
            href,
            cells: vec![
                one.text.clone(),
                cx.term("review-outcome", &one.sort),
                decision.unwrap_or_else(|| "–".to_owned()),
                measure.unwrap_or_else(dash),
                state.unwrap_or_else(dash),
            ],
        }
    };
    Ok(review.outcomes.iter().map(row).collect())
}

/// The headings of such rows.
pub(super) const HEADS: [&str; 5] = [
    "management-review-outcomes-text",
    "management-review-outcomes-sort",
    "management-review-outcomes-decision",
    "management-review-outcomes-measure",
    "outcome-state",
];

/// The section on what became of the outcomes of the review before.
pub(super) async fn earlier(
    cx: &Context,
    (head, review): (&Head, &ManagementReview),
) -> Result<Section, Refusal> {
    let rows = rows(cx, (head, review)).await?;
    let measures = measures(cx, if rows.is_empty() { &[] } else { &review.outcomes }).await?;
    let done = measures.values().filter(|(_, one)| one.state.has_ended()).count();
    let href = format!("/management-review/{}", head.id);
    let pieces = |key: &'static str, count: usize| {
        Figure::pieces(key, cx.t(&format!("review-earlier-{key}")), count, href.clone())
    };
    let figures = vec![
        pieces("left", measures.len() - done),
        pieces("done", done),
        pieces("decided", rows.len()),
    ];
    let title = cx.t("review-earlier-title");
    let held = review.held.filter(|_| !head.withholds("held")).map(|day| day.to_string());
    let (which, held) = (told(head, &review.title), held.unwrap_or_else(|| "–".to_owned()));
    let which = cx.t_with("review-earlier-of", &[("review", &which), ("date", &held)]);
    let heads = HEADS.map(|key| cx.t(key)).to_vec();
    let table = Shown::Rows { title: cx.t("management-review-outcomes"), heads, rows };
    let said = review.conclusion.as_ref().filter(|_| !head.withholds("conclusion"));
    let said = said.map(|text| Shown::Text(text.0.clone()));
    let parts = [Shown::Text(which)].into_iter().chain(said).chain([table]).collect();
    let now = Chapter { figures, parts };
    Ok(Section { about: "earlier".into(), title, now, before: Chapter::default() })
}
