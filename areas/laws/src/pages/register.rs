//! The register of laws as of a day: what holds, what is coming, what has ended, who sees to it, how sure it is (NIS-01, NIS-02).

use std::collections::BTreeMap;

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_documents::ComingLaw;
use stadga_model::{Date, Head, Id, Record as _, Refusal};
use stadga_web::{
    Context, Problem,
    chapter::Scope,
    ui::{self, Column, Titles},
};

use super::{REGISTER, SHIPPED, behind_address, called, day, day_field, may_create, tabs_of};
use crate::{Law, LawRequirement, counted::laws, law::Standing};

/// What is asked: the day, today when it is not said; and what is shown.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    on: String,
    #[serde(default)]
    show: String,
}

impl Asked {
    fn day(&self, cx: &Context) -> Date {
        self.on.parse().unwrap_or_else(|_| cx.today())
    }

    fn shows(&self, standing: Standing) -> bool {
        match self.show.as_str() {
            "all" => true,
            "ended" => standing == Standing::Ended,
            _ => standing != Standing::Ended,
        }
    }
}

/// What can be shown.
const SHOWN: [&str; 3] = ["holding", "ended", "all"];

/// All laws with what they ask and what came after them.
pub(crate) struct Register {
    pub laws: Vec<(Head, Law)>,
    pub requirements: BTreeMap<Id<Law>, Vec<(Head, LawRequirement)>>,
    /// What came instead of a law.
    pub newer: BTreeMap<Id<Law>, Vec<usize>>,
}

impl Register {
    /// The register as the reader sees it.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(cx: &Context) -> Result<Self, Refusal> {
        let mut laws = cx.every::<Law>().await?;
        laws.sort_by_key(|(head, law)| called(head, "title", &law.title).to_lowercase());
        let mut requirements = BTreeMap::<_, Vec<_>>::new();
        for (head, one) in cx.every::<LawRequirement>().await? {
            requirements.entry(one.law).or_default().push((head, one));
        }
        let mut newer = BTreeMap::<_, Vec<_>>::new();
        for (at, (_, law)) in laws.iter().enumerate() {
            for old in &law.replaces {
                newer.entry(*old).or_default().push(at);
            }
        }
        Ok(Self { laws, requirements, newer })
    }

    /// The requirements of a law.
    pub fn requirements(&self, law: Id) -> &[(Head, LawRequirement)] {
        self.requirements.get(&law.cast()).map_or(&[], Vec::as_slice)
    }

    /// The requirements that hold on a day and that nobody sees to, as far as the reader may know.
    pub fn unkept(&self, on: Date) -> impl Iterator<Item = &(Head, LawRequirement)> {
        self.laws.iter().flat_map(move |(head, law)| {
            let own = self.requirements(head.id).iter();
            own.filter(move |one| is_unkept(one, law, on))
        })
    }
}

/// Whether a requirement holds that nobody sees to; who does may be withheld, and then nothing is told.
pub(super) fn is_unkept((head, one): &(Head, LawRequirement), law: &Law, on: Date) -> bool {
    let told = !head.withholds("owner") && !head.withholds("role");
    told && one.holds(law, on) && !one.is_kept()
}

/// GET /laws
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let register = Register::of(&cx).await?;
    let on = asked.day(&cx);
    let linked = register.laws.iter().flat_map(|(_, law)| {
        let authorities = law.supervision.iter().map(|row| row.authority.cast());
        authorities.chain(law.owner.map(Id::cast)).collect::<Vec<Id>>()
    });
    let titles = Titles::of(&cx, linked).await?;
    let page = cx.page(cx.t("laws-title")).lead(cx.t("laws-lead")).actions(actions(&cx));
    Ok(page.tabs(tabs_of(&cx, REGISTER)).show(html! {
        (form(&cx, &asked))
        @if register.laws.is_empty() { (ui::empty(&cx.t("laws-none"), &cx.t("laws-none.do"))) } @else {
            (tiles(&cx, &register, on))
            (tables(&cx, &register, &titles, &asked))
            (unkept(&cx, &register, on))
            (coming(&cx, &register).await?)
        }
    }))
}

fn actions(cx: &Context) -> Markup {
    html! {
        @if may_create(cx, Law::KIND) {
            (ui::link_button(SHIPPED, "secondary", None, &cx.t("laws-take"))) " "
            (ui::link_button("/law/new", "tertiary", Some("plus"), &cx.t("law-new")))
        }
    }
}

fn form(cx: &Context, asked: &Asked) -> Markup {
    html! {
        form.filters method="get" action=(REGISTER) {
            (day_field(cx, "on", "laws-day", asked.day(cx)))
            div.ds-field {
                label for="show" { (cx.t("laws-show")) }
                select.ds-input id="show" name="show" {
                    @for shown in SHOWN {
                        option value=(shown) selected[asked.show == shown] { (cx.t(&format!("laws-show-{shown}"))) }
                    }
                }
            }
            div.actions {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("laws-do")) }
            }
        }
    }
}

fn tiles(cx: &Context, register: &Register, on: Date) -> Markup {
    let count =
        |standing| register.laws.iter().filter(|(_, law)| law.standing(on) == standing).count();
    let unkept = register.unkept(on).count();
    let all = Scope { units: None, since: on };
    let unsure = laws(register, &all, on, "unsure").count();
    html! {
        ul.tiles {
            li { a href=(format!("{REGISTER}?on={on}")) { b { (count(Standing::InForce)) } span { (cx.t("laws-many-in-force")) } } }
            li { b { (count(Standing::Coming)) } span { (cx.t("laws-many-coming")) } }
            li { a href=(format!("{REGISTER}?on={on}&show=ended")) { b { (count(Standing::Ended)) } span { (cx.t("laws-many-ended")) } } }
            li.late[unkept > 0] {
                a href="#unkept" { b { (unkept) } span { (cx.t("laws-many-unkept")) } }
            }
            li { a href=(behind_address("unsure", &all)) { b { (unsure) } span { (cx.t("laws-many-unsure")) } } }
        }
    }
}

/// A table for each field of law, in the scale's order.
fn tables(cx: &Context, register: &Register, titles: &Titles, asked: &Asked) -> Markup {
    let on = asked.day(cx);
    let steps = cx.app.store.scales().get("law-subject").into_iter().flat_map(|scale| &scale.steps);
    let groups: Vec<(String, Vec<Vec<Markup>>)> = steps
        .map(|step| {
            let here = register.laws.iter().filter(|(_, law)| law.subject.0 == step.key);
            let shown = here.filter(|(_, law)| asked.shows(law.standing(on)));
            let rows = shown.map(|one| row(cx, register, titles, one, on)).collect();
            (step.label(cx.language).to_owned(), rows)
        })
        .collect();
    let columns = [
        Column::text(cx.heading("law")),
        Column::text(cx.t("laws-standing")),
        Column::text(cx.t("law-supervision")),
        Column::text(cx.t("law-owner")),
        Column::number(cx.t("laws-requirements")),
        Column::text(cx.t("laws-sure")),
    ];
    html! {
        @if groups.iter().all(|(_, rows)| rows.is_empty()) { p { (cx.t("laws-none-shown")) } }
        @for (name, rows) in &groups {
            @if !rows.is_empty() { (ui::table(name, &columns, rows)) }
        }
    }
}

fn row(
    cx: &Context,
    register: &Register,
    titles: &Titles,
    (head, law): &(Head, Law),
    on: Date,
) -> Vec<Markup> {
    let own = register.requirements(head.id);
    let unkept = own.iter().filter(|one| is_unkept(one, law, on)).count();
    let newer = register.newer.get(&head.id.cast()).into_iter().flatten();
    let newer: Vec<&(Head, Law)> = newer.filter_map(|at| register.laws.get(*at)).collect();
    vec![
        html! {
            (ui::link(Law::KIND, head.id, called(head, "title", &law.title))) " "
            span.muted.nowrap { (law.designation) @if let Some(short) = &law.short { " · " (short) } }
        },
        html! {
            (standing_badge(cx, law.standing(on)))
            p.muted { (since(cx, law)) }
            @for (head, law) in newer { p { (cx.t("laws-replaced-by")) " " (ui::link(Law::KIND, head.id, &law.called())) } }
        },
        html! {
            @if law.supervision.is_empty() { span.muted { "–" } } @else {
                ul { @for row in &law.supervision {
                    li {
                        (titles.short_link(cx, row.authority.cast()))
                        @if let Some(sector) = &row.sector { " " span.muted { (cx.term("law-sector", sector)) } }
                    }
                } }
            }
        },
        html! { @match law.owner { Some(owner) => { (titles.short_link(cx, owner.cast())) } None => { span.muted { "–" } } } },
        html! {
            a href=(format!("/law-requirement?law={}", head.id)) { (own.len()) }
            @if unkept > 0 { p { (ui::badge("part", &cx.t_with("laws-unkept", &[("n", &unkept.to_string())]))) } }
        },
        sure(cx, law.grade.as_ref(), law.is_unsure()),
    ]
}

/// From when to when a law holds, as far as it is known.
fn since(cx: &Context, law: &Law) -> Markup {
    html! {
        @if law.in_force.is_some() { (cx.t("laws-from")) " " (day(law.in_force)) " " }
        @if law.ended.is_some() { (cx.t("laws-until")) " " (day(law.ended)) }
    }
}

/// How a law stands, as a sign.
pub(super) fn standing_badge(cx: &Context, standing: Standing) -> Markup {
    let tone = match standing {
        Standing::InForce => "good",
        Standing::Coming => "info",
        Standing::Unknown => "part",
        Standing::Ended => "none",
    };
    ui::badge(tone, &cx.t(&format!("laws-is-{}", standing.key())))
}

/// How sure a fact is, and whether it is to be held against the text.
pub(super) fn sure(cx: &Context, grade: Option<&stadga_model::Term>, unsure: bool) -> Markup {
    let scale = cx.app.store.scales().get("fact-grade");
    let step = grade.and_then(|grade| scale.and_then(|scale| scale.step(&grade.0)));
    html! {
        @match step { Some(step) => { (ui::step_badge(cx, step)) } None => { span.muted { "–" } } }
        @if unsure { " " (ui::badge("part", &cx.t("laws-verify"))) }
    }
}

/// The requirements that hold and that nobody sees to: what the figures of reports lead to (NIS-01).
fn unkept(cx: &Context, register: &Register, on: Date) -> Markup {
    let names: BTreeMap<Id<Law>, (&Head, &Law)> =
        register.laws.iter().map(|(head, law)| (head.id.cast(), (head, law))).collect();
    let row = |(head, one): &(Head, LawRequirement)| {
        let law = names.get(&one.law);
        vec![
            ui::link(LawRequirement::KIND, head.id, called(head, "title", &one.title)),
            html! { (one.paragraph.as_deref().unwrap_or("–")) },
            html! { @if let Some((head, law)) = law { (ui::link(Law::KIND, head.id, called(head, "title", &law.called()))) } },
        ]
    };
    let rows: Vec<_> = register.unkept(on).map(row).collect();
    let columns = [
        Column::text(cx.heading("law-requirement")),
        Column::text(cx.t("law-requirement-paragraph")),
        Column::text(cx.heading("law")),
    ];
    html! {
        @if !rows.is_empty() {
            div id="unkept" { (ui::table(&cx.t("laws-unkept-title"), &columns, &rows)) }
        }
    }
}

/// The laws that are still being made, from the register of governing documents, and those that hold by now and that nobody has
/// entered here (NIS-08).
async fn coming(cx: &Context, register: &Register) -> Result<Markup, Refusal> {
    let mut coming = cx.every::<ComingLaw>().await?;
    let holds = |law: &ComingLaw| law.in_force.is_some_and(|day| day <= cx.today());
    let entered =
        |id: Id| register.laws.iter().any(|(_, law)| law.coming.map(Id::cast) == Some(id));
    coming.retain(|(head, law)| !holds(law) || !entered(head.id));
    coming.sort_by_key(|(_, law)| (law.in_force.is_none(), law.in_force));
    let columns = [
        Column::text(cx.heading("coming-law")),
        Column::text(cx.t("coming-law-status")),
        Column::text(cx.t("coming-law-in_force")),
        Column::text(cx.t("laws-touches")),
    ];
    let row = |(head, law): &(Head, ComingLaw)| {
        let touched = format!("{}?coming={}", super::TOUCHED, head.id);
        vec![
            html! {
                (ui::link(ComingLaw::KIND, head.id, called(head, "title", &law.title)))
                @if holds(law) { " " (ui::badge("bad", &cx.t("laws-coming-missed"))) }
            },
            html! { (cx.term("law-status", &law.status)) },
            day(law.in_force),
            html! { a href=(touched) { (cx.t("laws-touches-see")) } },
        ]
    };
    let rows: Vec<_> = coming.iter().map(row).collect();
    Ok(html! { @if !rows.is_empty() { (ui::table(&cx.t("laws-coming"), &columns, &rows)) } })
}
