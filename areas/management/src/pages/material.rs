//! A review's material: the standing items answered by all areas' chapters, as they were on the day when it was held (ISM-03,
//! REP-04).

use axum::{extract::Path, response::Response};
use maud::html;
use stadga_model::{Date, Head, Id, Refusal};
use stadga_store::ListQuery;
use stadga_web::{
    Context, Problem, form_address,
    published::{document_links, publish},
    ui::{self, Titles},
};

use super::{OVERVIEW, id_of, outcomes, parts};
use crate::{
    ManagementReview, ReviewLevel,
    compiled::{Part, View, of_review},
    content::material,
    documents::{Frame, document, told_time},
};

/// A review with its material.
struct Material {
    head: Head,
    review: ManagementReview,
    level: ReviewLevel,
    view: View,
    parts: Vec<Part>,
}

impl Material {
    async fn of(cx: &Context, id: &str) -> Result<Self, Refusal> {
        let (head, review) = cx.door.read_as(id_of::<ManagementReview>(id)?).await?;
        let (_, level) = cx.door.read_as(review.level).await?;
        let to = review.held.filter(|_| review.is_held()).unwrap_or_else(|| cx.today());
        let previous = previous(cx, (&head, &review), to).await?;
        let since = previous.as_ref().and_then(|(_, one)| one.held);
        let view = View::of(cx, (since, to), Some(level.unit)).await?;
        let mut parts = of_review(&view, &material().items).await?;
        for (part, item) in parts.iter_mut().zip(&material().items) {
            if !head.withholds("comments") {
                part.said = review.said_of(&item.key).map(str::to_owned).collect();
            }
        }
        if let (Some((head, one)), Some(first)) = (&previous, parts.first_mut()) {
            first.sections.insert(0, outcomes::earlier(&view.now, (head, one)).await?);
        }
        Ok(Self { head, review, level, view, parts })
    }

    /// Whether it can still change.
    fn lead(&self, cx: &Context) -> String {
        match self.review.is_held() {
            true => {
                let to = self.view.now.today().to_string();
                cx.t_with("material-frozen", &[("date", &to)])
            }
            false => cx.t("material-live"),
        }
    }

    async fn frame(&self, cx: &Context) -> Result<Frame, Refusal> {
        let leadership = self.level.leadership;
        let titles = Titles::of(cx, leadership).await?;
        let mut facts = vec![(cx.heading("review-level"), self.level.title.clone())];
        facts.extend(leadership.map(|id| (cx.t("review-level-leadership"), titles.text(cx, id))));
        let day = |key: &str, day: Option<Date>| day.map(|day| (cx.t(key), day.to_string()));
        facts.extend(match self.review.is_held() {
            true => day("management-review-held", self.review.held),
            false => day("management-review-planned", self.review.planned),
        });
        let conclusion = self.review.conclusion.clone();
        let conclusion = conclusion.filter(|_| !self.head.withholds("conclusion"));
        let rows = outcomes::rows(cx, (&self.head, &self.review)).await?;
        let rows: Vec<_> = rows.into_iter().map(|row| row.cells).collect();
        let heads = outcomes::HEADS.map(|key| cx.t(key)).to_vec();
        let decided = (cx.t("management-review-outcomes"), heads, rows);
        Ok(Frame {
            title: self.review.title.clone(),
            subtitle: told_time(&self.view),
            number: Some(self.head.number.clone()),
            facts,
            lead: self.lead(cx),
            texts: conclusion
                .map(|text| (cx.t("management-review-conclusion"), text))
                .into_iter()
                .collect(),
            tables: Some(decided).filter(|(_, _, rows)| !rows.is_empty()).into_iter().collect(),
        })
    }
}

/// The review of the same level that was held last before a day.
async fn previous(
    cx: &Context,
    (head, review): (&Head, &ManagementReview),
    to: Date,
) -> Result<Option<(Head, ManagementReview)>, Refusal> {
    let query = ListQuery::linking("level", review.level);
    let all = cx.door.all::<ManagementReview>(query).await?.into_iter();
    let earlier = all.filter(|(other, one)| {
        let before = one.held.is_some_and(|day| day < to);
        other.id != head.id && one.is_held() && before && !other.withholds("held")
    });
    Ok(earlier.max_by_key(|(_, one)| one.held))
}

/// GET /management-review/{id}/material
pub(super) async fn show(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let material = Material::of(&cx, &id).await?;
    let record = format!("/management-review/{}", material.head.id);
    let writes = form_address(&cx, &material.head, "comments");
    let page = cx
        .page(cx.t_with("material-title", &[("review", &material.review.title)]))
        .crumb(cx.t("menu-management"), OVERVIEW)
        .crumb(&material.head.number, record.as_str())
        .here(cx.t("material-here"))
        .lead(format!("{} {}.", material.lead(&cx), told_time(&material.view)))
        .actions(html! {
            @if let Some(href) = &writes {
                (ui::link_button(href, "secondary", Some("edit"), &cx.t("material-write")))
            }
        });
    Ok(page.show(html! {
        (ui::panel("documents", &cx.t("management-documents"), &html! {
            ul.documents {
                (document_links(&cx, &cx.t("material-document"), &format!("{record}/documents/material")))
            }
        }))
        (parts::parts(&material.view, &material.parts))
    }))
}

/// GET /management-review/{id}/documents/material.{pdf,docx}
pub(super) async fn file(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let ending = name.strip_prefix("material.").ok_or(Refusal::NotFound)?;
    let material = Material::of(&cx, &id).await?;
    let frame = material.frame(&cx).await?;
    let called = format!("{} {}.{ending}", material.head.number, cx.t("material-file"));
    publish(&cx, document(&material.view, &frame, &material.parts).await?, &called).await
}

/// Where a review's material is.
pub(super) fn address(id: Id) -> String {
    format!("/management-review/{id}/material")
}
