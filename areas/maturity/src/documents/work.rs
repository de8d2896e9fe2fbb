//! The part of the maturity report on the work with the chosen areas: measures, status per administration, progress, effect.

use stadga_measures::measure::ShareState;
use stadga_model::{Id, Refusal};
use stadga_publish::document::{
    Block, Colour, Table, cell, column, grade, heading, narrow, paragraph,
};
use stadga_web::{Context, published::pictured, ui::Titles};

use super::Dossier;
use crate::pages::{Effort, Worked, progress, share_word, silence_word};

/// The work with the chosen areas, as it stands (ISM-16, ISM-17, T33).
pub(super) async fn blocks(cx: &Context, dossier: &Dossier) -> Result<Vec<Block>, Refusal> {
    let Some((_, going)) = &dossier.going else { return Ok(Vec::new()) };
    let units = dossier.worked.iter().flat_map(Worked::units);
    let titles = Titles::of(cx, units).await?;
    let mut blocks = vec![heading(1, cx.t("work-title")), paragraph(going.title.as_str())];
    for (at, worked) in dossier.worked.iter().enumerate() {
        let name = cx.term("maturity-area", &worked.area);
        blocks.push(heading(2, name.clone()));
        if worked.hidden > 0 || worked.efforts.is_empty() {
            let key = if worked.hidden > 0 { "work-hidden" } else { "work-none" };
            blocks.push(paragraph(cx.t(key)));
        }
        if worked.efforts.is_empty() {
            continue;
        }
        blocks.push(efforts(cx, &name, &worked.efforts));
        blocks.extend(shares(cx, &name, &worked.efforts, &titles));
        if let Some(trend) = progress(cx, &format!("framdrift-{at}"), &name, &worked.efforts) {
            let (svg, numbers) = (trend.svg(), trend.table());
            blocks.extend(pictured(svg, trend.description, trend.title, numbers));
        }
        blocks.push(effects(cx, &name, &worked.efforts));
    }
    Ok(blocks)
}

fn efforts(cx: &Context, name: &str, efforts: &[Effort]) -> Block {
    let columns = [column(cx.heading("measure"), 4), column(cx.heading("work-progress"), 4)];
    let rows = efforts.iter().map(|effort| {
        let last = effort.measure.latest_progress().filter(|_| effort.open);
        let last = last.map(|last| format!("{}\u{a0}% ({})", last.percent, last.date));
        let silent = effort.silent.iter().map(|silence| cx.t(silence_word(effort, *silence)));
        let told: Vec<_> = last.into_iter().chain(silent).collect();
        vec![cell(effort.measure.title.as_str()), cell(told.join(". "))]
    });
    let title = cx.t_with("work-measures", &[("area", name)]);
    Table::new(title, columns).row_header().rows(rows).into()
}

/// How the measures stand at each administration, a row for each (ISM-17).
fn shares(cx: &Context, name: &str, efforts: &[Effort], titles: &Titles) -> Option<Block> {
    let open = efforts.iter().filter(|effort| effort.open);
    let all = open.flat_map(|effort| effort.measure.shares.iter().map(move |one| (effort, one)));
    let rows: Vec<_> = all
        .map(|(effort, share)| {
            let unit: Id = share.unit.cast();
            let (symbol, colour) = share_sign(share.state);
            vec![
                cell(titles.text(cx, unit)),
                cell(effort.measure.title.as_str()),
                grade(symbol, cx.t(share_word(share.state).1), colour),
                cell(share.note.clone().unwrap_or_default()),
            ]
        })
        .collect();
    let columns = [
        column(cx.t("maturity-assessment-unit"), 3),
        column(cx.heading("measure"), 4),
        narrow(cx.heading("work-state")),
        column(cx.t("measure-shares-note"), 3),
    ];
    let title = cx.t_with("work-shares-of", &[("area", name)]);
    let table = Table::new(title, columns).row_header();
    (!rows.is_empty()).then(|| table.rows(rows).into())
}

/// How a share's state is told apart in black and white, and in colour.
fn share_sign(state: ShareState) -> (&'static str, Colour) {
    match state {
        ShareState::NotStarted => ("○", Colour::Red),
        ShareState::InProgress => ("◐", Colour::Yellow),
        ShareState::Done => ("●", Colour::Green),
        ShareState::NotConcerned => ("–", Colour::White),
    }
}

fn effects(cx: &Context, name: &str, efforts: &[Effort]) -> Block {
    let told = efforts.iter().filter(|effort| effort.open);
    let told: Vec<_> = told
        .flat_map(|effort| effort.measure.effects.iter().map(move |one| (effort, one)))
        .map(|(effort, one)| {
            vec![
                cell(effort.measure.title.as_str()),
                cell(one.date.to_string()),
                cell(one.what.as_str()),
                cell(one.value.as_str()),
            ]
        })
        .collect();
    if told.is_empty() {
        return paragraph(cx.t("work-silent-effect"));
    }
    let columns = [
        column(cx.heading("measure"), 3),
        narrow(cx.t("measure-effects-date")),
        column(cx.t("measure-effects-what"), 3),
        column(cx.t("measure-effects-value"), 2),
    ];
    let title = cx.t_with("work-effects", &[("area", name)]);
    Table::new(title, columns).row_header().rows(told).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ism_17_each_state_of_a_share_has_a_sign_and_a_colour_of_its_own() {
        use ShareState::{Done, InProgress, NotConcerned, NotStarted};
        let signs = [NotStarted, InProgress, Done, NotConcerned].map(share_sign);
        for (at, (symbol, colour)) in signs.iter().enumerate() {
            let mut others = signs.iter().skip(at + 1);
            assert!(others.all(|(other, tone)| other != symbol && tone != colour));
        }
    }
}
