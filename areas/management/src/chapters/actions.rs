//! The chapter on the action plan: goals, and how what is done for them stands (ISM-01).

use stadga_model::{Id, Refusal};
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Part, Row, Scope},
    ui::Titles,
};

use super::day;
use crate::action_plan::{ActionPlan, Standing};

/// The chapter.
pub(super) async fn chapter(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let plan = ActionPlan::of(cx, scope).await?;
    if plan.aims.is_empty() {
        return Ok(Chapter::default());
    }
    let page = match scope.filter() {
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
    let documents = plan.aims.iter().filter_map(|aim| aim.goal.document.map(Id::cast));
    let titles = Titles::of(cx, owners.chain(documents).collect::<Vec<_>>()).await?;
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
    let table = (!rows.is_empty()).then_some(Part::Rows { title, heads, rows });
    Ok(Chapter {
        figures,
        parts: table.into_iter().chain(idle_goals(cx, &plan, &titles)).collect(),
    })
}

/// The goals that nothing is done for: a board must see which they are, not only how many.
fn idle_goals(cx: &Context, plan: &ActionPlan, titles: &Titles) -> Option<Part> {
    let idle = plan.aims.iter().filter(|aim| aim.actions.is_empty());
    let rows = idle.map(|aim| {
        let document = aim.goal.document.map(|id| titles.text(cx, id.cast()));
        Row {
            href: Some(format!("/goal/{}", aim.id)),
            cells: vec![
                aim.goal.title.clone(),
                document.unwrap_or_else(|| "–".to_owned()),
                day(aim.goal.period.to),
            ],
        }
    });
    let heads = ["action-plan-goal", "goal-document", "action-plan-goal-to"];
    super::table(cx, "chapter-action-plan-idle", &heads, rows.collect())
}
