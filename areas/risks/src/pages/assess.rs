//! Assessing a risk by choosing words: before anything is done, now, and as it is to become (RSK-02, RSK-04).

mod conflict;
mod sent;

use axum::{
    extract::{Form, Path, Query},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use conflict::Versions;
use maud::{Markup, html};
use sent::{Sent, chosen, differing, take};
use stadga_model::{Finding, Head, Id, Refusal, Term};
use stadga_web::{Context, Page, Problem, ui};

use super::{id_of, matrix::axes, readable};
use crate::{
    Risk,
    method::{Area, Grade, Method, Moment, method, methods},
    risk::{State, is_withheld, named},
};

/// GET /risk/{id}/assess
pub(super) async fn ask(
    cx: Context,
    Path(id): Path<String>,
    Query(asked): Query<Sent>,
) -> Result<Response, Problem> {
    let mut opened = cx.door.open_as(id_of::<Risk>(&id)?).await?;
    whole(opened.head())?;
    if opened.body.method.0.is_empty()
        && let Some(analysis) = opened.body.found_in
        && let Some((_, analysis)) = readable(&cx, analysis).await?
    {
        opened.body.method = analysis.method;
    }
    if let Some(method) = asked.get("method").filter(|key| method(key).is_some()) {
        opened.body.method = Term(method.clone());
    }
    Ok(page(&cx, &opened.head().clone(), &opened.body, &[]))
}

/// POST /risk/{id}/assess
pub(super) async fn save(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let id = id_of::<Risk>(&id)?;
    let mut opened = cx.door.open_as(id).await?;
    let head = opened.head().clone();
    whole(&head)?;
    let kept = || Redirect::to(&format!("/risk/{id}?done=saved")).into_response();
    let before = opened.body.clone();
    let sent = chosen(sent, &before);
    // Someone else was quicker: both are shown, and nothing of either is lost.
    let seen = number(&sent, "_revision");
    if seen.is_some_and(|seen| seen != head.revision) {
        let base = base(&cx, id, &sent).await?.unwrap_or_else(|| before.clone());
        let mut mine = base.clone();
        take(&mut mine, &sent);
        // What was sent stands there already: sent twice, by two clicks or by going back.
        if differing(&mine, &before).is_empty() {
            return Ok(kept());
        }
        let versions = Versions { base: &base, mine: &mine, theirs: &before };
        if versions.clash() {
            return Ok(conflict::page(&cx, &head, (&versions, &sent)));
        }
    }
    take(&mut opened.body, &sent);
    opened.body.assessed = Some(cx.today());
    if sent.contains_key("assessed") && opened.body.state == State::Identified {
        opened.body.state = State::Assessed;
    }
    let written = opened.body.clone();
    match cx.door.save(opened, &cx.t("risk-assess-reason")).await {
        Ok(_) => Ok(kept()),
        Err(Refusal::Refused(findings)) => Ok(again(&cx, &head, &written, &findings)),
        // Someone was quicker between our look and our write.
        Err(Refusal::Stale(_)) => {
            let (head, theirs) = cx.door.read_as(id).await?;
            whole(&head)?;
            let versions = Versions { base: &before, mine: &written, theirs: &theirs };
            Ok(conflict::page(&cx, &head, (&versions, &sent)))
        }
        Err(other) => Err(other.into()),
    }
}

fn number(sent: &Sent, name: &str) -> Option<i64> {
    sent.get(name)?.parse().ok()
}

/// The risk as it was when the form was made.
async fn base(cx: &Context, id: Id<Risk>, sent: &Sent) -> Result<Option<Risk>, Refusal> {
    let Some(seen) = number(sent, "_base").or_else(|| number(sent, "_revision")) else {
        return Ok(None);
    };
    let revisions = cx.door.history(id.cast()).await?;
    let older = revisions.into_iter().find(|revision| revision.head.revision == seen);
    older.map(|revision| revision.typed()).transpose()
}

/// Who may not see how great a risk is cannot assess it: what was chosen would take the place of what is withheld.
fn whole(head: &Head) -> Result<(), Refusal> {
    if is_withheld(head) { Err(Refusal::Denied) } else { Ok(()) }
}

fn again(cx: &Context, head: &Head, risk: &Risk, findings: &[Finding]) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page(cx, head, risk, findings)).into_response()
}

fn page(cx: &Context, head: &Head, risk: &Risk, findings: &[Finding]) -> Response {
    let title = cx.t_with("risk-assess-title", &[("risk", &named(head, risk))]);
    let page = crumbs(cx, cx.page(title).lead(cx.t("risk-assess-lead")), head);
    let method = risk.by().or_else(|| methods().iter().find(|one| one.holds(cx.today())));
    page.show(html! {
        @if !findings.is_empty() {
            (ui::alert("danger", &html! {
                p { (cx.t("risk-assess-refused")) }
                ul { @for finding in findings { li { (ui::sentence(cx, finding)) } } }
            }))
        }
        @if let Some(method) = method {
            @if risk.found_in.is_none() { (other_methods(cx, head, method)) }
            (form(cx, head, risk, method))
        }
        p { a href=(super::METHODS) { (cx.t("risk-assess-methods")) } }
    })
}

/// The way from the list and the risk to here.
fn crumbs<'a>(cx: &Context, page: Page<'a>, head: &Head) -> Page<'a> {
    let page = page.crumb(cx.t("menu-risk-list"), "/risk");
    page.crumb(&head.number, format!("/risk/{}", head.id)).here(cx.t("risk-assess"))
}

/// The other methods that hold today: a risk of an analysis is assessed by the analysis' own.
fn other_methods(cx: &Context, head: &Head, chosen: &Method) -> Markup {
    let others = methods().iter().filter(|one| one.holds(cx.today()) && one.key != chosen.key);
    html! {
        p {
            (cx.t("risk-assess-other"))
            @for other in others {
                " " a href=(format!("/risk/{}/assess?method={}", head.id, other.key)) {
                    (cx.term("risk-method", &Term(other.key.clone())))
                }
            }
        }
    }
}

fn form(cx: &Context, head: &Head, risk: &Risk, method: &Method) -> Markup {
    let id = head.id;
    html! {
        form.form method="post" action=(format!("/risk/{id}/assess")) {
            input type="hidden" name="_revision" value=(head.revision);
            input type="hidden" name="_base" value=(head.revision);
            input type="hidden" name="method" value=(method.key);
            p { (cx.t("risk-method")) ": " strong { (cx.term("risk-method", &Term(method.key.clone()))) } }
            (asked(cx, risk, method, Moment::Current))
            @for moment in [Moment::Inherent, Moment::Target] {
                details.fold open[risk.likely(moment).or(risk.worst(moment)).is_some()] {
                    summary { (cx.t(&format!("risks-when-{}", moment.key()))) }
                    (asked(cx, risk, method, moment))
                }
            }
            (ending(cx, risk, id))
        }
    }
}

/// The questions of one moment: how likely, how bad in each area, how hard to detect.
fn asked(cx: &Context, risk: &Risk, method: &Method, moment: Moment) -> Markup {
    let [first, second] = axes(method);
    let key = moment.key();
    let grades = |grade: &Grade| {
        let (label, means) = (grade.label(cx.language), grade.means(cx.language));
        if means.is_empty() { label.to_owned() } else { format!("{label}: {means}") }
    };
    let consequence = |area: &Area, value: i64, grade: &Grade| {
        let means = area.means(cx.language, value).unwrap_or_default();
        format!("{}: {means}", grade.label(cx.language)).trim_end_matches([':', ' ']).to_owned()
    };
    html! {
        fieldset.ds-fieldset.panel {
            legend { (cx.t(&format!("risks-when-{key}"))) }
            p.help { (cx.t(&format!("risk-assess-{key}"))) }
            (choice((&format!("likelihood-{key}"), &cx.t(first)), (risk.likely(moment), &cx.t("risk-assess-choose")),
                method.likelihood.iter().map(grades)))
            @for area in &method.areas {
                @let chosen = risk.consequences.iter().find(|row| row.area.0 == area.area).and_then(|row| row.at(moment));
                @let label = format!("{}, {}", cx.t(second), cx.term("consequence-area", &Term(area.area.clone())).to_lowercase());
                (choice((&format!("{}-{key}", area.area), &label), (chosen, &cx.t("risk-assess-not")),
                    (1i64..).zip(&method.consequence).map(|(value, grade)| consequence(area, value, grade))))
            }
            @if method.has_detection() {
                (choice((&format!("detection-{key}"), &cx.t("risks-detection")), (risk.hidden(moment), &cx.t("risk-assess-choose")),
                    method.detection.iter().map(grades)))
            }
        }
    }
}

/// A choice among steps; `none` is what stands there where none is chosen.
fn choice(
    (name, label): (&str, &str),
    (chosen, none): (Option<i64>, &str),
    steps: impl Iterator<Item = String>,
) -> Markup {
    html! {
        div.ds-field {
            label for=(name) { (label) }
            select.ds-input id=(name) name=(name) {
                option value="" { (none) }
                @for (value, words) in (1i64..).zip(steps) {
                    option value=(value) selected[chosen == Some(value)] { (value) " – " (words) }
                }
            }
        }
    }
}

fn ending(cx: &Context, risk: &Risk, id: Id) -> Markup {
    let motive = risk.motive.as_ref().map(|text| text.0.as_str()).unwrap_or_default();
    html! {
        div.ds-field {
            (ui::label(cx, "risk-motive", "motive", risk.description.is_some()))
            textarea.ds-input id="motive" name="motive" rows="4" { (motive) }
        }
        div.ds-field {
            (ui::label(cx, "risk-review_by", "review_by", true))
            input.ds-input type="date" id="review_by" name="review_by" value=[risk.review_by];
        }
        @if risk.state == State::Identified {
            p { label.choice { input type="checkbox" name="assessed" value="1" checked; " " (cx.t("risk-assess-whole")) } }
        }
        div.form-actions {
            button.ds-button type="submit" { (cx.t("risk-assess-save")) }
            (ui::link_button(&format!("/risk/{id}"), "tertiary", None, &cx.t("risk-assess-back")))
        }
    }
}
