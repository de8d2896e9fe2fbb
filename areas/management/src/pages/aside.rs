//! What the area adds to record pages: the way to a review's material and a report, and a level's occasions.

use maud::{Markup, html};
use stadga_model::{Id, Near, Refusal, Revision};
use stadga_web::{
    Context,
    ui::{self, Column},
};

use super::{material, occasion_name, overview, reports};
use crate::{ManagementReport, ManagementReview, ReviewLevel, occasion::occasions};

/// The button to a review's material.
pub(super) async fn material(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let href = material::address(revision.head.id);
    Ok(ui::link_button(&href, "secondary", Some("file"), &cx.t("material-open")))
}

/// The button to a report as it is made.
pub(super) async fn report(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let report = revision.typed::<ManagementReport>()?;
    let withheld = ["report", "year"].iter().any(|field| revision.head.withholds(field));
    Ok(html! {
        @if !withheld {
            (ui::link_button(&reports::address(&report), "secondary", Some("file"), &cx.t("yearly-open")))
        }
    })
}

/// A level's occasions, the latest first (ISM-04).
pub(super) async fn level(
    cx: &Context,
    revision: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    if ["period", "per_year"].iter().any(|field| revision.head.withholds(field)) {
        return Ok(Context::nothing());
    }
    let level = revision.typed::<ReviewLevel>()?;
    let reviews: Vec<(Id<ManagementReview>, ManagementReview)> =
        near.pointing().map(|(other, one)| (other.head.id.cast(), one)).collect();
    let columns = ["chapter-reviews-occasion", "chapter-reviews-standing"];
    let columns = columns.map(|key| Column::text(cx.t(key)));
    let all = occasions(&level, &reviews, cx.today());
    let rows = all.iter().rev().map(|one| {
        let name = occasion_name(cx, one.slot);
        vec![
            html! {
                @match one.review {
                    Some(id) => { a href=(format!("/management-review/{id}")) { (name) } }
                    None => { (name) }
                }
            },
            overview::badge(cx, one.standing),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let title = cx.t("chapter-reviews-occasions");
    Ok(ui::panel("occasions", &title, &ui::table(&title, &columns, &rows)))
}
