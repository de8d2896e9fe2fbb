//! What laws ask of a maintenance plan: its tags and its object's, and changes that touch law and name none (NIS-11).

use maud::{Markup, html};
use serde_json::Value;
use stadga_model::{Id, Record as _, Refusal, Revision};
use stadga_store::ListQuery;
use stadga_web::{Context, ui, ui::Titles};

use super::{called, may_create};
use crate::{LawTag, law_tag::State};

/// The tags of a plan and of its object that are not cleared, and a word where the plan says that it touches law and nothing
/// tells which.
pub(super) async fn of_plan(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let head = &revision.head;
    let object = revision.body.get("object").and_then(Value::as_str);
    let object: Option<Id> =
        object.filter(|_| !head.withholds("object")).and_then(|id| id.parse().ok());
    let mut tags = Vec::new();
    for target in [Some(head.id), object].into_iter().flatten() {
        let query = ListQuery { size: 1_000, ..ListQuery::linking("target", target) };
        tags.extend(cx.door.all::<LawTag>(query).await?);
    }
    tags.retain(|(_, tag)| tag.state != State::NotTouched);
    let nameless = tags.is_empty() && !head.withholds("changes") && touches_law(&revision.body);
    if tags.is_empty() && !nameless {
        return Ok(Context::nothing());
    }
    let laws =
        tags.iter().filter_map(|(_, tag)| tag.law.map(Id::cast).or(tag.coming.map(Id::cast)));
    let titles = Titles::of(cx, laws).await?;
    let new = format!("/law-tag/new?target={}", head.id);
    let body = html! {
        @if nameless { p { (ui::badge("part", &cx.t("plan-laws-none"))) " " (cx.t("plan-laws-why")) } }
        @if !tags.is_empty() {
            ul { @for (own, tag) in &tags {
                li {
                    (ui::link(LawTag::KIND, own.id, called(own, "title", &tag.title)))
                    @if let Some(law) = tag.law.map(Id::cast).or(tag.coming.map(Id::cast)) { " – " (titles.short_link(cx, law)) }
                    @if let Some(due) = tag.due.filter(|_| tag.state == State::Touched) { " " time.nowrap datetime=(due) { (due) } }
                }
            } }
        }
        @if may_create(cx, LawTag::KIND) { p { (ui::link_button(&new, "secondary", Some("plus"), &cx.t("law-tag-new"))) } }
    };
    Ok(ui::panel("plan-laws", &cx.t("plan-laws"), &body))
}

/// Whether any of a plan's changes is said to touch law.
fn touches_law(body: &stadga_model::Body) -> bool {
    let changes = body.get("changes").and_then(Value::as_array).into_iter().flatten();
    changes
        .into_iter()
        .any(|change| change.get("regulation").and_then(Value::as_bool) == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nis_11_a_plan_touches_law_where_one_of_its_changes_does() {
        let body = |regulation: bool| {
            let json = serde_json::json!({"changes": [{"title": "Byte"}, {"title": "Krav", "regulation": regulation}]});
            touches_law(json.as_object().unwrap())
        };
        assert!(body(true) && !body(false));
        assert!(!touches_law(&Default::default()));
    }
}
