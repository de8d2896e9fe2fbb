//! A finding as a part of the form: not reviewed, accepted, mended, dropped, or made into a record.

use crate::read::Lines;
use maud::{Markup, html};
use stadga_web::{Context, ui};

use super::{
    chosen::Chosen,
    found::{Found, Group, Mend},
};

/// A group of findings; at its end, when all of them have been seen, what is left is accepted in one go.
pub fn section(cx: &Context, at: usize, group: &Group, chosen: &Chosen) -> Markup {
    let id = format!("group-{at}");
    let left = group.found.iter().filter(|found| chosen.takes_unasked(found)).count();
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (cx.t(group.heading)) " " small { (group.found.len()) } }
            ul.found { @for found in &group.found { (item(cx, found, chosen)) } }
            @if left > 1 {
                button.ds-button data-variant="secondary" data-size="sm" name="do" value=(id) {
                    (cx.t("page-read-accept-group")) span.sr { ": " (cx.t(group.heading)) }
                }
            }
        }
    }
}

/// The element's id of a finding.
pub fn anchor(found: &Found) -> String {
    format!("found-{}", found.path.replace('.', "-"))
}

fn item(cx: &Context, found: &Found, chosen: &Chosen) -> Markup {
    let Lines(from, to) = found.lines;
    let key = if from == to { "page-read-line" } else { "page-read-lines" };
    let place = cx.t_with(key, &[("from", &from.to_string()), ("to", &to.to_string())]);
    let made = chosen.is_made(found);
    html! {
        li id=(anchor(found)) tabindex="-1" data-from=(from) data-to=(to) data-unsure[found.asks.is_some() && !made] data-made[made] {
            @if let Some(label) = found.label { p.label { (cx.t(label)) } }
            p { strong { (short(&found.text)) } }
            @for mend in &found.fields { (graded(cx, mend)) }
            @if !found.about.is_empty() { p.muted { (found.about.join(" · ")) } }
            @if found.asks.is_some() && !made { p { (cx.t("page-read-unsure")) } }
            div.row {
                a.where href=(format!("#L{from}")) { (place) span.sr { " " (short(&found.text)) } }
                @if made { (ui::badge("success", &cx.t("page-read-made"))) }
                @else { (verdict(cx, found, chosen)) }
            }
            @if !made { div.mend { @for mend in &found.fields { (field(cx, found, mend, chosen)) } } }
        }
    }
}

/// The grade that the words were mapped to, as a badge beside them.
fn graded(cx: &Context, mend: &Mend) -> Markup {
    let Mend::Term(_, _, scale, Some(key)) = mend else { return Context::nothing() };
    let step = cx.app.store.scales().get(scale).and_then(|scale| scale.step(key));
    html! { @if let Some(step) = step { p { (ui::step_badge(cx, step)) } } }
}

/// Accept, mend or drop, none of them until the user says so; what is asked for is answered or dropped.
fn verdict(cx: &Context, found: &Found, chosen: &Chosen) -> Markup {
    let name = format!("verdict.{}", found.path);
    let choices: &[(&str, &str)] = if found.asks.is_some() {
        &[("mend", "page-read-answer"), ("drop", "page-read-drop")]
    } else {
        &[("accept", "page-read-accept"), ("mend", "page-read-mend"), ("drop", "page-read-drop")]
    };
    html! {
        span.unset { (cx.t("page-read-unset")) }
        fieldset.verdict {
            legend.sr { (short(&found.text)) }
            @for (choice, key) in choices {
                label {
                    input type="radio" name=(name) value=(choice) checked[chosen.verdict(found) == Some(choice)];
                    (cx.t(key))
                }
            }
        }
    }
}

/// A text of more characters than a line shows.
const LONG: usize = 80;

fn field(cx: &Context, found: &Found, mend: &Mend, chosen: &Chosen) -> Markup {
    let (name, key, read) = mend.parts();
    let full = format!("value.{}.{name}", found.path);
    let id = full.replace('.', "-");
    // What was long, or is, has the room for it, also when it has been emptied.
    let is_long = |text: &str| text.chars().count() > LONG;
    let value = chosen.get(&full).map_or_else(|| read.clone(), str::to_owned);
    let long = is_long(&read) || is_long(&value);
    html! {
        div.ds-field {
            label for=(id) { (cx.t(key)) }
            @match mend {
                Mend::Text(..) if long => {
                    textarea.ds-input id=(id) name=(full) rows="4" { "\n" (value) }
                }
                Mend::Text(..) => { input.ds-input type="text" id=(id) name=(full) value=(value); }
                Mend::Date(..) => { input.ds-input type="date" id=(id) name=(full) value=(value); }
                Mend::Term(_, _, scale, _) => { (term(cx, &id, &full, scale, Some(&value))) }
            }
        }
    }
}

/// A choice among a scale's steps in use, none first.
pub fn term(cx: &Context, id: &str, name: &str, scale: &str, value: Option<&str>) -> Markup {
    let scale = cx.app.store.scales().get(scale);
    html! {
        select.ds-input id=(id) name=(name) {
            option value="" { (cx.t("page-read-choose")) }
            @for step in scale.into_iter().flat_map(|scale| scale.on(cx.today())) {
                option value=(step.key) selected[value == Some(step.key.as_str())] { (step.label(cx.language)) }
            }
        }
    }
}

/// As much of a long text as a heading takes.
pub fn short(text: &str) -> String {
    const ENOUGH: usize = 220;
    if text.chars().count() <= ENOUGH {
        return text.to_owned();
    }
    let cut: String = text.chars().take(ENOUGH).collect();
    format!("{}…", cut.trim_end())
}
