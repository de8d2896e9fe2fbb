//! What a programme for the law on cybersecurity is commonly made of: shown, then taken in as its parts (NIS-03).

use axum::{
    extract::{Path, RawForm},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Action, Date, Draft, Head, Id, Language, Refusal};
use stadga_store::Batch;
use stadga_web::{Context, Problem, ui};

use super::{called, id_of};
use crate::{
    Part, Programme,
    programmed::Programmed,
    shipped::{ShippedPart, parts},
};

/// A part's name in the reader's language.
fn name<'a>(cx: &Context, part: &'a ShippedPart) -> &'a str {
    if cx.language == Language::Swedish { &part.sv } else { &part.en }
}

/// The programme, where the reader may make parts of it now.
async fn open(cx: &Context, id: &str) -> Result<(Head, Programme), Refusal> {
    let found = cx.door.read_as(id_of::<Programme>(id)?).await?;
    let may = cx.door.actor().reach(Action::Create, <Part as stadga_model::Record>::KIND).is_some();
    match cx.past() {
        Some(_) => Err(Refusal::Past),
        None if may => Ok(found),
        None => Err(Refusal::Denied),
    }
}

/// GET /law-programme/{id}/template
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (head, programme) = open(&cx, &id).await?;
    Ok(show(&cx, &head, &programme, None))
}

fn show(cx: &Context, head: &Head, programme: &Programme, fault: Option<&str>) -> Response {
    let plan = format!("/law-programme/{}/plan", head.id);
    let page = cx.page(cx.t("parts-template-title")).lead(cx.t("parts-template-lead"));
    let page = page.crumb(called(head, "title", &programme.title), plan.clone());
    let shown = page.here(cx.t("parts-template-title")).show(html! {
        @if let Some(fault) = fault { (ui::alert("danger", &html! { p { (cx.t(fault)) } })) }
        form.form method="post" action=(format!("/law-programme/{}/template", head.id)) {
            fieldset.panel {
                legend { (cx.t("programme-parts")) }
                @for (at, part) in parts().iter().enumerate() { (choice(cx, at, part)) }
            }
            div.ds-field {
                label for="due" { (cx.t("law-programme-part-due")) }
                p.help id="due-help" { (cx.t("parts-template-due")) }
                input.ds-input type="date" id="due" name="due" aria-describedby="due-help";
            }
            div.form-actions {
                button.ds-button type="submit" { (cx.t("parts-template-make")) } " "
                (ui::link_button(&plan, "tertiary", None, &cx.t("parts-template-back")))
            }
        }
    });
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, shown).into_response()
}

fn choice(cx: &Context, at: usize, part: &ShippedPart) -> Markup {
    let id = format!("part-{at}");
    html! {
        div.ds-field {
            input.ds-input type="checkbox" id=(id) name="part" value=(at);
            label for=(id) { strong { (name(cx, part)) } }
            p.help { (cx.t_with("parts-template-weeks", &[("n", &part.weeks.to_string())])) " · " (part.points.join(", ")) }
        }
    }
}

/// POST /law-programme/{id}/template: the chosen parts, all or none, after those that are there.
pub(super) async fn take(
    cx: Context,
    Path(id): Path<String>,
    RawForm(form): RawForm,
) -> Result<Response, Problem> {
    let (head, programme) = open(&cx, &id).await?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(&form).into_owned().collect();
    let due = pairs.iter().find(|(own, _)| own == "due").map(|(_, day)| day.trim().to_owned());
    let due: Option<Date> = due.and_then(|day| day.parse().ok());
    let chosen = pairs.iter().filter(|(own, _)| own == "part");
    let chosen: Vec<&ShippedPart> =
        chosen.filter_map(|(_, at)| parts().get(at.parse::<usize>().ok()?)).collect();
    if chosen.is_empty() {
        return Ok(show(&cx, &head, &programme, Some("parts-template-nothing")));
    }
    let one = Programmed::of(&cx, head.clone(), programme).await?;
    let last = one.lines.iter().filter_map(|line| line.part.place).max().unwrap_or(0);
    let mut creates = Vec::new();
    for (place, shipped) in (last + 1..).zip(chosen) {
        let meets =
            |own: &Option<String>| own.as_ref().is_some_and(|own| shipped.points.contains(own));
        let met = one.requirements.iter().filter(|(_, own)| meets(&own.paragraph));
        let requirements: Vec<Id> = met.map(|(head, _)| head.id).collect();
        let body = serde_json::json!({
            "title": name(&cx, shipped), "programme": head.id, "place": place, "weeks": shipped.weeks,
            "due": due, "requirements": requirements, "unit": one.programme.unit,
            "owner": one.programme.owner,
        });
        let part: Part = serde_json::from_value(body).map_err(Refusal::broken)?;
        creates.push(Draft::new(Id::<Part>::new(cx.app.store.now()), &part)?);
    }
    let reason = cx.t("parts-template-reason");
    cx.door.write(Batch { creates, reason, ..Batch::default() }).await?;
    Ok(Redirect::to(&format!("/law-programme/{}/plan?done=created", head.id)).into_response())
}
