//! What hangs free: strategies, plans, guidelines, activities, measures and maintenance plans in no thread upwards
//! (STR-01, STR-03, STR-06).

use maud::{Markup, html};
use stadga_measures::Measure;
use stadga_model::{Id, Record, Refusal};
use stadga_objects::MaintenancePlan;
use stadga_web::{
    Context,
    ui::{self, Column},
};

use super::every;
use crate::{
    Activity, Guideline, Plan, Strategy, guideline::State as Asked, plan::LEVELS, strategy::Sort,
};

/// The rows of the table: what, which sort of thing, why it hangs free.
struct Rows<'a> {
    cx: &'a Context,
    rows: Vec<Vec<Markup>>,
}

impl Rows<'_> {
    fn add<R: Record>(&mut self, id: Id<R>, title: &str, why: &str) {
        let (what, kind) = (ui::link(R::KIND, id.cast(), title), self.cx.heading(R::KIND));
        self.rows.push(vec![what, html! { (kind) }, html! { (self.cx.t(why)) }]);
    }
}

/// The table of all that hangs free, as far as the reader may read it.
pub(super) async fn table(
    cx: &Context,
    strategies: &[(Id<Strategy>, Strategy)],
    plans: &[(Id<Plan>, Plan)],
) -> Result<Markup, Refusal> {
    let mut rows = Rows { cx, rows: Vec::new() };
    let today = cx.today();
    for (id, one) in strategies.iter().filter(|(_, one)| one.period.holds(today)) {
        if one.sort == Sort::Support && one.core.is_empty() {
            rows.add(*id, &one.title, "chain-free-strategy");
        }
    }
    let scale = cx.app.store.scales().get(LEVELS);
    let top = scale.and_then(|scale| scale.steps.first()).map(|step| step.key.as_str());
    for (id, one) in plans {
        if one.parent.is_none() && Some(one.level.0.as_str()) != top {
            rows.add(*id, &one.title, "chain-free-plan");
        }
    }
    asked(cx, &mut rows).await?;
    done(cx, &mut rows).await?;
    let columns = ["what", "kind", "why"].map(|name| Column::text(cx.t(&format!("chain-{name}"))));
    Ok(html! {
        @if rows.rows.is_empty() { p { (cx.t("chain-nothing-free")) } } @else {
            (ui::table(&cx.t("chain-free"), &columns, &rows.rows))
        }
    })
}

/// What is asked without a strategy or a goal.
async fn asked(cx: &Context, rows: &mut Rows<'_>) -> Result<(), Refusal> {
    for (id, one) in every::<Guideline>(cx, &["title", "strategy", "goals"]).await? {
        if one.state == Asked::Dropped {
            continue;
        }
        match (one.strategy.is_none(), one.goals.is_empty()) {
            (true, _) => rows.add(id, &one.title, "chain-free-guideline-strategy"),
            (false, true) => rows.add(id, &one.title, "chain-free-guideline-goal"),
            (false, false) => {}
        }
    }
    Ok(())
}

/// What is done for nothing that was asked.
async fn done(cx: &Context, rows: &mut Rows<'_>) -> Result<(), Refusal> {
    for (id, one) in every::<Activity>(cx, &["title", "guidelines", "goals"]).await? {
        if one.is_open() && one.guidelines.is_empty() && one.goals.is_empty() {
            rows.add(id, &one.title, "chain-free-activity");
        }
    }
    for (id, one) in every::<Measure>(cx, &["title", "causes"]).await? {
        if one.causes.is_empty() && !one.state.has_ended() {
            rows.add(id, &one.title, "chain-free-measure");
        }
    }
    for (id, one) in every::<MaintenancePlan>(cx, &["title", "inputs"]).await? {
        let bound = one.inputs.iter().any(|input| input.source.is_some());
        let counts = one.is_open() || (one.is_decided() && one.period.holds(cx.today()));
        if counts && !bound {
            rows.add(id, &one.title, "chain-free-maintenance");
        }
    }
    Ok(())
}
