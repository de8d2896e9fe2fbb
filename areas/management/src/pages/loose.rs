//! Outcomes of a held review that lead nowhere yet: each becomes a measure with one press, or a decision is prepared (ISM-02).

use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_decisions::Decision;
use stadga_measures::Measure;
use stadga_model::{Draft, Id, Near, Record as _, Refusal, Revision};
use stadga_store::Batch;
use stadga_web::{Context, Problem, form_address, ui};

use super::{id_of, may_create};
use crate::{ManagementReview, management_review::Outcome};

fn is_loose(one: &Outcome) -> bool {
    one.decision.is_none() && one.measure.is_none()
}

/// The section on a held review's page, for those who may write there.
pub(super) async fn aside(
    cx: &Context,
    revision: &Revision,
    near: &Near,
) -> Result<Markup, Refusal> {
    let head = &revision.head;
    if head.withholds("outcomes") || form_address(cx, head, "outcomes").is_none() {
        return Ok(Context::nothing());
    }
    let review = revision.typed::<ManagementReview>()?;
    let loose = review.outcomes.iter().enumerate().filter(|(_, one)| is_loose(one));
    let loose: Vec<_> = loose.filter(|_| review.is_held()).collect();
    if loose.is_empty() {
        return Ok(Context::nothing());
    }
    let body = near.linked(review.level).and_then(|level| level.leadership);
    let body = html! {
        p { (cx.t("loose-why")) }
        ul {
            @for (at, one) in loose {
                li {
                    p { (one.text) }
                    @if may_create(cx, Measure::KIND) {
                        form.inline method="post" action=(format!("/management-review/{}/outcomes/{at}/measure", head.id)) {
                            button.ds-button type="submit" data-variant="secondary" data-size="sm"
                                aria-label=(format!("{}: {}", cx.t("loose-measure"), one.text)) {
                                (cx.t("loose-measure"))
                            }
                        }
                    }
                    @if may_create(cx, Decision::KIND) {
                        " " a href=(decision_address(one, (head.id, &review), body)) { (cx.t("loose-decision")) }
                    }
                }
            }
        }
    };
    Ok(ui::panel("loose", &cx.t("loose-title"), &body))
}

/// The form of a decision on an outcome, with what is known filled in.
fn decision_address(
    one: &Outcome,
    (id, review): (Id, &ManagementReview),
    body: Option<Id>,
) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("title", &one.text).append_pair("about", &id.to_string());
    let links = [
        ("body", body),
        ("unit", review.unit.map(Id::cast)),
        ("handler", review.owner.map(Id::cast)),
    ];
    for (name, link) in links {
        if let Some(link) = link {
            query.append_pair(name, &link.to_string());
        }
    }
    format!("/decision/new?{}", query.finish())
}

/// POST /management-review/{id}/outcomes/{at}/measure: the measure and the link to it, both or none.
pub(super) async fn measure(
    cx: Context,
    Path((id, at)): Path<(String, usize)>,
) -> Result<Response, Problem> {
    let id = id_of::<ManagementReview>(&id)?;
    let mut opened = cx.door.open_as(id).await?;
    let (held, unit, day) = (opened.body.is_held(), opened.body.unit, opened.body.held);
    let outcome = opened.body.outcomes.get_mut(at).filter(|one| held && is_loose(one));
    let outcome = outcome.ok_or(Refusal::NotFound)?;
    let json = serde_json::json!({
        "title": outcome.text, "causes": [id], "raised": day, "unit": unit,
    });
    let measure: Measure = serde_json::from_value(json).map_err(Refusal::broken)?;
    let new: Id<Measure> = Id::new(cx.app.store.now());
    outcome.measure = Some(new);
    let creates = vec![Draft::new(new, &measure)?];
    let (saves, reason) = (vec![opened.erase()?], cx.t("loose-reason"));
    cx.door.write(Batch { creates, saves, reason, ..Batch::default() }).await?;
    Ok(Redirect::to(&format!("/measure/{new}?done=created")).into_response())
}
