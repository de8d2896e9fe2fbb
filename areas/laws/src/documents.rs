//! The state of a programme and of its laws' requirements as PDF and Word: the status for NIS2 (REP-18).

use stadga_model::Refusal;
use stadga_publish::{
    Document,
    document::{
        Block, Cell, Colour, Figure, Table, amount, bullets, cell, column, fact, grade, heading,
        narrow, paragraph,
    },
};
use stadga_web::{Context, published::blank, ui::Titles};

use crate::{
    order::Wait,
    pages::{called, grid, laws_of},
    part::{Alarm, State},
    programmed::{Awaited, Gap, Line, Programmed},
    scope,
};

/// The document.
///
/// # Errors
/// Broken.
pub(crate) async fn status(cx: &Context, one: &Programmed) -> Result<Document, Refusal> {
    let title = called(&one.head, "title", &one.programme.title).to_owned();
    let owners = one.lines.iter().filter_map(|line| line.part.owner.map(stadga_model::Id::cast));
    let titles = Titles::of(cx, owners).await?;
    let mut document = blank(cx, cx.t_with("status-title", &[("programme", &title)])).await?;
    document.reference = Some(one.head.number.clone());
    let state = one.head.state.as_deref().unwrap_or_default();
    document.facts = vec![
        fact(cx.t("law-programme-laws"), laws_of(one)),
        fact(cx.t("law-programme-state"), cx.t(&format!("law-programme-state-is-{state}"))),
    ];
    document.push(paragraph(cx.t("status-lead")));
    document.push(bullets(counts(cx, one)));
    document.push(heading(1, cx.t("programme-alarms")));
    document.push(alarms(cx, one));
    document.push(heading(1, cx.t("programme-parts")));
    let grid = grid(cx, one, false);
    if !grid.columns.is_empty() {
        // The table of parts right below has the same in words: one more with a column for each quarter would not fit a page.
        let figure = Figure { svg: grid.svg(), alt: grid.description, caption: grid.title };
        document.push(Block::Figure(figure));
    }
    document.push(parts(cx, one, &titles));
    if let Some(order) = order(cx, one) {
        document.push(order);
    }
    document.push(heading(1, cx.t("gap-title")));
    document.push(gaps(cx, one));
    document.push(heading(1, cx.t("scope-title")));
    document.push(scopes(cx, one));
    Ok(document)
}

/// How many parts and requirements stand in each way.
fn counts(cx: &Context, one: &Programmed) -> Vec<String> {
    let parts = State::ALL
        .map(|state| (format!("law-programme-part-state-is-{}", state.key()), one.count(state)));
    let gap = |gap: Gap| {
        let found = one.requirements.iter().filter(|(head, own)| one.gap(head, own) == gap);
        (format!("gap-is-{}", gap.key()), found.count())
    };
    let line = |(key, count): (String, usize)| format!("{}: {count}", cx.t(&key));
    let some = |list: Vec<(String, usize)>| -> Vec<String> {
        list.into_iter().filter(|(_, count)| *count > 0).map(line).collect()
    };
    vec![
        format!("{} – {}", cx.t("programme-parts"), some(parts.to_vec()).join(", ")),
        format!("{} – {}", cx.t("gap-title"), some(Gap::ALL.map(gap).to_vec()).join(", ")),
    ]
}

fn alarms(cx: &Context, one: &Programmed) -> Block {
    let (found, unheeded) = (one.alarms(), one.unheeded());
    if found.is_empty() && unheeded.is_empty() {
        return paragraph(cx.t("status-calm"));
    }
    let line = |(line, alarm): &(&Line, Alarm)| {
        let title = called(&line.head, "title", &line.part.title);
        let day = alarm.day().map(|day| format!(" {day}")).unwrap_or_default();
        format!("{title}: {}{day}", cx.t(&format!("alarm-is-{}", alarm.key())))
    };
    let early = |(line, awaited, wait): &(&Line, &Awaited, Wait)| {
        let title = called(&line.head, "title", &line.part.title);
        let other = called(&awaited.head, "title", &awaited.part.title);
        format!("{title}: {} ({other})", cx.t(&format!("wait-is-{}", wait.key())))
    };
    bullets(found.iter().map(line).chain(unheeded.iter().map(early)))
}

/// What the parts wait for; none, where nothing does (NIS-03).
fn order(cx: &Context, one: &Programmed) -> Option<Block> {
    let columns = [
        column(cx.t("law-programme-part-title"), 4),
        column(cx.t("law-programme-part-after"), 4),
        narrow(cx.t("law-programme-part-state")),
    ];
    let waits = one.lines.iter().flat_map(|line| line.awaits.iter().map(move |on| (line, on)));
    let rows: Vec<Vec<Cell>> = waits
        .map(|(line, on)| {
            vec![
                cell(called(&line.head, "title", &line.part.title)),
                cell(called(&on.head, "title", &on.part.title)),
                state(cx, on.part.state),
            ]
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    Some(Table::new(cx.t("programme-order"), columns).row_header().rows(rows).into())
}

fn parts(cx: &Context, one: &Programmed, titles: &Titles) -> Block {
    let columns = [
        column(cx.t("law-programme-part-title"), 5),
        narrow(cx.t("law-programme-part-state")),
        narrow(cx.t("programme-latest")),
        narrow(cx.t("law-programme-part-due")),
        amount(cx.t("programme-measures")),
        // Titles such as "sjukvårdsdirektör" are not divided: a narrower column would let them stand over the edge.
        column(cx.t("law-programme-part-owner"), 4),
    ];
    let row = |line: &Line| {
        let part = &line.part;
        let told = line.alarm.is_some();
        let date = |day: Option<stadga_model::Date>| {
            day.filter(|_| told).map(|day| day.to_string()).unwrap_or_default()
        };
        let latest = part.latest_start().filter(|_| part.state == State::NotStarted);
        let owner = part.owner.map(|owner| titles.text(cx, owner.cast()));
        vec![
            cell(called(&line.head, "title", &part.title)),
            state(cx, part.state),
            cell(date(latest)),
            cell(date(part.due)),
            cell(line.measures.len().to_string()),
            cell(owner.unwrap_or_default()),
        ]
    };
    let rows = one.lines.iter().map(row);
    Table::new(cx.t("programme-parts"), columns).row_header().rows(rows).into()
}

fn state(cx: &Context, state: State) -> Cell {
    let (symbol, colour) = match state {
        State::Done => ("●", Colour::Green),
        State::Introducing => ("◕", Colour::Yellow),
        State::Running => ("◐", Colour::Yellow),
        State::NotStarted => ("○", Colour::Neutral),
        State::Dropped => ("–", Colour::White),
    };
    grade(symbol, cx.t(&format!("law-programme-part-state-is-{}", state.key())), colour)
}

fn gaps(cx: &Context, one: &Programmed) -> Block {
    let columns = [
        column(cx.heading("law-requirement"), 4),
        column(cx.t("law-requirement-paragraph"), 2),
        narrow(cx.t("gap-standing")),
        column(cx.t("programme-parts"), 3),
    ];
    let rows = one.requirements.iter().map(|(head, requirement)| {
        let lines = one.meeting(head.id);
        let named: Vec<&str> =
            lines.iter().map(|line| called(&line.head, "title", &line.part.title)).collect();
        vec![
            cell(called(head, "title", &requirement.title)),
            cell(requirement.paragraph.clone().unwrap_or_default()),
            gap(cx, one.gap(head, requirement)),
            cell(named.join(", ")),
        ]
    });
    Table::new(cx.t("gap-title"), columns).row_header().rows(rows).into()
}

fn gap(cx: &Context, gap: Gap) -> Cell {
    let (symbol, colour) = match gap {
        Gap::Met => ("●", Colour::Green),
        Gap::Under => ("◐", Colour::Yellow),
        Gap::Ruled => ("▷", Colour::Neutral),
        Gap::Open => ("○", Colour::Red),
    };
    grade(symbol, cx.t(&format!("gap-is-{}", gap.key())), colour)
}

fn scopes(cx: &Context, one: &Programmed) -> Block {
    if one.scopes.is_empty() {
        return paragraph(cx.t("status-no-scope"));
    }
    let columns = [
        column(cx.t("legal-scope-title"), 3),
        narrow(cx.t("legal-scope-state")),
        narrow(cx.t("legal-scope-class")),
        column(cx.t("legal-scope-motive"), 4),
    ];
    let rows = one.scopes.iter().map(|(head, own)| {
        let class = own.class.as_ref().map(|class| cx.term("operator-class", class));
        let motive = own.motive.as_ref().filter(|_| !head.withholds("motive"));
        let word = cx.t(&format!("legal-scope-state-is-{}", own.state.key()));
        let open = own.state == scope::State::Open;
        let (symbol, colour) =
            if open { ("○", Colour::Yellow) } else { ("●", Colour::Neutral) };
        vec![
            cell(called(head, "title", &own.title)),
            grade(symbol, word, colour),
            cell(class.unwrap_or_default()),
            cell(motive.map(|motive| motive.0.clone()).unwrap_or_default()),
        ]
    });
    Table::new(cx.t("scope-title"), columns).row_header().rows(rows).into()
}
