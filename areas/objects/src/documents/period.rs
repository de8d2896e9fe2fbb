//! A period's plans as a document for the leadership: sums by family, what must be decided on, the goals (PM3-15, PM3-20).

use stadga_model::Refusal;
use stadga_publish::{
    Document,
    chart::Stacked,
    document::{Block, Table, amount, cell, column, fact, heading, narrow, paragraph},
};
use stadga_web::{Context, ui::format};

use super::money;
use crate::{
    pages::{Compiled, Group, cost as cost_of, touches},
    plan::Way,
};
use stadga_web::published::{blank, pictured, prose};

/// The document.
///
/// # Errors
/// Broken.
pub(crate) async fn period(
    cx: &Context,
    compiled: &Compiled,
    progress: &Stacked,
) -> Result<Document, Refusal> {
    let mut document =
        blank(cx, cx.t_with("plans-doc-title", &[("period", &compiled.period.title)])).await?;
    document.subtitle = Some(format::period(&compiled.period.period));
    document.reference = Some(compiled.head.number.clone());
    let state = compiled.head.state.clone().unwrap_or_default();
    document.facts = vec![fact(
        cx.t("planning-period-state"),
        cx.t(&format!("planning-period-state-is-{state}")),
    )];
    if let Some(text) = &compiled.period.directions {
        document.push(heading(1, cx.t("planning-period-directions")));
        document.extend(prose(text));
    }
    document.push(heading(1, cx.t("plans-progress")));
    let (alt, caption) = (progress.description.clone(), progress.title.clone());
    document.extend(pictured(progress.svg(), alt, caption, progress.table()));
    document.push(heading(1, cx.t("plans-sums")));
    document.push(sums(cx, compiled));
    let whole = compiled.groups.iter().all(Group::is_whole);
    document.extend((!whole).then(|| paragraph(cx.t("plans-part"))));
    for group in compiled.groups.iter().filter(|group| !group.lines.is_empty()) {
        document.push(heading(2, group.name.clone()));
        document.push(objects(cx, group));
    }
    document.push(heading(1, cx.t("plans-gated")));
    document.push(gated(cx, compiled));
    if !compiled.unfunded.is_empty() {
        document.push(heading(1, cx.t("plans-unfunded")));
        document.push(unfunded(cx, compiled));
    }
    document.push(heading(1, cx.t("planning-period-goals")));
    document.push(goals(cx, compiled));
    Ok(document)
}

fn sums(cx: &Context, compiled: &Compiled) -> Block {
    let columns = [
        column(cx.heading("family"), 3),
        narrow(cx.t("plans-decided-short")),
        amount(cx.t("plans-cost")),
        amount(cx.t("planning-period-frames-amount")),
        amount(cx.t("plans-maintenance")),
        amount(cx.t("plans-project")),
        column(cx.t("plans-leadership"), 2),
    ];
    let rows = compiled.groups.iter().map(|group| {
        vec![
            cell(group.name.as_str()),
            cell(format!("{} / {}", group.decided(), group.lines.len())),
            cell(money(cx, group.cost())),
            cell(group.frame.map(|frame| money(cx, frame)).unwrap_or_default()),
            cell(money(cx, group.change_cost(Way::Maintenance))),
            cell(money(cx, group.change_cost(Way::Project))),
            cell(compiled.standing(cx, group)),
        ]
    });
    Table::new(cx.t("plans-sums"), columns).row_header().rows(rows).into()
}

fn objects(cx: &Context, group: &Group) -> Block {
    let columns = [
        column(cx.heading("object"), 4),
        column(cx.heading("maintenance-plan"), 2),
        amount(cx.t("plan-cost")),
    ];
    let rows = group.lines.iter().map(|line| {
        let plan = line.plan.as_ref().map(|(_, plan)| plan);
        let state = plan.map_or_else(
            || cx.t("foa-no-plan"),
            |plan| cx.t(&format!("maintenance-plan-state-is-{}", plan.state.key())),
        );
        let cost = line.plan.as_ref().map(|(head, plan)| cost_of(cx, head, plan));
        vec![cell(line.object.name.as_str()), cell(state), cell(cost.unwrap_or_default())]
    });
    Table::new(group.name.clone(), columns).row_header().rows(rows).into()
}

fn gated(cx: &Context, compiled: &Compiled) -> Block {
    let columns = [
        column(cx.t("maintenance-plan-changes-title"), 3),
        column(cx.heading("object"), 2),
        column(cx.t("plans-touches"), 2),
        narrow(cx.t("maintenance-plan-changes-due")),
        column(cx.t("maintenance-plan-changes-consequence"), 4),
    ];
    let changes = compiled.gated();
    if changes.is_empty() {
        return paragraph(cx.t("plans-gated-none"));
    }
    let rows = changes.into_iter().map(|(line, change)| {
        vec![
            cell(change.title.as_str()),
            cell(line.object.name.as_str()),
            cell(touches(cx, change)),
            cell(change.due.map(|due| due.to_string()).unwrap_or_default()),
            cell(change.consequence.clone().unwrap_or_default()),
        ]
    });
    Table::new(cx.t("plans-gated"), columns).row_header().rows(rows).into()
}

/// Measures that there is no money for (T5).
fn unfunded(cx: &Context, compiled: &Compiled) -> Block {
    let columns = [
        column(cx.t("measure-title"), 4),
        column(cx.heading("object"), 2),
        amount(cx.t("plans-lacking")),
    ];
    let rows = compiled.unfunded.iter().map(|one| {
        let lacking = money(cx, one.measure.unfunded());
        vec![cell(one.measure.title.as_str()), cell(one.object.1.as_str()), cell(lacking)]
    });
    Table::new(cx.t("plans-unfunded"), columns).row_header().rows(rows).into()
}

fn goals(cx: &Context, compiled: &Compiled) -> Block {
    if compiled.period.goals.is_empty() {
        return paragraph(cx.t("plan-doc-nothing"));
    }
    let columns = [
        column(cx.t("planning-period-goals-goal"), 4),
        amount(cx.t("planning-period-goals-reached")),
        amount(cx.t("planning-period-goals-target")),
    ];
    let rows = compiled.period.goals.iter().map(|goal| {
        let reached = compiled.counted(&goal.goal.0).or(goal.reached);
        vec![
            cell(cx.term("introduction-goal", &goal.goal)),
            cell(reached.map(|number| number.to_string()).unwrap_or_default()),
            cell(goal.target.to_string()),
        ]
    });
    Table::new(cx.t("planning-period-goals"), columns).row_header().rows(rows).into()
}
