//! A maintenance plan as a document: what the object is, its two sides, and the plan's parts as they were decided.

use stadga_decisions::Decision;
use stadga_model::{Head, Id, Refusal};
use stadga_publish::{
    Document,
    chart::Map,
    document::{
        Block, Signature, Table, amount, bullets, cell, column, fact, heading, narrow, note,
        paragraph, signatures, warning,
    },
};
use stadga_web::{
    Context,
    ui::{Titles, format},
};

use super::money;
use crate::{
    MaintenancePlan,
    pages::{About, Unfunded, cost},
    plan::{Change, Nature, Part, Side, State, Way},
};
use stadga_web::published::{blank, pictured, prose};

/// What a plan's document is made of.
pub(crate) struct Dossier {
    /// What is known of the plan besides what it says.
    pub head: Head,
    /// The plan.
    pub plan: MaintenancePlan,
    /// Its object.
    pub about: About,
    /// The decision on it.
    pub decision: Option<Decision>,
    /// What all that it links to is called.
    pub titles: Titles,
    /// Its measures that there is no money for (T5).
    pub unfunded: Vec<Unfunded>,
    /// The picture of the object's two sides.
    pub sides: Map,
}

/// The document.
///
/// # Errors
/// Broken.
pub(crate) async fn plan(cx: &Context, dossier: &Dossier) -> Result<Document, Refusal> {
    let plan = &dossier.plan;
    let mut document = blank(cx, plan.title.clone()).await?;
    document.subtitle = Some(format::period(&plan.period));
    document.reference = Some(dossier.head.number.clone());
    document.facts = vec![
        fact(cx.heading("object"), dossier.about.object.name.as_str()),
        fact(cx.t("maintenance-plan-edition"), plan.edition.to_string()),
        fact(
            cx.t("maintenance-plan-state"),
            cx.t(&format!("maintenance-plan-state-is-{}", plan.state.key())),
        ),
    ];
    if plan.state != State::Decided {
        document.push(note(cx.t("plan-doc-draft"), cx.t("plan-doc-draft-note")));
    }
    document.extend(decided(cx, dossier));
    document.push(Block::Contents);
    document.push(heading(1, cx.t("plan-doc-object")));
    document.extend(object(cx, dossier));
    for part in Part::ALL {
        let blocks = content(cx, dossier, part);
        if part != Part::Technical || !blocks.is_empty() {
            document.push(heading(1, cx.t(&format!("write-part-{}", part.key()))));
            let empty = blocks.is_empty();
            document.extend(blocks);
            document.extend(empty.then(|| paragraph(cx.t("plan-doc-nothing"))));
        }
    }
    document.extend(signed(cx, dossier));
    Ok(document)
}

/// By whom and when it was decided, and what it takes the place of.
fn decided(cx: &Context, dossier: &Dossier) -> Vec<Block> {
    let plan = &dossier.plan;
    let mut lines = Vec::new();
    if let Some(decision) = &dossier.decision {
        let date = decision.date.map(|date| date.to_string()).unwrap_or_default();
        let paragraph = decision.paragraph.clone().unwrap_or_default();
        let body = plan.steering.map(|forum| dossier.titles.text(cx, forum.cast()));
        let values = [("body", body.unwrap_or_default()), ("date", date), ("paragraph", paragraph)];
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        lines.push(cx.t_with("plan-doc-decided", &values).trim_end_matches([' ', ',']).to_owned());
    }
    if let Some(old) = plan.replaces {
        lines.push(
            cx.t_with("plan-doc-replaces", &[("plan", &dossier.titles.text(cx, old.cast()))]),
        );
    }
    if let Some(need) = plan.because {
        lines.push(
            cx.t_with("plan-doc-because", &[("need", &dossier.titles.text(cx, need.cast()))]),
        );
    }
    lines.extend(plan.reason.as_ref().map(|reason| reason.0.clone()));
    lines.into_iter().map(paragraph).collect()
}

/// The object: what it is for, its mode, its two sides.
fn object(cx: &Context, dossier: &Dossier) -> Vec<Block> {
    let about = &dossier.about;
    let mut blocks = about.object.description.as_ref().map(prose).unwrap_or_default();
    let family = about.family.as_ref().map(|(_, family)| family.name.clone());
    let mut lines = vec![
        format!("{}: {}", cx.heading("family"), family.unwrap_or_else(|| cx.t("foa-outside-word"))),
        format!("{}: {}", cx.t("object-class"), cx.term("object-class", &about.object.class)),
    ];
    if let Some(mode) = &about.object.mode {
        lines.push(format!("{}: {}", cx.t("object-mode"), cx.term("management-mode", mode)));
    }
    let who: Vec<String> =
        about.answers(cx.today()).iter().map(|p| about.titles.text(cx, p.cast())).collect();
    if !who.is_empty() {
        lines.push(format!("{}: {}", cx.t("managed-answers"), who.join(", ")));
    }
    blocks.push(bullets(lines));
    let map = &dossier.sides;
    blocks.extend(pictured(map.svg(), map.description.clone(), map.title.clone(), map.table()));
    blocks
}

fn content(cx: &Context, dossier: &Dossier, part: Part) -> Vec<Block> {
    let plan = &dossier.plan;
    match part {
        Part::Goals => goals(cx, dossier),
        Part::Today => today(cx, dossier),
        Part::Changes => changes(cx, dossier),
        Part::Security => {
            let named = plan.measures.iter().map(|id| dossier.titles.text(cx, id.cast()));
            let named: Vec<String> = named.collect();
            let list = (!named.is_empty()).then(|| bullets(named));
            plan.security.as_ref().map(prose).unwrap_or_default().into_iter().chain(list).collect()
        }
        Part::Level => levels(cx, dossier),
        Part::Money => budget(cx, dossier),
        Part::Technical => {
            let file = plan.technical_file.as_ref().map(|_| paragraph(cx.t("plan-doc-file")));
            plan.technical.as_ref().map(prose).unwrap_or_default().into_iter().chain(file).collect()
        }
    }
}

fn goals(cx: &Context, dossier: &Dossier) -> Vec<Block> {
    let plan = &dossier.plan;
    let mut blocks = plan.purpose.as_ref().map(prose).unwrap_or_default();
    let columns = [
        narrow(cx.t("maintenance-plan-inputs-sort")),
        column(cx.t("maintenance-plan-inputs-text"), 5),
        column(cx.t("maintenance-plan-inputs-source"), 3),
    ];
    let rows = plan.inputs.iter().map(|input| {
        let source = input.source.map(|source| dossier.titles.text(cx, source));
        vec![
            cell(cx.term("plan-input", &input.sort)),
            cell(input.text.as_str()),
            cell(source.unwrap_or_default()),
        ]
    });
    let table = Table::new(cx.t("maintenance-plan-inputs"), columns).rows(rows);
    blocks.extend((!plan.inputs.is_empty()).then(|| table.into()));
    blocks
}

fn today(cx: &Context, dossier: &Dossier) -> Vec<Block> {
    let plan = &dossier.plan;
    let title = |id: Id| dossier.titles.text(cx, id);
    let columns = [
        column(cx.t("maintenance-plan-calloffs-component"), 4),
        column(cx.t("maintenance-plan-calloffs-system"), 4),
        amount(cx.t("maintenance-plan-calloffs-quantity")),
    ];
    let rows = plan.calloffs.iter().map(|row| {
        let system = row.system.map(|system| title(system.cast()));
        let quantity = row.quantity.map(|quantity| format::whole(cx.language, quantity));
        vec![
            cell(title(row.component.cast())),
            cell(system.unwrap_or_default()),
            cell(quantity.unwrap_or_default()),
        ]
    });
    let used = Table::new(cx.t("maintenance-plan-calloffs"), columns).row_header().rows(rows);
    let columns = [
        column(cx.t("maintenance-plan-dependences-flow"), 3),
        column(cx.t("maintenance-plan-dependences-note"), 5),
    ];
    let rows = plan
        .dependences
        .iter()
        .map(|row| vec![cell(title(row.flow)), cell(row.note.clone().unwrap_or_default())]);
    let flows = Table::new(cx.t("maintenance-plan-dependences"), columns).row_header().rows(rows);
    let mut blocks = Vec::new();
    blocks.extend((!plan.calloffs.is_empty()).then(|| used.into()));
    blocks.extend(plan.calloffs_none.as_ref().map(prose).unwrap_or_default());
    blocks.extend((!plan.dependences.is_empty()).then(|| flows.into()));
    blocks.extend(plan.dependences_none.as_ref().map(prose).unwrap_or_default());
    blocks
}

/// Stability first, then development; then what the steering group must know of the rest (R-4 b and c).
fn changes(cx: &Context, dossier: &Dossier) -> Vec<Block> {
    let plan = &dossier.plan;
    let mut blocks = Vec::new();
    for (nature, key) in [(Nature::Stability, "stability"), (Nature::Development, "development")] {
        let some: Vec<_> = plan.changes.iter().filter(|change| change.nature == nature).collect();
        if !some.is_empty() {
            let caption = cx.t(&format!("maintenance-plan-changes-nature-is-{key}"));
            blocks.push(table_of(cx, caption, &some));
        }
    }
    for why in [&plan.ground_none, &plan.others_none].into_iter().flatten() {
        blocks.extend(prose(why));
    }
    blocks
}

fn table_of(cx: &Context, caption: String, changes: &[&Change]) -> Block {
    let columns = [
        column(cx.t("maintenance-plan-changes-title"), 3),
        column(cx.t("plans-touches"), 2),
        column(cx.t("maintenance-plan-changes-consequence"), 4),
        narrow(cx.t("maintenance-plan-changes-due")),
        amount(cx.t("maintenance-plan-changes-cost")),
    ];
    let rows = changes.iter().map(|change| {
        let project = (change.way == Way::Project).then(|| cx.t("plans-as-project"));
        let touches = crate::pages::touches(cx, change);
        let touches: Vec<String> =
            project.into_iter().chain((!touches.is_empty()).then_some(touches)).collect();
        vec![
            cell(change.title.as_str()),
            cell(touches.join(", ")),
            cell(change.consequence.clone().unwrap_or_default()),
            cell(change.due.map(|due| due.to_string()).unwrap_or_default()),
            cell(change.cost.map(|cost| money(cx, cost)).unwrap_or_default()),
        ]
    });
    Table::new(caption, columns).row_header().rows(rows).into()
}

fn levels(cx: &Context, dossier: &Dossier) -> Vec<Block> {
    let columns = [
        column(cx.t("maintenance-plan-levels-what"), 3),
        column(cx.t("maintenance-plan-levels-level"), 2),
        column(cx.t("maintenance-plan-levels-agreed"), 3),
    ];
    let rows = dossier.plan.levels.iter().map(|row| {
        let level = row.level.as_ref().map(|level| cx.term("service-level", level));
        vec![
            cell(row.what.as_str()),
            cell(level.unwrap_or_default()),
            cell(row.agreed.clone().unwrap_or_default()),
        ]
    });
    let table = Table::new(cx.t("maintenance-plan-levels"), columns).row_header().rows(rows);
    (!dossier.plan.levels.is_empty()).then(|| table.into()).into_iter().collect()
}

/// Expected use, the other posts, and the sum: the ground of the budget.
fn budget(cx: &Context, dossier: &Dossier) -> Vec<Block> {
    let plan = &dossier.plan;
    let columns = [
        column(cx.t("plan-doc-post"), 4),
        column(cx.t("maintenance-plan-budget-side"), 2),
        column(cx.t("plan-doc-basis"), 3),
        amount(cx.t("maintenance-plan-budget-amount")),
    ];
    let side = |side: Side| match side {
        Side::Business => cx.t("maintenance-plan-budget-side-is-business"),
        Side::It => cx.t("maintenance-plan-budget-side-is-it"),
    };
    let used = plan.consumption.iter().map(|row| {
        let price = row.price.map(|price| money(cx, price)).unwrap_or_default();
        let quantity = row.quantity.map(|quantity| format::whole(cx.language, quantity));
        vec![
            cell(dossier.titles.text(cx, row.service.cast())),
            cell(side(Side::It)),
            cell(format!("{} × {price}", quantity.unwrap_or_else(|| "–".into()))),
            cell(money(cx, row.cost())),
        ]
    });
    let posts = plan.budget.iter().map(|post| {
        vec![
            cell(cx.term("budget-post", &post.post)),
            cell(side(post.side)),
            cell(post.note.clone().unwrap_or_default()),
            cell(money(cx, post.amount)),
        ]
    });
    let sum =
        vec![cell(cx.t("plan-doc-sum")), cell(""), cell(""), cell(cost(cx, &dossier.head, plan))];
    let rows = used.chain(posts).chain([sum]);
    let table = Table::new(cx.t("maintenance-plan-budget"), columns).row_header().rows(rows);
    let any = !plan.budget.is_empty() || !plan.consumption.is_empty();
    let lacking = dossier.unfunded.iter().map(|one| {
        let lacking = money(cx, one.measure.unfunded());
        format!("{}: {lacking}", one.measure.title)
    });
    let lacking: Vec<String> = lacking.collect();
    let told = (!lacking.is_empty()).then(|| warning(cx.t("plans-unfunded"), lacking.join("; ")));
    any.then(|| table.into()).into_iter().chain(told).collect()
}

/// Lines for those who answer for the object on both sides.
fn signed(cx: &Context, dossier: &Dossier) -> Option<Block> {
    if dossier.plan.state == State::Draft {
        return None;
    }
    let lines = ["plan-doc-chair", "plan-doc-leader"].map(|key| Signature::new(cx.t(key)));
    Some(signatures(lines))
}
