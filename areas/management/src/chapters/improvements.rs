//! The chapter on deviations, shortcomings and improvement areas, with the board's watch-list (ISM-05, ISM-06).

use stadga_measures::{Improvement, improvement::State};
use stadga_model::Refusal;
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Scope},
    ui::Titles,
};

use super::{concerning, day, row, table, within};

/// What is neither mended nor left, as the list asks for it.
const OPEN: &str = "/improvement?state=open,in-progress";

fn is_open(one: &Improvement) -> bool {
    matches!(one.state, State::Open | State::InProgress)
}

/// The chapter.
pub(super) async fn chapter(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let needed = ["improvement_type", "urgent", "found"];
    let all = concerning::<Improvement>(cx, scope, &needed).await?;
    if all.is_empty() {
        return Ok(Chapter::default());
    }
    let units = scope.filter();
    let pieces = |key: &'static str, fits: &dyn Fn(&Improvement) -> bool, href: String| {
        let count = all.iter().filter(|(_, one)| fits(one)).count();
        Figure::pieces(key, cx.t(&format!("chapter-improvements-{key}")), count, href)
    };
    let deviates = |one: &Improvement| {
        is_open(one) && ["deviation", "deficiency"].contains(&one.improvement_type.0.as_str())
    };
    let since = scope.since.tomorrow().unwrap_or(scope.since);
    let figures = vec![
        pieces("watched", &|one| is_open(one) && one.urgent, format!("{OPEN}&urgent=true{units}")),
        pieces(
            "deviations",
            &deviates,
            format!("{OPEN}&improvement_type=deviation,deficiency{units}"),
        ),
        pieces("open", &is_open, format!("{OPEN}{units}")),
        pieces(
            "found",
            &|one| within(cx, scope, Some(one.found)),
            format!("/improvement?found.from={since}&found.to=today{units}"),
        ),
        pieces(
            "dismissed",
            &|one| one.state == State::Dismissed,
            format!("/improvement?state=dismissed{units}"),
        ),
    ];
    let watched: Vec<_> = all.iter().filter(|(_, one)| is_open(one) && one.urgent).collect();
    let owners = watched.iter().filter_map(|(_, one)| one.owner.map(|id| id.cast()));
    let titles = Titles::of(cx, owners).await?;
    let rows = watched.iter().map(|(head, one)| {
        let owner = one.owner.map(|owner| titles.text(cx, owner.cast()));
        let state = head.state.as_deref().unwrap_or_default();
        let title = super::measures::told(head, &one.title);
        let owner = owner.unwrap_or_else(|| "–".to_owned());
        let state = cx.t(&format!("improvement-state-is-{state}"));
        row::<Improvement>(head, vec![title, owner, day(Some(one.found)), state])
    });
    let heads =
        ["improvement-title", "improvement-owner", "improvement-found", "improvement-state"];
    let watched = table(cx, "chapter-improvements-watched-rows", &heads, rows.collect());
    Ok(Chapter { figures, parts: watched.into_iter().collect() })
}
