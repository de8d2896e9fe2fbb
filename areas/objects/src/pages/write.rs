//! Where a plan is written: its parts with what each is for and how far it has come, one page for each, one button on.

use axum::{
    extract::{Path, Request},
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Finding, Head, Record as _, Refusal};
use stadga_web::{
    Context, Excerpt, Problem, Written,
    ui::{self},
};

use super::{About, button, cost, id_of, may_change};
use crate::{
    MaintenancePlan,
    plan::{Part, State, lacks},
};

/// A plan under writing.
struct Writing {
    head: Head,
    plan: MaintenancePlan,
    about: About,
}

impl Writing {
    async fn of(cx: &Context, id: &str) -> Result<Self, Problem> {
        let (head, plan) = cx.door.read_as(id_of::<MaintenancePlan>(id)?).await?;
        let about = About::of(cx, plan.object).await?;
        Ok(Self { head, plan, about })
    }

    fn address(&self, end: &str) -> String {
        format!("/maintenance-plan/{}{end}", self.head.id)
    }

    /// Elsewhere, when it is no longer being written or not by this reader.
    fn closed(&self, cx: &Context) -> Option<Response> {
        let open = self.plan.state == State::Draft && may_change(cx, &self.head);
        (!open).then(|| Redirect::to(&cx.href(&self.address(""))).into_response())
    }

    /// What is lacking in a part.
    fn lacks(&self, part: Part) -> Vec<Finding> {
        let here =
            |finding: &Finding| finding.field.as_deref().and_then(Part::of_field) == Some(part);
        lacks(&self.plan).into_iter().filter(here).collect()
    }
}

/// GET /maintenance-plan/{id}/write
pub(super) async fn all(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let writing = Writing::of(&cx, &id).await?;
    if let Some(elsewhere) = writing.closed(&cx) {
        return Ok(elsewhere);
    }
    Ok(overview(&cx, &writing))
}

fn overview(cx: &Context, writing: &Writing) -> Response {
    let lacking = lacks(&writing.plan);
    let forum = writing.about.steering.as_ref().map(|(_, forum)| forum.name.clone());
    let values = [("forum", forum.as_deref().unwrap_or_default())];
    head(cx, writing, None).lead(cx.t("write-lead")).show(html! {
        ol.tasks {
            @for (part, number) in Part::ALL.into_iter().zip(1..) { (row(cx, writing, part, number)) }
        }
        (ui::panel("send", &cx.t("write-send"), &html! {
            p { (cx.t("plan-cost")) ": " strong { (cost(cx, &writing.head, &writing.plan)) } }
            @if lacking.is_empty() {
                p { (cx.t_with("write-send-ready", &values)) }
                (button(&writing.address("/submit"), "primary", &cx.t("write-send-now")))
            } @else {
                p { (cx.t_with("plan-lacks", &[("n", &lacking.len().to_string())])) }
                ul { @for finding in lacking.iter().filter(|one| has_no_part(one)) { li { (ui::sentence(cx, finding)) } } }
            }
            (ui::link_button(&writing.address(""), "tertiary", None, &cx.t("write-record")))
        }))
    })
}

/// Whether what is lacking is written in none of the parts, but among the plan's facts.
fn has_no_part(finding: &Finding) -> bool {
    finding.field.as_deref().and_then(Part::of_field).is_none()
}

fn head<'a>(cx: &'a Context, writing: &Writing, part: Option<Part>) -> stadga_web::Page<'a> {
    let title = part.map_or_else(
        || writing.plan.title.clone(),
        |part| cx.t(&format!("write-part-{}", part.key())),
    );
    let about = &writing.about;
    let page =
        cx.page(title).crumb(&about.object.name, format!("/object/{}/overview", about.head.id));
    match part {
        None => page.here(&writing.head.number),
        Some(_) => page.crumb(&writing.head.number, writing.address("/write")),
    }
}

/// A part: what it is for, how far it has come, where it is written.
fn row(cx: &Context, writing: &Writing, part: Part, number: usize) -> Markup {
    let key = format!("write-part-{}", part.key());
    let lacking = writing.lacks(part);
    let standing = match (lacking.is_empty(), part.is_written(&writing.plan)) {
        (false, _) => {
            ui::badge("bad", &cx.t_with("write-lacks", &[("n", &lacking.len().to_string())]))
        }
        (true, true) => ui::badge("good", &cx.t("write-there")),
        (true, false) => ui::badge("none", &cx.t("write-empty")),
    };
    html! {
        li {
            div.when { b { (number) } (standing) }
            div {
                h2 { a href=(writing.address(&format!("/write/{}", part.key()))) { (cx.t(&key)) } }
                p { (cx.t(&format!("{key}.help"))) }
                @for finding in &lacking { p.muted { (ui::sentence(cx, finding)) } }
            }
        }
    }
}

fn part_of(name: &str) -> Result<Part, Refusal> {
    Part::named(name).ok_or(Refusal::NotFound)
}

async fn excerpt<'a>(
    cx: &'a Context,
    writing: &Writing,
    part: Part,
) -> Result<Excerpt<'a>, Refusal> {
    let address = (MaintenancePlan::KIND, writing.head.id);
    Excerpt::of(cx, address, part.fields(), writing.address("/write")).await
}

/// GET /maintenance-plan/{id}/write/{part}
pub(super) async fn ask(
    cx: Context,
    Path((id, part)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (writing, part) = (Writing::of(&cx, &id).await?, part_of(&part)?);
    if let Some(elsewhere) = writing.closed(&cx) {
        return Ok(elsewhere);
    }
    let form = excerpt(&cx, &writing, part).await?.form().await?;
    Ok(page(&cx, &writing, part, &form))
}

fn page(cx: &Context, writing: &Writing, part: Part, form: &Markup) -> Response {
    let key = format!("write-part-{}", part.key());
    let lacking = writing.lacks(part);
    head(cx, writing, Some(part)).lead(cx.t(&format!("{key}.help"))).show(html! {
        (ui::panel("guidance", &cx.t("write-guidance"), &html! {
            @for line in cx.t(&format!("{key}.guide")).lines() { p { (line) } }
            @if !lacking.is_empty() {
                p { strong { (cx.t("write-lacking")) } }
                ul { @for finding in &lacking { li { (ui::sentence(cx, finding)) } } }
            }
        }))
        (form)
    })
}

/// POST /maintenance-plan/{id}/write/{part}: kept, and on to the next part.
pub(super) async fn save(
    cx: Context,
    Path((id, part)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let (writing, part) = (Writing::of(&cx, &id).await?, part_of(&part)?);
    if let Some(elsewhere) = writing.closed(&cx) {
        return Ok(elsewhere);
    }
    match excerpt(&cx, &writing, part).await?.take(request).await? {
        Written::Done(done) => {
            let to = writing.address(&format!("/write?done={done}"));
            Ok(Redirect::to(&to).into_response())
        }
        Written::Again(status, form) => {
            Ok((status, page(&cx, &writing, part, &form)).into_response())
        }
        Written::Clash(page) => Ok(page),
    }
}

/// POST /maintenance-plan/{id}/submit: to the steering group, if nothing is lacking (PM3-13, PM3-18).
pub(super) async fn submit(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let writing = Writing::of(&cx, &id).await?;
    if let Some(elsewhere) = writing.closed(&cx) {
        return Ok(elsewhere);
    }
    let mut opened = cx.door.open_as(writing.head.id.cast::<MaintenancePlan>()).await?;
    opened.body.state = State::Submitted;
    match cx.door.save(opened, &cx.t("write-send-reason")).await {
        Ok(_) => Ok(Redirect::to(&writing.address("?done=moved")).into_response()),
        // What is lacking stands on the page already.
        Err(Refusal::Refused(_)) => {
            Ok(Redirect::to(&writing.address("/write#send")).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
