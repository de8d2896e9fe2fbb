//! How coverage has gone over time, from what was known at each point (CLS-09).

use jiff::ToSpan as _;
use maud::Markup;
use stadga_model::{Date, Refusal};
use stadga_publish::chart::{Trace, Trend};
use stadga_web::{Context, published::language, ui};

use super::super::on;
use crate::{
    days::days,
    register::Register,
    standing::{Count, Standing},
};

/// The counts at each point, the oldest first.
async fn points(cx: &Context) -> Result<Vec<(Date, Count)>, Refusal> {
    let mut points = Vec::new();
    for back in (0..days().points).rev() {
        let day = cx.today().saturating_sub((back * days().months).months());
        let register = Register::of(&on(cx, day)).await?;
        points.push((day, Count::of(register.counted().map(|entry| entry.standing))));
    }
    Ok(points)
}

/// The way that coverage has gone.
pub(super) async fn show(cx: &Context) -> Result<Markup, Refusal> {
    let points = points(cx).await?;
    let trace = |standing: Standing| Trace {
        name: cx.t(&format!("class-standing-{}", standing.key())),
        values: points
            .iter()
            .map(|(_, count)| u32::try_from(count.get(standing)).ok().map(f64::from))
            .collect(),
    };
    let first = points.first().map(|(_, count)| count.get(Standing::Classified)).unwrap_or(0);
    let last = points.last().map(|(_, count)| count.get(Standing::Classified)).unwrap_or(0);
    let chart = Trend {
        id: "class-trend".into(),
        title: cx.t("class-trend"),
        description: cx.t_with(
            "class-trend-alt",
            &[("first", &first.to_string()), ("last", &last.to_string())],
        ),
        period_title: cx.t("class-col-day"),
        unit: cx.t("class-col-count"),
        language: language(cx.language),
        periods: points.iter().map(|(day, _)| day.strftime("%Y-%m").to_string()).collect(),
        traces: Standing::COUNTED.map(trace).to_vec(),
        level: None,
    };
    Ok(ui::chart(cx, &cx.t("class-trend"), chart.svg(), chart.table()))
}
