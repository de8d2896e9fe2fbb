//! The safeguards that a system's class demands, how it stands with each, and the measures for those that are not there
//! (CLS-08).

use maud::{Markup, html};
use stadga_measures::Measure;
use stadga_model::{Head, Record as _};
use stadga_web::{Context, ui};
use std::collections::BTreeMap;

use super::{
    super::{aspect, level, may_create},
    Matter,
};
use crate::{
    SystemProtection,
    safeguards::{SAFEGUARDS, Safeguard},
    system_protection::KeptState,
};

/// What was sent: names and values.
pub(super) type Sent = BTreeMap<String, String>;

/// What the form shows: how it stands, or what was sent and could not be kept.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    kept: Option<&'a SystemProtection>,
    sent: Option<&'a Sent>,
}

impl<'a> Shown<'a> {
    /// How it stands.
    pub fn of(matter: &'a Matter<'_>) -> Self {
        Self { kept: matter.kept().map(|(_, all)| all), sent: None }
    }

    /// What was sent.
    pub fn sent(matter: &'a Matter<'_>, sent: &'a Sent) -> Self {
        Self { sent: Some(sent), ..Self::of(matter) }
    }

    /// The state of a safeguard, where somebody has said.
    fn state(self, key: &str) -> Option<KeptState> {
        match self.sent {
            Some(sent) => sent.get(&format!("state.{key}")).and_then(|text| KeptState::of(text)),
            None => self.kept.and_then(|all| all.kept(key)).map(|row| row.state),
        }
    }

    /// How it is done, or why it is not needed.
    fn how(self, key: &str) -> Option<&'a str> {
        match self.sent {
            Some(sent) => sent.get(&format!("how.{key}")).map(String::as_str),
            None => self.kept.and_then(|all| all.kept(key)).and_then(|row| row.how.as_deref()),
        }
    }

    /// The measure that a safeguard is bound to, with those that were raised for others.
    fn measure<'m>(self, key: &str, all: &'m [(Head, Measure)]) -> Option<&'m (Head, Measure)> {
        let bound = self.kept?.kept(key)?.measure?;
        all.iter().find(|(head, _)| head.id.cast() == bound)
    }
}

/// The panel: one form that says how it stands with all of them, and raises measures at once where one asks for it.
pub(super) fn panel(matter: &Matter<'_>, measures: &[(Head, Measure)], shown: Shown<'_>) -> Markup {
    let cx = matter.cx;
    let demanded = matter.demanded();
    let said = demanded.iter().filter(|one| shown.state(&one.key).is_some()).count();
    let counts = [("said", &*said.to_string()), ("all", &*demanded.len().to_string())];
    let body = html! {
        @if matter.class().is_unknown() { p { (cx.t("class-safeguards-unknown")) } }
        @else if demanded.is_empty() { p { (cx.t("class-safeguards-none")) } }
        @else if matter.is_withheld() { p { (cx.t("value-withheld")) } }
        @else {
            p { (cx.t("class-safeguards-lead")) " " strong { (cx.t_with("class-safeguards-said", &counts)) } }
            form method="post" action=(matter.address()) {
                (table(matter, &demanded, measures, shown))
                @if matter.may() { (ends(matter, shown, said < demanded.len())) }
            }
        }
    };
    ui::panel("class-safeguards", &cx.t("class-safeguards"), &body)
}

/// The end of the form: what holds for those that nothing is said of, and what is done.
fn ends(matter: &Matter<'_>, shown: Shown<'_>, has_rest: bool) -> Markup {
    let cx = matter.cx;
    let raises = may_create(cx, Measure::KIND);
    let rest = shown.sent.and_then(|sent| sent.get("rest")).and_then(|text| KeptState::of(text));
    html! {
        @if has_rest {
            div.ds-field {
                (ui::label(cx, "class-safeguards-rest", "rest", true))
                select.ds-input id="rest" name="rest" aria-describedby="rest-help" {
                    (states(cx, &[KeptState::There, KeptState::Missing], rest))
                }
            }
        }
        @if raises { p.help { (cx.t("class-measures-why")) } }
        div.actions {
            button.ds-button type="submit" name="act" value="save" { (cx.t("class-safeguards-save")) } " "
            @if raises {
                button.ds-button type="submit" name="act" value="raise" data-variant="secondary" {
                    (cx.t("class-measures-make"))
                }
            }
        }
    }
}

fn table(
    matter: &Matter<'_>,
    demanded: &[&Safeguard],
    measures: &[(Head, Measure)],
    shown: Shown<'_>,
) -> Markup {
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
        let because = level(cx, &matter.register.levels, matter.register.levels.rank(&one.from()));
        vec![
            html! { (cx.term(SAFEGUARDS, &one.term())) " " span.muted.nowrap { (one.iso.join(", ")) } },
            html! { (aspect(cx, one.aspect())) " " (because) },
            state(matter, one, shown.state(&one.key)),
            how(matter, one, shown.how(&one.key)),
            html! {
                @match shown.measure(&one.key, measures) {
                    Some((head, measure)) => {
                        (ui::link(Measure::KIND, head.id, &measure.title)) " "
                        @if measure.state.has_ended() { span.muted { (cx.t("class-measure-ended")) } }
                    }
                    None => { span.muted { "–" } }
                }
            },
        ]
    };
    let rows: Vec<_> = demanded.iter().map(row).collect();
    html! {
        (ui::table(&cx.t("class-safeguards"), &columns, &rows))
        (others(matter, demanded, measures, shown))
    }
}

/// The measures that were raised here and are bound to no safeguard in the table: by hand, or before safeguards were bound.
fn others(
    matter: &Matter<'_>,
    demanded: &[&Safeguard],
    measures: &[(Head, Measure)],
    shown: Shown<'_>,
) -> Markup {
    let cx = matter.cx;
    let bound = |head: &Head| {
        let mut all = demanded.iter().filter_map(|one| shown.measure(&one.key, measures));
        all.any(|(other, _)| other.id == head.id)
    };
    let left: Vec<_> = measures.iter().filter(|(head, _)| !bound(head)).collect();
    html! {
        @if !left.is_empty() {
            p { (cx.t("class-measures-others")) }
            ul { @for (head, measure) in left { li { (ui::link(Measure::KIND, head.id, &measure.title)) } } }
        }
    }
}

fn word(cx: &Context, state: KeptState) -> String {
    cx.t(&format!("system-protection-safeguards-state-is-{}", state.key()))
}

fn tone(state: KeptState) -> &'static str {
    match state {
        KeptState::There => "good",
        KeptState::Partly => "part",
        KeptState::Missing => "bad",
        KeptState::NotNeeded => "none",
    }
}

/// The states to choose from, and that nobody has said.
fn states(cx: &Context, all: &[KeptState], chosen: Option<KeptState>) -> Markup {
    html! {
        option value="" { (cx.t("class-unsaid-state")) }
        @for state in all {
            option value=(state.key()) selected[chosen == Some(*state)] { (word(cx, *state)) }
        }
    }
}

fn state(matter: &Matter<'_>, one: &Safeguard, chosen: Option<KeptState>) -> Markup {
    let cx = matter.cx;
    let name = format!("state.{}", one.key);
    let label = format!("{}: {}", cx.t("class-col-state"), cx.term(SAFEGUARDS, &one.term()));
    html! {
        @if matter.may() {
            select.ds-input id=(name) name=(name) aria-label=(label) {
                (states(cx, &KeptState::ALL, chosen))
            }
        } @else {
            @match chosen {
                Some(state) => { (ui::badge(tone(state), &word(cx, state))) }
                None => { (ui::badge("none", &cx.t("class-unsaid-state"))) }
            }
        }
    }
}

fn how(matter: &Matter<'_>, one: &Safeguard, value: Option<&str>) -> Markup {
    let cx = matter.cx;
    let label = format!("{}: {}", cx.t("class-col-how"), cx.term(SAFEGUARDS, &one.term()));
    html! {
        @if matter.may() {
            input.ds-input type="text" name=(format!("how.{}", one.key)) aria-label=(label) maxlength="300" value=[value];
        } @else { (value.unwrap_or("–")) }
    }
}
