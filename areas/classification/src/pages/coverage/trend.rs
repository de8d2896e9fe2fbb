//! How coverage has gone over time, from what was known at each point (CLS-09).

use jiff::ToSpan as _;
use maud::Markup;
use stadga_model::{At, Date, Refusal, local_day_end};
use stadga_publish::chart::{Trace, Trend};
use stadga_web::{Context, ui};

use crate::{
    days::days,
    register::Register,
    standing::{Count, Standing},
};

/// The counts at each point, the oldest first.
async fn points(cx: &Context) -> Result<Vec<(Date, Count)>, Refusal> {
    let mut points = Vec::new();
    for back in (1..days().points).rev() {
        let day = cx.today().saturating_sub((back * days().months).months());
        let Some(instant) = local_day_end(day) else { continue };
        let door = cx.door.looking_from(At::Past(instant));
        let register = Register::through(&door, day).await?;
        points.push((day, Count::of(register.counted().map(|entry| entry.standing))));
    }
    let now = Register::of(cx).await?;
    points.push((cx.today(), Count::of(now.counted().map(|entry| entry.standing))));
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
        periods: points.iter().map(|(day, _)| day.strftime("%Y-%m").to_string()).collect(),
        traces: Standing::COUNTED.map(trace).to_vec(),
        level: None,
    };
    Ok(ui::chart(cx, &cx.t("class-trend"), chart.svg(), chart.table()))
}
