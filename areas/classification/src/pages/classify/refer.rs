//! Where protective security begins: nothing of the answers is kept, and of the information only a reference (NIS-05).
//!
//! What was written of it before is withheld in every revision by a mark, where the reader may set one: the past is not
//! rewritten, and only a disposal takes it away for good.

use axum::{
    extract::{Form, Path},
    response::{IntoResponse as _, Redirect, Response},
};
use jiff::ToSpan as _;
use maud::{Markup, html};
use stadga_model::{Draft, Head, Id, Mark, MarkState, ReaderRole, Record, Refusal};
use stadga_store::{Batch, ListQuery};
use stadga_web::{Context, Problem, ui};

use super::{super::may_create, Matter, Sent, told};
use crate::{Classification, days::days};

/// What tells what the information is.
const TELLING: [&str; 6] =
    ["description", "processes", "in_systems", "in_objects", "in_documents", "gathers"];
/// The longest reference.
const LONGEST: usize = 80;

/// What is shown when an answer means protective security: nothing of the answers, and what to do now.
pub(super) fn stop(matter: &Matter<'_>) -> Response {
    let cx = matter.cx;
    let body: Markup = html! {
        (ui::alert("warning", &html! { p { (cx.t("class-stop")) } }))
        form.form method="post" action=(format!("/information-object/{}/refer", matter.id)) {
            p { (cx.t("class-stop-keep")) }
            div.ds-field {
                (ui::label(cx, "class-reference", "reference", false))
                input.ds-input type="text" id="reference" name="reference" maxlength=(LONGEST) required
                    aria-describedby="reference-help";
            }
            div.actions {
                button.ds-button type="submit" { (cx.t("class-refer")) } " "
                (ui::link_button(&format!("/information-object/{}", matter.id), "tertiary", None, &cx.t("class-stop-back")))
            }
        }
    };
    matter.page(&cx.t("class-stop-lead")).show(body)
}

/// POST /information-object/{id}/refer: of a matter of protective security only a reference is kept.
pub(in super::super) async fn refer(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let matter = Matter::of(&cx, &id).await?;
    let reference = sent.get("reference").map(|text| text.trim()).unwrap_or_default();
    if reference.is_empty() {
        return Ok(told(stop(&matter)));
    }
    let mut opened = cx.door.open_as(matter.id).await?;
    let head = opened.head().clone();
    opened.body.hide();
    opened.body.reference = Some(reference.chars().take(LONGEST).collect());
    let mut batch = Batch { reason: cx.t("class-refer-reason"), ..Batch::default() };
    batch.saves.push(opened.erase()?);
    if may_create(&cx, Mark::KIND) {
        batch.creates.push(mark(&cx, &head, &TELLING)?);
        let older = ListQuery::linking("information", matter.id);
        for (head, _) in cx.door.all::<Classification>(older).await? {
            if head.withheld.is_none() {
                batch.creates.push(mark(&cx, &head, &[])?);
            }
        }
    }
    cx.door.write(batch).await?;
    Ok(Redirect::to(&format!("/information-object/{}?done=saved", matter.id)).into_response())
}

/// A mark that withholds fields of a record, or all of it, from all but whoever refers it and those who keep such matters.
fn mark(cx: &Context, head: &Head, fields: &[&str]) -> Result<Draft, Refusal> {
    let me = cx.door.actor().person;
    let mark = Mark {
        about: head.number.clone(),
        of: head.id,
        state: MarkState::Active,
        fields: fields.iter().map(ToString::to_string).collect(),
        ground: days().protective_ground.as_str().into(),
        reason: cx.t("class-refer-mark").into(),
        review: cx.today().saturating_add(1.year()),
        readers: me.into_iter().collect(),
        roles: vec![ReaderRole { role: days().protective_reader.as_str().into() }],
        hidden: false,
        unit: head.unit,
        owner: me,
    };
    Draft::new(Id::<Mark>::new(cx.app.store.now()), &mark)
}
