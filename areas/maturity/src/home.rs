//! What maturity asks of people on their own page: to answer, to plan, close and choose, and to follow up what was chosen.

use jiff::ToSpan as _;
use stadga_measures::Measure;
use stadga_model::{Date, Head, Id, Refusal};
use stadga_organisation::Posts;
use stadga_web::{Context, Duty};

use crate::{
    MaturityAssessment, MaturityRound,
    limits::limits,
    maturity_assessment::State as Answering,
    maturity_choice::Silence,
    maturity_round::State,
    measurement::{
        Measurement, called, choices, chosen_by, is_followed, is_yearly, newest_closed, rounds,
    },
    pages,
};

/// What is asked of the reader.
///
/// # Errors
/// Broken.
pub(crate) async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let Some(me) = cx.door.actor().person else { return Ok(Vec::new()) };
    let rounds = rounds(cx).await?;
    let posts = Posts::of(cx).await?;
    let mine = posts.units(&[limits().answers_role.as_str()]);
    let mut duties = Vec::new();
    for (head, round) in rounds.iter().filter(|(_, round)| round.state == State::Open) {
        let Some(open) = Measurement::of(cx, head.clone(), round.clone()).await? else { continue };
        let asked = open.parts.iter().filter(|part| !part.is_submitted());
        let asked = asked.filter(|part| match part.assessment.owner {
            Some(owner) => owner.cast() == me,
            None => mine.contains(&part.assessment.unit.cast()),
        });
        duties.extend(asked.map(|part| answer(cx, &part.head, &part.assessment)));
        if round.owner.map(Id::cast) == Some(me) {
            duties.extend(lead(cx, &open));
        }
    }
    if posts.holds(&limits().leads_role) {
        duties.extend(yearly(cx, &rounds));
        duties.extend(choose(cx, &rounds).await?);
    }
    duties.extend(follow_up(cx, me).await?);
    Ok(duties)
}

/// The assessment that the reader answers: asked, reminded, late (CTL-06).
fn answer(cx: &Context, head: &Head, assessment: &MaturityAssessment) -> Duty {
    let key = match how_late(assessment.due, cx.today()) {
        Lateness::Time => "duty-maturity-answer",
        Lateness::Soon => "duty-maturity-remind",
        Lateness::Late => "duty-maturity-late",
    };
    let begun = assessment.state == Answering::Ongoing;
    Duty {
        what: cx.t_with(key, &[("title", &assessment.title)]),
        why: cx.t(if begun { "duty-maturity-go-on-why" } else { "duty-maturity-answer-why" }),
        href: pages::answer_address(head),
        due: assessment.due,
        minutes: minutes(assessment),
    }
}

/// About how long what is left takes.
pub(crate) fn minutes(assessment: &MaturityAssessment) -> u16 {
    let each = assessment.model().map_or(1, |model| model.minutes);
    let left = u16::try_from(assessment.left()).unwrap_or(u16::MAX);
    each.saturating_mul(left).max(2)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lateness {
    Time,
    Soon,
    Late,
}

fn how_late(due: Option<Date>, today: Date) -> Lateness {
    let Some(due) = due else { return Lateness::Time };
    match due {
        due if due < today => Lateness::Late,
        due if due <= today.saturating_add(limits().remind_days.days()) => Lateness::Soon,
        _ => Lateness::Time,
    }
}

/// Who leads an open round sees to that somebody answers, and that it is closed.
fn lead(cx: &Context, open: &Measurement) -> Vec<Duty> {
    let nobody = open.parts.iter().filter(|part| !part.is_submitted());
    let nobody = nobody.filter(|part| part.assessment.owner.is_none());
    let nobody = nobody.map(|part| Duty {
        what: cx.t_with("duty-maturity-nobody", &[("unit", &part.name)]),
        why: cx.t("duty-maturity-nobody-why"),
        href: format!("/maturity-assessment/{}/edit", part.head.id),
        due: part.assessment.due,
        minutes: 5,
    });
    let mut duties: Vec<Duty> = nobody.collect();
    let to = open.round.period.to;
    let whole = open.asked() > 0 && open.submitted() == open.asked();
    if whole || to.is_some_and(|to| to < cx.today()) {
        duties.push(Duty {
            what: cx.t_with("duty-maturity-close", &[("title", &open.round.title)]),
            why: cx.t("duty-maturity-close-why"),
            href: format!("/maturity-round/{}", open.head.id),
            due: to,
            minutes: 10,
        });
    }
    duties
}

/// There is a measurement each year (CTL-06); one that was planned is opened.
fn yearly(cx: &Context, rounds: &[(Head, MaturityRound)]) -> Option<Duty> {
    let year = cx.today().year();
    let ours = rounds.iter().find(|(_, round)| is_yearly(round) && round.year >= i64::from(year));
    let (key, href, due) = match ours {
        None => ("duty-maturity-plan", "/maturity-round/new".to_owned(), None),
        Some((head, round)) if round.state == State::Planned && round.period.from <= cx.today() => {
            let href = format!("/maturity-round/{}", head.id);
            ("duty-maturity-open", href, Some(round.period.from))
        }
        Some(_) => return None,
    };
    Some(Duty {
        what: cx.t_with(key, &[("year", &year.to_string())]),
        why: cx.t("duty-maturity-plan-why"),
        href,
        due,
        minutes: 15,
    })
}

/// Areas are chosen by the newest measurement (CTL-07).
async fn choose(cx: &Context, rounds: &[(Head, MaturityRound)]) -> Result<Option<Duty>, Refusal> {
    let Some((head, round)) = newest_closed(rounds) else { return Ok(None) };
    let made = chosen_by(&choices(cx).await?, head.id).is_some();
    Ok((!made).then(|| Duty {
        what: cx.t_with("duty-maturity-choose", &[("title", &round.title)]),
        why: cx.t("duty-maturity-choose-why"),
        href: pages::choose_address(head),
        due: None,
        minutes: 20,
    }))
}

/// Measures of the reader's chosen areas that tell nothing of progress or effect (T33).
async fn follow_up(cx: &Context, me: Id) -> Result<Vec<Duty>, Refusal> {
    let mut duties = Vec::new();
    for (head, choice) in choices(cx).await? {
        let ours = choice.owner.map(Id::cast) == Some(me);
        if !ours || !is_followed(&choice, cx.today().year()) {
            continue;
        }
        let ids: Vec<Id> = choice.work.iter().map(|one| one.measure.cast()).collect();
        let found = cx.door.read_many(&ids).await?;
        let silent = found.iter().filter_map(|record| {
            let known = !record.head.withholds("effects") && !record.head.withholds("progress");
            let measure = record.typed::<Measure>().ok().filter(|_| known)?;
            let silences = Silence::of(&measure, cx.today());
            (!silences.is_empty()).then_some(())
        });
        let count = silent.count();
        if count > 0 {
            duties.push(Duty {
                what: cx.t_with(
                    "duty-maturity-effect",
                    &[("count", &count.to_string()), ("choice", &called(&head, &choice.title))],
                ),
                why: cx.t("duty-maturity-effect-why"),
                href: pages::WORK.to_owned(),
                due: None,
                minutes: 10,
            });
        }
    }
    Ok(duties)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::assessment;

    #[test]
    fn ctl_06_one_is_reminded_some_time_before_the_last_day() {
        let today = "2024-01-24".parse().unwrap();
        let told = |due: &str| how_late(due.parse().ok(), today);
        assert_eq!(told("2024-01-23"), Lateness::Late);
        assert_eq!(told("2024-01-24"), Lateness::Soon);
        assert_eq!(told("2024-02-07"), Lateness::Soon);
        assert_eq!(told("2024-02-08"), Lateness::Time);
        assert_eq!(how_late(None, today), Lateness::Time);
    }

    #[test]
    fn ctl_06_the_time_that_it_takes_goes_by_what_is_left() {
        let mut one = assessment("ongoing");
        assert_eq!(minutes(&one), 2, "only to be handed in");
        one.answers.truncate(14);
        assert_eq!(minutes(&one), 20, "ten sentences of two minutes");
    }
}
