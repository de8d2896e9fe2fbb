//! The safeguards that a system's class demands: how it stands with each, and measures for those that are not there (CLS-08).

use maud::{Markup, html};
use serde_json::json;
use stadga_measures::Measure;
use stadga_model::{Choice as _, Head, Id, Refusal};
use stadga_web::{Context, ui};
use std::collections::BTreeMap;

use super::{
    super::{aspect, level, may_create},
    Matter,
};
use crate::{
    SystemProtection,
    safeguards::{SAFEGUARDS, Safeguard},
    system_protection::{Kept, KeptState},
};

/// The panel: a form for those who may say how it stands, and one that raises measures.
pub(super) fn panel(matter: &Matter<'_>, measures: &[(Head, Measure)]) -> Markup {
    let cx = matter.cx;
    let demanded = matter.demanded();
    let body = html! {
        @if matter.class().is_unknown() { p { (cx.t("class-safeguards-unknown")) } }
        @else if demanded.is_empty() { p { (cx.t("class-safeguards-none")) } }
        @else if matter.is_withheld() { p { (cx.t("value-withheld")) } }
        @else {
            p { (cx.t("class-safeguards-lead")) }
            form method="post" action=(matter.address()) {
                (table(matter, &demanded, measures))
                @if matter.may() {
                    div.actions { button.ds-button type="submit" { (cx.t("class-safeguards-save")) } }
                }
            }
            (raise(matter, &demanded, measures))
        }
    };
    ui::panel("class-safeguards", &cx.t("class-safeguards"), &body)
}

fn table(matter: &Matter<'_>, demanded: &[&Safeguard], measures: &[(Head, Measure)]) -> Markup {
    let cx = matter.cx;
    let columns = [
        "class-col-safeguard",
        "class-col-because",
        "class-col-state",
        "class-col-how",
        "class-col-measure",
    ];
    let columns = columns.map(|key| ui::Column::text(cx.t(key)));
    let row = |one: &&Safeguard| {
        let kept = matter.kept().and_then(|(_, all)| all.kept(&one.key));
        let because = level(cx, &matter.register.levels, matter.register.levels.rank(&one.from()));
        let title = matter.measure_title(one);
        let measure = measures.iter().find(|(_, measure)| measure.title == title);
        vec![
            html! { (cx.term(SAFEGUARDS, &one.term())) " " span.muted.nowrap { (one.iso.join(", ")) } },
            html! { (aspect(cx, one.aspect())) " " (because) },
            state(matter, one, kept),
            how(matter, one, kept),
            html! {
                @match measure {
                    Some((head, measure)) => { (ui::link("measure", head.id, &measure.title)) }
                    None => { span.muted { "–" } }
                }
            },
        ]
    };
    ui::table(&cx.t("class-safeguards"), &columns, &demanded.iter().map(row).collect::<Vec<_>>())
}

fn word(cx: &Context, state: &str) -> String {
    cx.t(&format!("system-protection-safeguards-state-is-{state}"))
}

fn state(matter: &Matter<'_>, one: &Safeguard, kept: Option<&Kept>) -> Markup {
    let cx = matter.cx;
    let chosen = kept.map(|kept| kept.state.key());
    let name = format!("state.{}", one.key);
    let label = format!("{}: {}", cx.t("class-col-state"), cx.term(SAFEGUARDS, &one.term()));
    html! {
        @if matter.may() {
            select.ds-input name=(name) aria-label=(label) {
                option value="" { (cx.t("class-unsaid-state")) }
                @for value in KeptState::VALUES {
                    option value=(value) selected[chosen == Some(*value)] { (word(cx, value)) }
                }
            }
        } @else {
            @match kept {
                Some(kept) => { (ui::badge(tone(kept.state), &word(cx, kept.state.key()))) }
                None => { (ui::badge("none", &cx.t("class-unsaid-state"))) }
            }
        }
    }
}

fn tone(state: KeptState) -> &'static str {
    match state {
        KeptState::There => "good",
        KeptState::Partly => "part",
        KeptState::Missing => "bad",
        KeptState::NotNeeded => "none",
    }
}

fn how(matter: &Matter<'_>, one: &Safeguard, kept: Option<&Kept>) -> Markup {
    let cx = matter.cx;
    let value = kept.and_then(|kept| kept.how.as_deref());
    let label = format!("{}: {}", cx.t("class-col-how"), cx.term(SAFEGUARDS, &one.term()));
    html! {
        @if matter.may() {
            input.ds-input type="text" name=(format!("how.{}", one.key)) aria-label=(label) maxlength="300" value=[value];
        } @else { (value.unwrap_or("–")) }
    }
}

/// Measures for what is not there and has none.
fn raise(matter: &Matter<'_>, demanded: &[&Safeguard], measures: &[(Head, Measure)]) -> Markup {
    let cx = matter.cx;
    let lacks = |one: &&&Safeguard| {
        let kept = matter.kept().and_then(|(_, all)| all.kept(&one.key));
        let title = matter.measure_title(one);
        kept.is_some_and(|kept| kept.state.lacks())
            && measures.iter().all(|(_, measure)| measure.title != title)
    };
    let lacking: Vec<_> = demanded.iter().filter(lacks).collect();
    html! {
        @if !lacking.is_empty() && may_create(cx, "measure") {
            form.form method="post" action=(format!("{}/measures", matter.address())) {
                fieldset.ds-fieldset {
                    legend { (cx.t("class-measures")) }
                    p.help { (cx.t("class-measures-why")) }
                    @for one in lacking {
                        label.choice {
                            input.ds-input type="checkbox" name="make" value=(one.key) checked;
                            span { (cx.term(SAFEGUARDS, &one.term())) }
                        }
                    }
                }
                div.actions { button.ds-button type="submit" { (cx.t("class-measures-make")) } }
            }
        }
    }
}

/// Takes over what was sent; what is said of safeguards that are not demanded today stays.
pub(super) fn take(
    matter: &Matter<'_>,
    sent: &BTreeMap<String, String>,
    protection: &mut SystemProtection,
) {
    let demanded = matter.demanded();
    protection.safeguards.retain(|row| demanded.iter().all(|one| one.key != row.safeguard.0));
    let given = |name: String| {
        sent.get(&name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let said = demanded.iter().filter_map(|one| {
        let state = given(format!("state.{}", one.key))?;
        let state = serde_json::from_value(json!(state)).ok()?;
        Some(Kept { safeguard: one.term(), state, how: given(format!("how.{}", one.key)) })
    });
    protection.safeguards.extend(said);
    protection.reviewed = Some(matter.cx.today());
}

/// A proposed measure for a safeguard that is not there.
pub(super) fn measure(
    matter: &Matter<'_>,
    one: &Safeguard,
    title: String,
    cause: Id,
) -> Result<Measure, Refusal> {
    let cx = matter.cx;
    let because = level(cx, &matter.register.levels, matter.class().get(one.aspect()));
    let why = cx.t_with(
        "class-measure-why",
        &[("aspect", &aspect(cx, one.aspect())), ("level", &because), ("iso", &one.iso.join(", "))],
    );
    let body = json!({
        "title": title,
        "description": format!("{} {why}", one.demand(cx.language)),
        "causes": [cause],
        "unit": matter.item.unit,
        "owner": matter.item.owner,
        "raised": cx.today(),
    });
    serde_json::from_value(body).map_err(Refusal::broken)
}
