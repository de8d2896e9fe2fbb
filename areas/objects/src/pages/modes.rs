//! How actively an object is to be maintained: five questions, what they suggest, and the steering group's decision.

use axum::{
    extract::{Form, Path},
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_decisions::{Decision, decision::State};
use stadga_model::{Action, Draft, Id, Refusal, Step, Term};
use stadga_store::Batch;
use stadga_web::{
    Context, Problem,
    ui::{self},
};
use std::collections::BTreeMap;

use super::{About, id_of, may_create};
use crate::{mode, object::Answered};

/// GET /object/{id}/mode
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let about = About::of(&cx, id_of(&id)?).await?;
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    if !cx.door.may(Action::Change, &about.head) {
        return Err(Refusal::Denied.into());
    }
    let suggested = mode::suggested(&about.object.criteria, cx.app.store.scales());
    let page = cx
        .page(cx.t_with("mode-page", &[("object", &about.object.name)]))
        .lead(cx.t("mode-lead"))
        .crumb(&about.object.name, format!("/object/{}/overview", about.head.id));
    Ok(page.show(html! {
        @if let Some(suggested) = suggested {
            (ui::alert("info", &html! {
                p { (cx.t_with("mode-suggested", &[("mode", &cx.term("management-mode", &suggested))])) }
            }))
        }
        form.form method="post" action=(format!("/object/{}/mode", about.head.id)) {
            @for step in steps(&cx, "mode-criterion") { (question(&cx, &about, step)) }
            (choice(&cx, &about))
            (decided(&cx, &about))
            div.actions {
                button.ds-button type="submit" { (cx.t("mode-save")) } " "
                (ui::link_button(&format!("/object/{}/overview", about.head.id), "tertiary", None, &cx.t("mode-cancel")))
            }
        }
    }))
}

fn steps<'a>(cx: &'a Context, scale: &str) -> &'a [Step] {
    cx.app.store.scales().get(scale).map(|scale| scale.steps.as_slice()).unwrap_or_default()
}

fn question(cx: &Context, about: &About, step: &Step) -> Markup {
    let answer = about.object.criteria.iter().find(|answer| answer.criterion.0 == step.key);
    let radio = |value: &str, text: &str, chosen: bool| {
        html! {
            label.choice {
                input type="radio" name=(step.key) value=(value) checked[chosen] required;
                " " (cx.t(text))
            }
        }
    };
    let why = format!("{}.why", step.key);
    html! {
        fieldset.ds-fieldset.panel {
            legend { (step.label(cx.language)) }
            (radio("yes", "mode-yes", answer.is_some_and(|answer| answer.applies))) " "
            (radio("no", "mode-no", answer.is_some_and(|answer| !answer.applies)))
            div.ds-field {
                label for=(why) { (cx.t("object-criteria-why")) }
                input.ds-input id=(why) name=(why) value=[answer.and_then(|answer| answer.why.as_deref())];
            }
        }
    }
}

fn choice(cx: &Context, about: &About) -> Markup {
    let chosen = |scale: &str, id: &str, own: Option<&Term>| {
        html! {
            div.ds-field {
                label for=(id) { (cx.t(&format!("object-{id}"))) }
                select.ds-input id=(id) name=(id) {
                    option value="" { (cx.t("outside-choose")) }
                    @for step in steps(cx, scale) {
                        option value=(step.key) selected[own.is_some_and(|own| own.0 == step.key)] { (step.label(cx.language)) }
                    }
                }
            }
        }
    };
    ui::panel(
        "chosen",
        &cx.t("mode-choose"),
        &html! {
            p { (cx.t("mode-choose-why")) }
            (chosen("management-mode", "mode", about.object.mode.as_ref()))
            (chosen("governing-model", "model", about.object.model.as_ref()))
        },
    )
}

fn decided(cx: &Context, about: &About) -> Markup {
    let Some((_, forum)) = about.steering.as_ref().filter(|_| may_create(cx, "decision")) else {
        return Context::nothing();
    };
    ui::panel(
        "decided",
        &cx.t("mode-decision"),
        &html! {
            p { (cx.t_with("mode-decision-why", &[("forum", &forum.name)])) }
            (super::decide::date_and_paragraph(cx, None))
        },
    )
}

/// POST /object/{id}/mode: what was answered is kept, and the decision where there is one.
pub(super) async fn save(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let about = About::of(&cx, id_of(&id)?).await?;
    let mut opened = cx.door.open_as(id_of::<crate::Object>(&id)?).await?;
    let given = |name: &str| sent.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
    let answer = |step: &Step| {
        let said = given(&step.key)?;
        let why = given(&format!("{}.why", step.key)).map(str::to_owned);
        Some(Answered { criterion: Term::from(step.key.as_str()), applies: said == "yes", why })
    };
    opened.body.criteria = steps(&cx, "mode-criterion").iter().filter_map(answer).collect();
    opened.body.mode = given("mode").map(Term::from).or(opened.body.mode);
    opened.body.model = given("model").map(Term::from).or(opened.body.model);
    let mut batch = Batch { reason: cx.t("mode-reason"), ..Batch::default() };
    if let (Some(date), Some((steering, _))) = (given("date"), &about.steering) {
        let decision = Decision {
            date: date.parse().ok(),
            paragraph: given("paragraph").map(str::to_owned),
            outcome: Some(Term::from("approved")),
            state: State::Decided,
            ..super::decide::draft(
                &cx,
                &about,
                steering.id,
                &cx.t_with("mode-page", &[("object", &about.object.name)]),
            )?
        };
        let id: Id<Decision> = Id::new(cx.app.store.now());
        batch.creates.push(Draft::new(id, &decision)?);
        opened.body.mode_decision = Some(id);
    }
    batch.saves.push(opened.erase()?);
    cx.door.write(batch).await?;
    Ok(Redirect::to(&format!("/object/{}/overview?done=saved", about.head.id)).into_response())
}
