//! The control catalogue as those who answer for it see it: what is due, what deviates, what has never been checked (CTL-08).

use axum::{extract::Query, response::Response};
use jiff::ToSpan as _;
use maud::{Markup, html};
use stadga_model::{Date, Head, Id, Refusal, Term};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};
use std::collections::HashMap;

use super::{CONTROLS, day, may_create, part::Part, step, title};
use crate::{Control, ControlCheck, control::State, counted::newest, due, weights::weights};

/// A control with how it stands.
pub(crate) struct Standing {
    /// What is known of the control.
    pub head: Head,
    /// The control.
    pub control: Control,
    /// The newest signed check: its record, level and day.
    pub last: Option<(Head, Option<Term>, Option<Date>)>,
    /// When it is due.
    pub due: Option<Date>,
    /// A check that is planned and not made.
    pub planned: Option<Id>,
}

impl Standing {
    /// Whether it should have been made.
    pub fn is_late(&self, today: Date) -> bool {
        self.due.is_some_and(|due| due < today)
    }

    /// Whether it is due within the days that people are given.
    fn is_coming(&self, today: Date) -> bool {
        let soon = today.saturating_add(weights().days.ahead.days());
        self.due.is_some_and(|due| due >= today && due <= soon)
    }

    /// Whether its newest check deviates.
    pub fn deviates(&self) -> bool {
        let level = self.last.as_ref().and_then(|(_, level, _)| level.as_ref());
        level.is_some_and(|level| weights().deviates(level))
    }
}

/// All controls that are carried out or planned, the soonest due first.
///
/// # Errors
/// Broken.
pub(crate) async fn controls(cx: &Context) -> Result<Vec<Standing>, Refusal> {
    let checks = cx.every::<ControlCheck>().await?;
    let newest = newest(&checks);
    let mut by: HashMap<Id<Control>, Vec<&(Head, ControlCheck)>> = HashMap::new();
    for one in checks.iter().filter(|(head, _)| !head.withholds("control")) {
        by.entry(one.1.control).or_default().push(one);
    }
    let mut all = Vec::new();
    for (head, control) in cx.every::<Control>().await? {
        if control.state == State::Ended {
            continue;
        }
        let own = by.get(&head.id.cast()).map_or(&[][..], Vec::as_slice);
        let due = due::next(&control, own.iter().map(|(_, check)| check));
        let planned =
            own.iter().find(|(_, check)| check.state == crate::control_check::State::Planned);
        let planned = planned.map(|(head, _)| head.id);
        let last = newest.get(&head.id.cast()).map(|(head, check)| {
            let level = check.level.clone().filter(|_| !head.withholds("level"));
            (head.clone(), level, check.signed)
        });
        all.push(Standing { head, control, last, due, planned });
    }
    all.sort_by_key(|one| (one.due.is_none(), one.due, one.head.number.clone()));
    Ok(all)
}

/// GET /controls: all, or the part that a figure counts.
pub(super) async fn show(
    cx: Context,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (mut all, today, part) = (controls(&cx).await?, cx.today(), Part::of(&pairs));
    let total = all.len();
    all.retain(|one| part.covers(one.control.unit));
    let within = all.len();
    let late = all.iter().filter(|one| one.is_late(today)).count();
    let coming = all.iter().filter(|one| one.is_coming(today)).count();
    let deviating = all.iter().filter(|one| one.deviates()).count();
    all.retain(|one| {
        part.shows(&[
            ("late", one.is_late(today)),
            ("coming", one.is_coming(today)),
            ("deviating", one.deviates()),
        ])
    });
    let to = |state: &str| format!("{}#controls", part.address(CONTROLS, state));
    let owners = all.iter().flat_map(|one| {
        let both = [one.control.owner, one.control.it_owner];
        both.into_iter().flatten().map(Id::cast).chain(one.control.unit.map(Id::cast))
    });
    let titles = Titles::of(&cx, owners.collect::<Vec<Id>>()).await?;
    let actions = html! {
        @if may_create(&cx, "control") { (ui::link_button("/control/new", "primary", Some("plus"), &cx.t("control-new"))) }
        (ui::link_button("/control", "secondary", None, &cx.t("catalogue-list")))
    };
    let page =
        cx.page(cx.t("catalogue-controls")).lead(cx.t("catalogue-controls-lead")).actions(actions);
    Ok(page.show(html! {
        @if total == 0 { (ui::empty(&cx.t("catalogue-controls-none"), &cx.t("catalogue-controls-none-do"))) } @else {
            ul.tiles {
                li.late[late > 0] { a href=(to("late")) { b { (late) } span { (cx.t("catalogue-late")) } } }
                li { a href=(to("coming")) { b { (coming) } span { (cx.t("catalogue-coming")) } } }
                li.late[deviating > 0] { a href=(to("deviating")) { b { (deviating) } span { (cx.t("catalogue-deviating")) } } }
                li { a href=(to("")) { b { (within) } span { (cx.t("catalogue-all")) } } }
            }
            div #controls {
                (part.told(&cx, all.len(), total, CONTROLS))
                @if !all.is_empty() { (table(&cx, &all, &titles)) }
            }
        }
    }))
}

fn table(cx: &Context, all: &[Standing], titles: &Titles) -> Markup {
    let columns = [
        "control-title",
        "control-method",
        "catalogue-due",
        "catalogue-level",
        "catalogue-owners",
        "catalogue-do",
    ];
    let columns = columns.map(|key| Column::text(cx.t(key)));
    let rows: Vec<_> = all.iter().map(|one| row(cx, one, titles)).collect();
    ui::table(&cx.t("catalogue-controls"), &columns, &rows)
}

fn row(cx: &Context, one: &Standing, titles: &Titles) -> Vec<Markup> {
    let control = &one.control;
    let owners = [control.owner, control.it_owner];
    let do_it = match one.planned {
        Some(check) => Some((format!("/control-check/{check}/sign"), "catalogue-sign")),
        None if control.state == State::Active => {
            Some((format!("/control/{}/check", one.head.id), "catalogue-check"))
        }
        None => None,
    };
    vec![
        ui::link("control", one.head.id, title(&one.head, "title", &control.title)),
        html! { (cx.term("control-method", &control.method)) ", " (cx.term("control-frequency", &control.frequency).to_lowercase()) },
        html! {
            (day(one.due))
            @if one.is_late(cx.today()) { " " (ui::badge("bad", &cx.t("catalogue-is-late"))) }
        },
        match &one.last {
            Some((head, level, _)) => html! {
                a href=(format!("/control-check/{}", head.id)) { (step(cx, "deviation-level", level.as_ref(), "value-withheld")) }
            },
            None => ui::badge("open", &cx.t("control-never")),
        },
        html! { ul { @for owner in owners.into_iter().flatten() { li { (titles.short_link(cx, owner.cast())) } } } },
        html! {
            @if let Some((href, key)) = do_it.filter(|_| may_create(cx, "control-check")) {
                a href=(href) { (cx.t(key)) span.sr { " " (title(&one.head, "title", &control.title)) } }
            }
        },
    ]
}
