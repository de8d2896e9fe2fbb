//! The risk picture for those who decide: matrix, levels, highest risks, what is borne, threats, coverage (RSK-06).

use stadga_model::{Refusal, Term};
use stadga_publish::{
    Document,
    chart::Grid,
    document::{
        Block, Table, amount, bullets, cell, column, fact, grade, heading, narrow, paragraph,
    },
};
use stadga_web::{
    Context,
    published::{blank, pictured},
};

use crate::{
    coverage::{Standing, percent},
    method::{Method, Moment},
    pages::{Gathered, Known, colour, grid, level_word, levels, named_rows, sign, threats_rows},
    picture::{Counted, Seen},
    risk::is_withheld,
};

/// So many of the highest risks stand in the document.
const HIGHEST: usize = 15;

/// What is drawn beside what was gathered.
pub(crate) struct Drawn<'a> {
    /// Levels by unit.
    pub heat: Option<Grid>,
    /// The unit; none where it is all.
    pub of: Option<String>,
    /// The risks, the highest first.
    pub risks: Vec<&'a Seen>,
    /// What must have analyses.
    pub known: &'a Known,
}

/// The document.
///
/// # Errors
/// Broken.
pub(crate) async fn picture(
    cx: &Context,
    gathered: &Gathered,
    drawn: &Drawn<'_>,
) -> Result<Document, Refusal> {
    let mut document = blank(cx, cx.t("risks-document")).await?;
    document.subtitle = Some(drawn.of.clone().unwrap_or_else(|| cx.app.organisation.clone()));
    let count = |counted| gathered.count(cx, Moment::Current, counted);
    let places = levels(cx).iter().enumerate().rev();
    document.facts = places
        .map(|(place, step)| {
            let label = format!("{} {}", cx.t("risks-level"), step.label(cx.language));
            fact(label, count(Counted::Level(place)).to_string())
        })
        .collect();
    let unknown = count(Counted::Unassessed) + count(Counted::Withheld);
    document.facts.push(fact(cx.t("risks-unknown"), unknown.to_string()));
    let exceeded = gathered.exceeded().count();
    document.facts.push(fact(cx.t("risks-tile-exceeded"), exceeded.to_string()));
    document.push(paragraph(cx.t("risks-document-lead")));
    document.push(heading(1, cx.t("risks-highest")));
    document.push(highest(cx, gathered, drawn));
    document.push(heading(1, cx.t("risks-matrix")));
    for (method, _) in gathered.families() {
        document.extend(matrices(cx, gathered, method));
    }
    if let Some(heat) = &drawn.heat {
        document.push(heading(1, cx.t("risks-by-unit")));
        document.extend(drawn_as(heat));
    }
    document.push(heading(1, cx.t("risks-borne")));
    document.push(borne(cx, gathered));
    document.push(heading(1, cx.t("risks-dependences")));
    document.push(dependences(cx, gathered));
    document.push(heading(1, cx.t("threats-heading")));
    document.push(threats(cx, gathered));
    document.push(heading(1, cx.t("risk-coverage-title")));
    document.extend(coverage(cx, drawn.known));
    Ok(document)
}

/// How the risks of a method stand now, and how they are to stand.
fn matrices(cx: &Context, gathered: &Gathered, method: &Method) -> Vec<Block> {
    let name = cx.term("risk-method", &Term(method.key.clone()));
    let mut blocks = vec![heading(2, name), paragraph(method.about(cx.language))];
    for moment in [Moment::Current, Moment::Target] {
        let mut grid = grid(cx, method, (&gathered.risks, moment), None);
        grid.id = format!("{}-{}", grid.id, method.key);
        blocks.extend(drawn_as(&grid));
    }
    blocks
}

fn drawn_as(grid: &Grid) -> Vec<Block> {
    pictured(grid.svg(), grid.description.clone(), grid.title.clone(), grid.table())
}

fn highest(cx: &Context, gathered: &Gathered, drawn: &Drawn<'_>) -> Block {
    if drawn.risks.is_empty() {
        return paragraph(cx.t("risks-none-here"));
    }
    let columns = [
        column(cx.t("risk-title"), 5),
        narrow(cx.t("risks-when-current")),
        column(cx.t("risks-when-target"), 2),
        column(cx.t("risk-unit"), 3),
        column(cx.t("risk-owner"), 3),
    ];
    let some = drawn.risks.iter().take(HIGHEST).copied();
    let rows = named_rows(cx, gathered, some.clone()).into_iter().zip(some);
    let row =
        |((_, [title, now, target, unit, owner]), (head, risk)): ((_, [String; 5]), &Seen)| {
            let level = risk.level(Moment::Current).filter(|_| !is_withheld(head));
            let step = level.and_then(|level| {
                levels(cx).iter().enumerate().find(|(_, step)| step.key == level)
            });
            let now = match step {
                Some((place, step)) => grade(sign(place), level_word(cx, &step.key), colour(step)),
                None => cell(now),
            };
            vec![cell(title), now, cell(target), cell(unit), cell(owner)]
        };
    Table::new(cx.t("risks-highest"), columns).row_header().rows(rows.map(row)).into()
}

fn borne(cx: &Context, gathered: &Gathered) -> Block {
    let columns = [
        column(cx.t("risk-title"), 5),
        narrow(cx.t("risk-acceptance-level")),
        narrow(cx.t("risk-acceptance-until")),
        column(cx.t("risk-unit"), 3),
    ];
    let row = |(seen, (head, one)): (&Seen, &(_, crate::RiskAcceptance))| {
        let head: &stadga_model::Head = head;
        let hides = |field| head.withholds(field);
        let level =
            if hides("level") { cx.t("value-withheld") } else { level_word(cx, &one.level.0) };
        let until = one.until.map(|until| until.to_string()).unwrap_or_default();
        let title = crate::risk::named(&seen.0, &seen.1);
        vec![cell(title), cell(level), cell(until), cell(gathered.unit(seen.0.unit))]
    };
    let rows: Vec<_> = gathered.borne().map(row).collect();
    if rows.is_empty() {
        return paragraph(cx.t("risks-borne-none"));
    }
    Table::new(cx.t("risks-borne"), columns).row_header().rows(rows).into()
}

fn dependences(cx: &Context, gathered: &Gathered) -> Block {
    let found = gathered.risks.iter().filter_map(|seen| Some((seen, seen.1.dependence.as_ref()?)));
    let rows: Vec<_> = found
        .map(|(seen, kind)| {
            let title = crate::risk::named(&seen.0, &seen.1);
            let unit = gathered.unit(seen.0.unit);
            vec![cell(cx.term("dependence-kind", kind)), cell(title), cell(unit)]
        })
        .collect();
    if rows.is_empty() {
        return paragraph(cx.t("risks-dependences-none"));
    }
    let columns = [
        column(cx.t("risk-dependence"), 2),
        column(cx.t("risk-title"), 5),
        column(cx.t("risk-unit"), 3),
    ];
    Table::new(cx.t("risks-dependences"), columns).row_header().rows(rows).into()
}

fn threats(cx: &Context, gathered: &Gathered) -> Block {
    let rows = threats_rows(cx, gathered);
    if rows.is_empty() {
        return paragraph(cx.t("threats-none"));
    }
    let columns = [
        column(cx.t("threat-level-scope"), 3),
        narrow(cx.t("threat-level-level")),
        narrow(cx.t("threats-before")),
        narrow(cx.t("threat-level-from")),
        column(cx.t("threat-level-source"), 3),
    ];
    let rows = rows.into_iter().map(|(_, cells)| cells.map(cell).to_vec());
    Table::new(cx.t("threats-heading"), columns).row_header().rows(rows).into()
}

fn coverage(cx: &Context, known: &Known) -> Vec<Block> {
    let count = |standing| known.covered.iter().filter(|one| one.standing == standing).count();
    let mut lines = Vec::new();
    if let Some(percent) = percent(&known.covered) {
        lines.push(format!("{}: {percent} %", cx.t("risks-tile-coverage")));
    }
    for standing in [Standing::Never, Standing::Old] {
        let word = cx.t(&format!("risk-coverage-is-{}", standing.key()));
        lines.push(format!("{word}: {}", count(standing)));
    }
    let mut blocks = vec![bullets(lines)];
    let lacking = known.covered.iter().filter(|one| one.standing != Standing::Fresh);
    let more = lacking.clone().count().saturating_sub(HIGHEST);
    let lacking: Vec<_> = lacking.take(HIGHEST).collect();
    if !lacking.is_empty() {
        let columns = [
            column(cx.t("risk-coverage-what"), 5),
            column(cx.t("risk-coverage-kind"), 2),
            narrow(cx.t("risk-coverage-standing")),
            amount(cx.t("risk-coverage-newest")),
        ];
        let rows = lacking.into_iter().map(|one| {
            let newest = one.newest.map(|(_, done)| done.to_string()).unwrap_or_default();
            vec![
                cell(one.subject.title.as_str()),
                cell(cx.heading(one.subject.kind)),
                cell(cx.t(&format!("risk-coverage-is-{}", one.standing.key()))),
                cell(newest),
            ]
        });
        let table = Table::new(cx.t("risk-coverage-lacking"), columns);
        blocks.push(table.row_header().rows(rows).into());
        // A table that ends early says so: nobody may take fifteen for all.
        if more > 0 {
            let page = cx.t("risk-coverage-title");
            let values = [("count", more.to_string()), ("page", page)];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            blocks.push(paragraph(cx.t_with("risks-document-more", &values)));
        }
    }
    blocks
}
