//! The chapter on management reviews: held, missed, and what of their outcomes is left (ISM-02, ISM-04).

use stadga_measures::Measure;
use stadga_model::{Head, Id, Refusal};
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Row, Scope},
    ui::Titles,
};

use super::{concerning, measures::told, row, table, within};
use crate::{
    ManagementReview, ReviewLevel,
    occasion::{Occasion, Standing, occasions},
    pages::occasion_name,
};

/// The chapter.
pub(super) async fn chapter(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let levels = concerning::<ReviewLevel>(cx, scope, &["period", "per_year"]).await?;
    if levels.is_empty() {
        return Ok(Chapter::default());
    }
    let reviews = reviews(cx, scope).await?;
    let missed = missed(cx, scope).await?.len();
    let mut rows = Vec::new();
    for (head, level) in &levels {
        for one in of_level(cx, (head, level), &reviews).iter().rev().take(2) {
            let standing = cx.t(&format!("occasion-is-{}", one.standing.key()));
            let cells = vec![told(head, &level.title), occasion_name(cx, one.slot), standing];
            rows.push(row::<ReviewLevel>(head, cells));
        }
    }
    let held = |one: &ManagementReview| one.is_held() && within(cx, scope, one.held);
    let held = reviews.iter().filter(|(_, one)| held(one)).count();
    let since = scope.since.tomorrow().unwrap_or(scope.since);
    let list = format!(
        "/management-review?state=held,followed-up&held.from={since}&held.to=today{}",
        scope.filter()
    );
    let left = of_outcomes(cx, &reviews).await?.len();
    let behind = |what: &str| {
        format!("/management/behind?what={what}&since={}{}", scope.since, scope.filter())
    };
    let figures = vec![
        Figure::pieces("missed", cx.t("chapter-reviews-missed"), missed, behind("missed")),
        Figure::pieces("held", cx.t("chapter-reviews-held"), held, list),
        Figure::pieces("left", cx.t("chapter-reviews-left"), left, behind("left")),
    ];
    let heads = ["chapter-reviews-level", "chapter-reviews-occasion", "chapter-reviews-standing"];
    let parts = table(cx, "chapter-reviews-rows", &heads, rows);
    Ok(Chapter { figures, parts: parts.into_iter().collect() })
}

/// The headings of missed occasions.
pub(crate) const MISSED: [&str; 3] =
    ["chapter-reviews-level", "chapter-reviews-occasion", "review-level-leadership"];

/// The occasions that went by since the scope's beginning without a review, the latest first (ISM-04).
pub(crate) async fn missed(cx: &Context, scope: &Scope) -> Result<Vec<Row>, Refusal> {
    let levels = concerning::<ReviewLevel>(cx, scope, &["period", "per_year"]).await?;
    let reviews = reviews(cx, scope).await?;
    let titles = Titles::of(cx, levels.iter().filter_map(|(_, level)| level.leadership)).await?;
    let mut gone = Vec::new();
    for (head, level) in &levels {
        for one in of_level(cx, (head, level), &reviews) {
            if one.standing == Standing::Missed && within(cx, scope, Some(one.slot.to())) {
                let leads = level.leadership.map(|id| titles.text(cx, id));
                let cells = vec![
                    told(head, &level.title),
                    occasion_name(cx, one.slot),
                    leads.unwrap_or_else(|| "–".to_owned()),
                ];
                gone.push((one.slot.to(), row::<ReviewLevel>(head, cells)));
            }
        }
    }
    gone.sort_by_key(|(ended, _)| std::cmp::Reverse(*ended));
    Ok(gone.into_iter().map(|(_, row)| row).collect())
}

/// A level's occasions until today.
fn of_level(
    cx: &Context,
    (head, level): (&Head, &ReviewLevel),
    reviews: &Reviews,
) -> Vec<Occasion> {
    let own: Reviews =
        reviews.iter().filter(|(_, one)| one.level == head.id.cast()).cloned().collect();
    occasions(level, &own, cx.today())
}

type Reviews = Vec<(Id<ManagementReview>, ManagementReview)>;

/// The reviews of a scope of which the reader may see when they are and were held.
async fn reviews(cx: &Context, scope: &Scope) -> Result<Reviews, Refusal> {
    let found = concerning::<ManagementReview>(cx, scope, &["year", "part", "held"]).await?;
    Ok(found.into_iter().map(|(head, one)| (head.id.cast(), one)).collect())
}

/// The measures that reviews decided on and that are still to be done.
pub(crate) async fn left(cx: &Context, scope: &Scope) -> Result<Vec<(Head, Measure)>, Refusal> {
    of_outcomes(cx, &reviews(cx, scope).await?).await
}

async fn of_outcomes(cx: &Context, reviews: &Reviews) -> Result<Vec<(Head, Measure)>, Refusal> {
    let held = reviews.iter().filter(|(_, one)| one.is_held());
    let measures = held.flat_map(|(_, one)| &one.outcomes).filter_map(|one| one.measure);
    let mut ids: Vec<Id> = measures.map(Id::cast).collect();
    ids.sort();
    ids.dedup();
    let found = cx.door.read_many(&ids).await?.into_iter();
    let typed = |revision: stadga_model::Revision| {
        let measure = revision.typed::<Measure>().ok()?;
        (!measure.state.has_ended()).then_some((revision.head, measure))
    };
    Ok(found.filter_map(typed).collect())
}
