//! The chapter on the action plan: goals, and how what is done for them stands (ISM-01).

use stadga_model::Refusal;
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Row, Scope},
    ui::Titles,
};

use super::{day, of_units};
use crate::action_plan::{ActionPlan, Standing};

/// The chapter.
pub(super) async fn chapter(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let plan = ActionPlan::of(cx, scope).await?;
    if plan.aims.is_empty() {
        return Ok(Chapter::default());
    }
    let page = match of_units(scope) {
        units if units.is_empty() => "/management/plan".to_owned(),
        units => format!("/management/plan?{}", units.trim_start_matches('&')),
    };
    let pieces = |key: &'static str, count: usize| {
        Figure::pieces(key, cx.t(&format!("chapter-action-plan-{key}")), count, page.clone())
    };
    let idle = plan.aims.iter().filter(|aim| aim.actions.is_empty()).count();
    let figures = vec![
        pieces("late", plan.count(Standing::Late)),
        pieces("done", plan.count(Standing::Done)),
        pieces("on-way", plan.count(Standing::OnWay)),
        pieces("vague", plan.count(Standing::Vague)),
        pieces("goals", plan.aims.len()),
        pieces("idle", idle),
        pieces("loose", plan.loose.len()),
    ];
    let owners = plan.aims.iter().flat_map(|aim| &aim.actions).filter_map(|one| one.owner);
    let titles = Titles::of(cx, owners).await?;
    let rows = plan.aims.iter().flat_map(|aim| {
        let title = aim.goal.title.as_str();
        aim.actions.iter().map(move |one| (title, one))
    });
    let rows = rows.map(|(goal, one)| Row {
        href: Some(one.href()),
        cells: vec![
            one.title.clone(),
            goal.to_owned(),
            one.owner.map_or_else(|| "–".to_owned(), |owner| titles.text(cx, owner)),
            day(one.due),
            cx.t(&one.state),
        ],
    });
    // Whole, not the first rows: it is the plan itself.
    let rows: Vec<Row> = rows.collect();
    let heads = [
        "action-plan-what",
        "action-plan-goal",
        "action-plan-owner",
        "action-plan-due",
        "action-plan-state",
    ];
    let heads = heads.map(|key| cx.t(key)).to_vec();
    let title = cx.t("chapter-action-plan-rows");
    let table = stadga_web::chapter::Part::Rows { title, heads, rows };
    Ok(Chapter { figures, parts: vec![table] })
}
