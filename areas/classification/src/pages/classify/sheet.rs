//! A page of four questions, with examples, what was answered before and what like information has (CLS-12).

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::Refusal;
use stadga_web::{Context, ui};

use super::{
    super::{aspect, fault, level},
    Fault, Matter,
    answers::Answers,
};
use crate::{
    questions::{self, Question, Sheet},
    register::Entry,
    suggest,
};

/// Shows a page.
///
/// # Errors
/// Not found, where there is no such page.
pub(super) fn show(
    matter: &Matter<'_>,
    place: usize,
    answers: &Answers,
    faults: &[Fault],
) -> Result<Response, Refusal> {
    let cx = matter.cx;
    let entry = matter.entry()?;
    let sheets = questions::sheets();
    let sheet = sheets.get(place).ok_or(Refusal::NotFound)?;
    let of = sheets.len() + 1;
    let lead = cx.t_with("class-step", &[("n", &(place + 1).to_string()), ("of", &of.to_string())]);
    let asked = sheet.questions();
    Ok(matter.page(&lead).show(html! {
        h2 { (aspect(cx, sheet.aspect())) }
        p.lead { (sheet.lead(cx.language)) }
        @if place == 0 { p.muted { (cx.t("class-how")) } }
        @if sheet.optional { p.muted { (cx.t("class-optional")) } }
        (problems(cx, &asked, faults))
        (help(matter, entry, sheet))
        form.form method="post" action=(matter.address()) {
            input type="hidden" name="step" value=(place);
            @for (key, value) in answers.others(Some(place)) { input type="hidden" name=(key) value=(value); }
            @for question in &asked { (ask(matter, entry, question, answers)) }
            div.actions {
                button.ds-button type="submit" name="act" value="next" { (cx.t("class-next")) } " "
                @if place > 0 {
                    button.ds-button type="submit" name="act" value="back" data-variant="secondary" formnovalidate { (cx.t("class-back")) } " "
                }
                (ui::link_button(&format!("/information-object/{}", matter.id), "tertiary", None, &cx.t("class-cancel")))
            }
        }
    }))
}

fn problems(cx: &Context, asked: &[Question], faults: &[Fault]) -> Markup {
    let open = |fault: &Fault| match fault {
        Fault::Open(key) => asked.iter().find(|question| question.key == *key),
        Fault::Unsaid(_) | Fault::Said(_) => None,
    };
    let open = faults.iter().filter_map(open);
    let told =
        |question: &Question| fault(question.key.as_str(), question.label(cx.language).to_owned());
    let open: Vec<_> = open.map(told).collect();
    html! { @if !open.is_empty() { (ui::error_summary(&cx.t("class-unanswered"), &open)) } }
}

/// What may help: what is known of the information, and what like information has.
fn help(matter: &Matter<'_>, entry: &Entry, sheet: &Sheet) -> Markup {
    let (cx, levels) = (matter.cx, &matter.register.levels);
    let hints = suggest::hints(&entry.info, sheet.aspect(), levels);
    let known = matter.register.known();
    let like = suggest::neighbours((entry.id(), &entry.info), &known, sheet.aspect());
    let earlier = entry.current.as_ref().and_then(|_| entry.class.get(sheet.aspect()));
    html! {
        @if !(hints.is_empty() && like.is_empty() && earlier.is_none()) {
            (ui::panel("class-help", &cx.t("class-help"), &html! {
                ul {
                    @if earlier.is_some() {
                        li { (cx.t_with("class-earlier", &[("level", &level(cx, levels, earlier))])) }
                    }
                    @for (flag, rank) in hints {
                        li { (cx.t_with(&format!("class-hint-{flag}"), &[("level", &level(cx, levels, Some(rank)))])) }
                    }
                    @for one in like {
                        @if let Some(other) = matter.register.get(one.id) {
                            li {
                                (crate::systems::link(other)) ": " strong { (level(cx, levels, Some(one.rank))) } " "
                                span.muted { (cx.t(&format!("class-like-{}", one.likeness.key()))) }
                            }
                        }
                    }
                }
            }))
        }
    }
}

fn ask(matter: &Matter<'_>, entry: &Entry, question: &Question, answers: &Answers) -> Markup {
    let (cx, levels) = (matter.cx, &matter.register.levels);
    let before = suggest::before(entry.current.as_ref().map(|(_, one)| one), &question.key);
    // What was answered before is chosen at once; it is one's own answer, told as such.
    let chosen = answers.level(&question.key).or(before);
    let [care, admin] = question.examples(cx.language);
    html! {
        fieldset.ds-fieldset.panel id=(question.key) {
            legend { (question.area.label(cx.language)) ": " (question.label(cx.language)) }
            p.help { (cx.t("class-example")) " " (care) " " (admin) }
            @for answer in &question.area.answers {
                @let rank = levels.rank(&answer.level.as_str().into());
                label.choice {
                    input type="radio" name=(question.key) value=(answer.level)
                        checked[chosen.is_some_and(|level| level.0 == answer.level)];
                    span {
                        strong { (level(cx, levels, rank)) } " – " (answer.label(cx.language))
                        @if before.is_some_and(|level| level.0 == answer.level) { " " span.muted { (cx.t("class-before")) } }
                    }
                }
            }
        }
    }
}
