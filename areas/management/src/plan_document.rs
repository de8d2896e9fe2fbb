//! The action plan as a document, goal by goal, as its page shows it: what is done, by whom, by when, how it stands (ISM-01).

use stadga_model::{Id, Refusal};
use stadga_publish::document::{
    Block, Cell, Colour, Table, cell, column, grade, heading, lead, narrow, paragraph,
};
use stadga_web::{Context, ui::Titles};

use crate::action_plan::{Action, ActionPlan, Standing};

/// Each goal with what is done for it, or that nothing is; then what is prioritised and for no goal.
///
/// # Errors
/// Broken.
pub(crate) async fn goals(cx: &Context, plan: &ActionPlan) -> Result<Vec<Block>, Refusal> {
    let actions = plan.aims.iter().flat_map(|aim| &aim.actions).chain(&plan.loose);
    let owners: Vec<Id> = actions.filter_map(|one| one.owner).collect();
    let documents: Vec<Id> =
        plan.aims.iter().filter_map(|aim| aim.goal.document.map(|id| id.cast())).collect();
    let titles = Titles::of(cx, owners.into_iter().chain(documents)).await?;
    let mut blocks = vec![heading(1, cx.t("chapter-action-plan-rows"))];
    if plan.aims.is_empty() {
        blocks.push(paragraph(cx.t("action-plan-empty")));
    }
    for aim in &plan.aims {
        let title = aim.goal.title.as_str();
        blocks.push(heading(2, title));
        blocks.extend(aim.goal.document.map(|document| {
            let document = titles.text(cx, document.cast());
            lead(format!("{}: {document}", cx.t("goal-document")))
        }));
        blocks.push(match aim.actions.is_empty() {
            true => paragraph(cx.t("action-plan-idle")),
            false => table(cx, title, &aim.actions, &titles),
        });
    }
    if !plan.loose.is_empty() {
        let title = cx.t("action-plan-loose");
        blocks.push(heading(1, title.clone()));
        blocks.push(table(cx, &title, &plan.loose, &titles));
    }
    Ok(blocks)
}

fn table(cx: &Context, caption: &str, actions: &[Action], titles: &Titles) -> Block {
    let columns = [
        column(cx.t("action-plan-what"), 4),
        column(cx.t("action-plan-owner"), 3),
        narrow(cx.t("action-plan-due")),
        narrow(cx.t("action-plan-state")),
    ];
    let rows = actions.iter().map(|one| {
        let owner = one.owner.map(|owner| titles.text(cx, owner));
        vec![
            cell(one.title.as_str()),
            cell(owner.unwrap_or_else(|| "–".to_owned())),
            cell(one.due.map_or_else(|| "–".to_owned(), |day| day.to_string())),
            state(cx, one),
        ]
    });
    Table::new(caption, columns).row_header().rows(rows).into()
}

/// The state with its sign and colour; what is late says so.
fn state(cx: &Context, one: &Action) -> Cell {
    let (symbol, colour) = sign(one.standing);
    grade(symbol, state_words(cx, one), colour)
}

/// What the state is called; what is late says so.
pub(crate) fn state_words(cx: &Context, one: &Action) -> String {
    let words = cx.t(&one.state);
    match one.standing {
        Standing::Late => format!("{words}, {}", cx.t("action-plan-late")),
        _ => words,
    }
}

/// How a standing is told apart in black and white, and in colour.
fn sign(standing: Standing) -> (&'static str, Colour) {
    match standing {
        Standing::Done => ("●", Colour::Green),
        Standing::OnWay => ("◐", Colour::Neutral),
        Standing::Vague => ("◔", Colour::Yellow),
        Standing::Late => ("○", Colour::Red),
        Standing::Off => ("–", Colour::White),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ism_01_each_standing_has_a_sign_and_a_colour_of_its_own() {
        use Standing::{Done, Late, Off, OnWay, Vague};
        let signs = [Done, OnWay, Vague, Late, Off].map(sign);
        for (at, (symbol, colour)) in signs.iter().enumerate() {
            let mut others = signs.iter().skip(at + 1);
            assert!(others.all(|(other, tone)| other != symbol && tone != colour));
        }
    }
}
