//! The last page: what the answers come to, what it means for those who handle the information, and where the owner knows
//! better (CLS-02, CLS-04, CLS-05).

use axum::response::Response;
use jiff::ToSpan as _;
use maud::{Markup, html};
use stadga_model::{Date, Prose, Refusal, Term};
use stadga_web::{Context, ui};

use super::{
    super::{aspect, fault, handling, level},
    Fault, Matter, Sent,
    answers::Answers,
};
use crate::{
    Classification,
    class::{Aspect, Class},
    classification::{Deviation, State},
    questions,
    standing::METHODS,
};

/// The name of the field for an aspect's level, and of that for why it is another.
fn names(aspect: Aspect) -> (String, String) {
    (format!("level.{}", aspect.key()), format!("why.{}", aspect.key()))
}

fn given<'a>(sent: &'a Sent, name: &str) -> Option<&'a str> {
    sent.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// The class with what the owner has chosen in the place of the answers. What ends a classification is no choice.
fn chosen(matter: &Matter<'_>, answers: &Answers, sent: &Sent) -> Class {
    let (levels, ends) = (&matter.register.levels, matter.register.limits.protective);
    Aspect::ALL.into_iter().fold(answers.class(), |class, aspect| {
        let said = given(sent, &names(aspect).0).and_then(|key| levels.rank(&key.into()));
        match said.filter(|rank| *rank < ends && class.get(aspect).is_some()) {
            Some(rank) => class.with(aspect, Some(rank)),
            None => class,
        }
    })
}

/// What lacks on the page: a reason where another level is chosen.
pub(super) fn faults(matter: &Matter<'_>, answers: &Answers, sent: &Sent) -> Vec<Fault> {
    let (chosen, answered) = (chosen(matter, answers, sent), answers.class());
    let silent = |aspect: &Aspect| {
        chosen.get(*aspect) != answered.get(*aspect) && given(sent, &names(*aspect).1).is_none()
    };
    Aspect::ALL.into_iter().filter(silent).map(Fault::Unsaid).collect()
}

/// The method of today: the newest that holds.
fn method(cx: &Context) -> Term {
    let scale = cx.app.store.scales().get(METHODS);
    let step = scale.and_then(|scale| scale.on(cx.today()).last());
    step.map(|step| Term(step.key.clone())).unwrap_or_default()
}

/// Until when it holds.
fn until(matter: &Matter<'_>) -> Date {
    matter.cx.today().saturating_add(matter.register.limits.years.years())
}

/// The classification as it is kept.
pub(super) fn made(
    matter: &Matter<'_>,
    answers: &Answers,
    sent: &Sent,
    state: State,
) -> Classification {
    let (cx, levels) = (matter.cx, &matter.register.levels);
    let (class, answered) = (chosen(matter, answers, sent), answers.class());
    let term = |aspect| class.get(aspect).and_then(|rank| levels.term(rank));
    let departs = Aspect::ALL.into_iter().filter(|one| class.get(*one) != answered.get(*one));
    let row = |aspect: Aspect| Deviation {
        aspect: aspect.key().into(),
        instead_of: answered.get(aspect).and_then(|rank| levels.term(rank)),
        why: given(sent, &names(aspect).1).unwrap_or_default().to_owned(),
    };
    let (info, name) = match matter.entry() {
        Ok(entry) => (Some(&entry.info), entry.info.name.as_str()),
        Err(_) => (None, ""),
    };
    Classification {
        title: cx.t_with("class-made", &[("name", name)]),
        state,
        information: matter.id,
        confidentiality: term(Aspect::Confidentiality),
        integrity: term(Aspect::Integrity),
        availability: term(Aspect::Availability),
        traceability: term(Aspect::Traceability),
        answers: answers.rows(),
        deviations: departs.map(row).collect(),
        occasion: given(sent, "occasion").map(Prose::from),
        method: method(cx),
        date: cx.today(),
        valid_to: Some(until(matter)),
        decision: None,
        reference: None,
        original: Vec::new(),
        unit: info.and_then(|info| info.unit),
        owner: info.and_then(|info| info.owner),
    }
}

/// Shows what it comes to.
///
/// # Errors
/// Broken.
pub(super) async fn show(
    matter: &Matter<'_>,
    answers: &Answers,
    sent: &Sent,
    faults: &[Fault],
) -> Result<Response, Refusal> {
    let (cx, levels) = (matter.cx, &matter.register.levels);
    let class = chosen(matter, answers, sent);
    let rules = handling::Rules::of(cx).await?;
    let of = (questions::sheets().len() + 1).to_string();
    let lead = cx.t_with("class-step", &[("n", &of), ("of", &of)]);
    Ok(matter.page(&lead).show(html! {
        h2 { (cx.t("class-outcome")) }
        (problems(cx, faults))
        form.form method="post" action=(matter.address()) {
            input type="hidden" name="step" value=(questions::sheets().len());
            input type="hidden" name="once" value=(super::own_id(cx, sent));
            @for (key, value) in answers.others(None) { input type="hidden" name=(key) value=(value); }
            @for one in Aspect::ALL {
                @if answers.class().get(one).is_some() { (choice(matter, one, answers.class(), class, sent)) }
            }
            div.ds-field {
                (ui::label(cx, "class-occasion", "occasion", true))
                input.ds-input type="text" id="occasion" name="occasion" maxlength="500" value=[given(sent, "occasion")];
            }
            p.muted {
                (cx.t_with("class-by-method", &[("method", &cx.term(METHODS, &method(cx))), ("date", &until(matter).to_string())]))
            }
            p { (cx.t(if matter.is_mine() { "class-establish-why" } else { "class-propose-why" })) }
            div.actions {
                button.ds-button type="submit" name="act" value="save" {
                    (cx.t(if matter.is_mine() { "class-establish" } else { "class-propose" }))
                } " "
                button.ds-button type="submit" name="act" value="back" data-variant="secondary" { (cx.t("class-back")) }
            }
        }
        @if let Some(rank) = class.get(Aspect::Confidentiality) {
            (ui::panel("class-means", &cx.t("class-means"), &rules.table(cx, levels, Some(rank))))
        }
    }))
}

/// What is wrong, each with the way to where it is mended: a reason beside its level, all else on the pages before.
fn problems(cx: &Context, faults: &[Fault]) -> Markup {
    let told = |one: &Fault| match one {
        Fault::Open(key) => fault("main", questions::told(key, cx.language).unwrap_or_default()),
        Fault::Unsaid(of) => {
            fault(names(*of).1, cx.t_with("class-unsaid", &[("aspect", &aspect(cx, *of))]))
        }
        Fault::Said(sentence) => fault("main", sentence.clone()),
    };
    let told: Vec<_> = faults.iter().map(told).collect();
    html! { @if !told.is_empty() { (ui::error_summary(&cx.t("class-stopped"), &told)) } }
}

/// An aspect's level: what the answers give, and another one where the owner says why.
fn choice(matter: &Matter<'_>, one: Aspect, answered: Class, class: Class, sent: &Sent) -> Markup {
    let (cx, levels) = (matter.cx, &matter.register.levels);
    let (name, why) = names(one);
    let ends = usize::from(matter.register.limits.protective);
    html! {
        fieldset.ds-fieldset.panel {
            legend { (aspect(cx, one)) ": " (level(cx, levels, class.get(one))) }
            p.help { (cx.t_with("class-answered", &[("level", &level(cx, levels, answered.get(one)))])) }
            details.fold open[class.get(one) != answered.get(one)] {
                summary { (cx.t("class-other")) }
                div.ds-field {
                    label for=(name) { (cx.t("class-other-level")) }
                    select.ds-input id=(name) name=(name) {
                        @for (rank, step) in levels.steps().iter().enumerate().take(ends) {
                            option value=(step.key) selected[class.get(one).map(usize::from) == Some(rank)] {
                                (level(cx, levels, u8::try_from(rank).ok()))
                            }
                        }
                    }
                }
                div.ds-field {
                    label for=(why) { (cx.t("class-other-why")) }
                    input.ds-input type="text" id=(why) name=(why) maxlength="500" value=[given(sent, &why)];
                }
            }
        }
    }
}
