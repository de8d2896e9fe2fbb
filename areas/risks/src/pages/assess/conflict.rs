//! Two judged the same risk: both assessments beside each other, a choice for each value, and nothing lost (RSK-04).

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use maud::{Markup, html};
use stadga_model::{Head, Term};
use stadga_web::{Context, ui};

use super::{
    crumbs,
    sent::{KEEP, Sent, differing, written},
};
use crate::{
    Risk,
    method::{Grade, Moment},
    pages::{
        matrix::{axes, word},
        parts::level_badge,
    },
};

/// The assessment that the form was made from, the writer's own, and what is saved now.
pub(super) struct Versions<'a> {
    pub base: &'a Risk,
    pub mine: &'a Risk,
    pub theirs: &'a Risk,
}

impl Versions<'_> {
    /// Whether the other has changed something of the assessment, too.
    pub fn clash(&self) -> bool {
        !differing(self.base, self.theirs).is_empty()
    }

    fn all(&self) -> [&Risk; 3] {
        [self.base, self.theirs, self.mine]
    }
}

/// The page that shows both; `sent` is what was written, `head` that of what is saved now.
pub(super) fn page(
    cx: &Context,
    head: &Head,
    (versions, sent): (&Versions<'_>, &Sent),
) -> Response {
    let values = [("number", head.number.as_str()), ("at", &ui::format::moment(head.at))];
    let page = crumbs(cx, cx.page(cx.t("conflict")), head);
    let body = html! {
        (ui::alert("warning", &html! {
            p { (cx.t_with("conflict.what", &values)) }
            p { (cx.t("conflict.do")) }
        }))
        form.conflict method="post" action=(format!("/risk/{}/assess", head.id)) {
            (hidden(head, versions.mine, sent))
            (table(cx, versions))
            div.form-actions {
                button.ds-button type="submit" { (cx.t("conflict-save")) }
                (ui::link_button(&format!("/risk/{}", head.id), "tertiary", None, &cx.t("conflict-drop")))
            }
        }
    };
    (StatusCode::CONFLICT, page.show(body)).into_response()
}

/// All that was written, to be sent again with the choices. The revision is now the one that was just looked at.
fn hidden(head: &Head, mine: &Risk, sent: &Sent) -> Markup {
    let base = sent.get("_base").or_else(|| sent.get("_revision"));
    html! {
        input type="hidden" name="_revision" value=(head.revision);
        @if let Some(base) = base { input type="hidden" name="_base" value=(base); }
        @if sent.contains_key("assessed") { input type="hidden" name="assessed" value="1"; }
        @for (name, value) in written(mine) { input type="hidden" name=(name) value=(value); }
        // What is empty was left empty, or has been emptied.
        @for name in ["motive", "review_by"] {
            @if !written(mine).contains_key(name) { input type="hidden" name=(name) value=""; }
        }
    }
}

fn table(cx: &Context, versions: &Versions<'_>) -> Markup {
    let names = differing(versions.mine, versions.theirs);
    html! {
        div.table-wrap tabindex="0" role="region" aria-label=(cx.t("conflict-versions")) {
            table.ds-table.compare {
                caption { (cx.t("conflict-versions")) }
                thead {
                    tr {
                        th scope="col" { (cx.t("field")) }
                        th scope="col" { (cx.t("conflict-base")) }
                        th scope="col" { (cx.t("conflict-theirs")) }
                        th scope="col" { (cx.t("conflict-mine")) }
                    }
                }
                tbody {
                    @for name in &names { (line(cx, versions, name)) }
                    (levels(cx, versions))
                }
            }
        }
    }
}

/// One value: what only one of the two changed is chosen already; where both did, the writer must.
fn line(cx: &Context, versions: &Versions<'_>, name: &str) -> Markup {
    let label = label(cx, versions.mine, name);
    let value = |risk: &Risk| written(risk).remove(name);
    let [base, theirs, mine] = versions.all().map(value);
    let choice = |which: &str, chosen: bool, risk: &Risk| {
        html! {
            td {
                label {
                    input.ds-input type="radio" name=(format!("{KEEP}{name}")) value=(which) checked[chosen] required;
                    " " span.sr { (label) ": " } (cx.t(&format!("conflict-keep-{which}")))
                }
                div { (shown(cx, risk, name)) }
            }
        }
    };
    html! {
        tr {
            th scope="row" { (label) }
            td { (shown(cx, versions.base, name)) }
            (choice("theirs", mine == base, versions.theirs))
            (choice("mine", theirs == base, versions.mine))
        }
    }
}

/// The level that each would give: what all the choices come to.
fn levels(cx: &Context, versions: &Versions<'_>) -> Markup {
    let told = |risk: &Risk| match risk.level(Moment::Current) {
        Some(level) => level_badge(cx, level),
        None => html! { (cx.t("risks-unassessed")) },
    };
    html! {
        tr {
            th scope="row" { (cx.t("risk-level_current")) }
            @for risk in versions.all() { td { (told(risk)) } }
        }
    }
}

/// What a value of the form is called.
fn label(cx: &Context, risk: &Risk, name: &str) -> String {
    let Some((part, moment)) = of_moment(name) else { return cx.t(&format!("risk-{name}")) };
    let [likelihood, consequence] =
        risk.by().map_or(["risks-likelihood", "risks-consequence"], axes);
    let what = match part {
        "likelihood" => cx.t(likelihood),
        "detection" => cx.t("risks-detection"),
        area => {
            let area = cx.term("consequence-area", &Term::from(area)).to_lowercase();
            format!("{}, {area}", cx.t(consequence))
        }
    };
    let when = cx.t(&format!("risks-when-{}", moment.key())).to_lowercase();
    format!("{what} ({when})")
}

/// The part and the moment of a step's name: `patient-current`.
fn of_moment(name: &str) -> Option<(&str, Moment)> {
    let (part, end) = name.rsplit_once('-')?;
    let moment = Moment::ALL.into_iter().find(|moment| moment.key() == end)?;
    Some((part, moment))
}

/// What stands in a risk under a name of the form, in the words of its own method.
fn shown(cx: &Context, risk: &Risk, name: &str) -> String {
    let said = written(risk).remove(name).unwrap_or_default();
    let Some((part, _)) = of_moment(name) else {
        return if name == "method" { cx.term("risk-method", &Term(said)) } else { said };
    };
    let steps: Option<&[Grade]> = risk.by().map(|by| match part {
        "likelihood" => by.likelihood.as_slice(),
        "detection" => by.detection.as_slice(),
        _ => by.consequence.as_slice(),
    });
    match (steps, said.parse::<i64>()) {
        (Some(steps), Ok(value)) => word(cx, steps, value),
        _ => cx.t("risk-assess-not"),
    }
}
