//! What a review of the classification process has to go by: the figures of its day beside those of the review before (CLS-15).

use maud::{Markup, html};
use stadga_model::{Date, Refusal, Revision};
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Scope, on_page},
    ui,
};

use super::{COVERAGE, PRECONDITIONS, on};
use crate::{
    Classification, ClassificationReview,
    chapter::of,
    register::{Lines, Register},
    review::State,
};

/// The figures on a review's page: of the day that it was made, or of today where it is still to be made.
///
/// # Errors
/// Broken.
pub(super) async fn show(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let review: ClassificationReview = revision.typed()?;
    if revision.head.withheld.is_some() {
        return Ok(Context::nothing());
    }
    let made = review.date.filter(|_| review.state == State::Done);
    let day = made.unwrap_or_else(|| cx.today());
    let mut days = others(cx, revision).await?;
    days.retain(|other| *other < day);
    let (previous, earlier) = (days.pop(), days.pop());
    let now = figures(cx, day, previous).await?;
    let before = match previous {
        Some(previous) => figures(cx, previous, earlier).await?,
        None => Chapter::default(),
    };
    let title = cx.t_with("class-review-figures", &[("date", &day.to_string())]);
    Ok(ui::panel(
        "class-review",
        &title,
        &html! {
            p { (cx.t("class-review-lead")) }
            (on_page(cx, &title, &now, &before))
            p { a href=(PRECONDITIONS) { (cx.t("class-preconditions-title")) } }
        },
    ))
}

/// The days of all other reviews that are made, in order.
async fn others(cx: &Context, this: &Revision) -> Result<Vec<Date>, Refusal> {
    let all = cx.every::<ClassificationReview>().await?.into_iter();
    let done = all.filter(|(head, one)| {
        head.id != this.head.id && head.withheld.is_none() && one.state == State::Done
    });
    let mut days: Vec<Date> = done.filter_map(|(_, one)| one.date).collect();
    days.sort();
    Ok(days)
}

/// The area's figures as they were on a day, and what the process itself is judged by; counted from the review before on.
async fn figures(cx: &Context, day: Date, since: Option<Date>) -> Result<Chapter, Refusal> {
    let at = on(cx, day);
    let scope = Scope { units: None, since: since.unwrap_or(Date::MIN) };
    let mut chapter = of(&at, &scope).await?;
    let (register, lines) = (Register::of(&at).await?, Lines::of(&at).await?);
    let is_late = |due: Option<Date>| due.is_some_and(|due| due < day);
    let late = register.counted().filter(|entry| is_late(lines.due(entry))).count();
    let mut made = at.every::<Classification>().await?;
    made.retain(|(head, one)| {
        let fresh = since.is_none_or(|since| one.date > since);
        head.withheld.is_none() && one.is_established() && fresh
    });
    let deviating = made.iter().filter(|(_, one)| !one.deviations.is_empty()).count();
    let figure = |key: &'static str, count: usize, href: &str| {
        Figure::pieces(key, cx.t(&format!("class-review-{key}")), count, href)
    };
    chapter.figures.extend([
        figure("late", late, COVERAGE),
        figure("made", made.len(), "/classification"),
        figure("deviating", deviating, "/classification"),
    ]);
    Ok(chapter)
}
