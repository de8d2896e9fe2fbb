//! What the area tells those who lead: what holds and who sees to it, how the programme stands, what is late (ISM-03, REP-18).

use stadga_model::{Date, Head, Refusal};
use stadga_publish::{
    chart::{Part as Piece, Stacked},
    document::{Colour, Grade},
};
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Part, Row, Scope},
};

use crate::{
    LegalDuty, LegalReview, RegisterExtract,
    law::Standing,
    pages::{Register, called},
    part::State,
    programmed::{Line, Programmed, programmes},
    scope,
};

/// The chapter, as the reader sees it at the instant that is looked from.
///
/// # Errors
/// Broken.
pub(crate) async fn chapter(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
    let mut chapter = Chapter { figures: figures(cx, scope).await?, parts: Vec::new() };
    for (head, programme) in programmes(cx).await? {
        if programme.state == crate::programme::State::Running {
            let one = Programmed::of(cx, head, programme).await?;
            let lines: Vec<&Line> =
                one.lines.iter().filter(|line| scope.covers(line.part.unit)).collect();
            if !lines.is_empty() {
                chapter.parts.extend(programme_parts(cx, &one, &lines));
            }
        }
    }
    Ok(chapter)
}

async fn figures(cx: &Context, scope: &Scope) -> Result<Vec<Figure>, Refusal> {
    let (register, today) = (Register::of(cx).await?, cx.today());
    let holding = register.laws.iter().filter(|(_, law)| law.standing(today) == Standing::InForce);
    let holding: Vec<_> = holding.filter(|(_, law)| scope.covers(law.unit)).collect();
    let new = holding.iter().filter(|(_, law)| law.in_force.is_some_and(|day| day >= scope.since));
    let unkept = register.unkept(today).filter(|(_, one)| scope.covers(one.unit)).count();
    let unsure = holding.iter().filter(|(_, law)| law.is_unsure()).count();
    let open = cx.every::<crate::Scope>().await?;
    let open = open
        .iter()
        .filter(|(_, one)| one.state == scope::State::Open && scope.covers(one.unit))
        .count();
    let late = late_duties(cx, scope, today).await?;
    let mut figures = vec![
        Figure::pieces("unkept", cx.t("chapter-laws-unkept"), unkept, "/laws#unkept"),
        Figure::pieces(
            "alarms",
            cx.t("chapter-laws-alarms"),
            alarms(cx, scope).await?,
            super::pages::PROGRAMMES,
        ),
        Figure::pieces("late", cx.t("chapter-laws-late"), late, "/legal-duty?state=to-do,in-place"),
        Figure::pieces("open", cx.t("chapter-laws-open"), open, "/legal-scope?state=open"),
        Figure::pieces(
            "holding",
            cx.t("chapter-laws-holding"),
            holding.len(),
            super::pages::REGISTER,
        ),
        Figure::pieces(
            "new",
            cx.t("chapter-laws-new"),
            new.count(),
            format!("/law?in_force.from={}&in_force.to=today", scope.since),
        ),
        Figure::pieces(
            "unsure",
            cx.t("chapter-laws-unsure"),
            unsure,
            "/law?verify=true&verified.empty",
        ),
    ];
    figures.extend(personal(cx, scope, today).await?);
    Ok(figures)
}

async fn alarms(cx: &Context, scope: &Scope) -> Result<usize, Refusal> {
    let parts = cx.every::<crate::Part>().await?;
    let rings = |(head, part): &&(Head, crate::Part)| {
        scope.covers(part.unit)
            && crate::programmed::alarm(head, part, cx.today())
                .is_some_and(crate::part::Alarm::rings)
    };
    Ok(parts.iter().filter(rings).count())
}

async fn late_duties(cx: &Context, scope: &Scope, today: Date) -> Result<usize, Refusal> {
    let duties = cx.every::<LegalDuty>().await?;
    let late = |duty: &LegalDuty| {
        let untold = duty.untold().any(|(_, by)| by.is_some_and(|by| by < today));
        untold || duty.next().is_some_and(|day| day < today)
    };
    Ok(duties.iter().filter(|(_, duty)| scope.covers(duty.unit) && late(duty)).count())
}

/// What there is to tell of data protection: deviations of the year, and extracts that are late.
async fn personal(cx: &Context, scope: &Scope, today: Date) -> Result<Vec<Figure>, Refusal> {
    let year = i64::from(today.year());
    let reviews = cx.every::<LegalReview>().await?;
    let now = reviews.iter().filter(|(head, one)| {
        !head.withholds("deviations") && one.year == year && scope.covers(one.unit)
    });
    let found: i64 = now.filter_map(|(_, one)| one.deviations).sum();
    let mut figures = vec![Figure {
        value: Some(found),
        ..Figure::pieces(
            "deviations",
            cx.t("chapter-laws-deviations"),
            0,
            format!("/legal-review?year={year}"),
        )
    }];
    let extracts = match cx.every::<RegisterExtract>().await {
        Ok(extracts) => extracts,
        Err(Refusal::Denied) => return Ok(figures),
        Err(other) => return Err(other),
    };
    let late = extracts.iter().filter(|(_, one)| one.is_open() && one.due() < today);
    let late = late.filter(|(_, one)| scope.covers(one.unit)).count();
    let href = "/register-extract?state=received,gathering";
    figures.push(Figure::pieces("extracts", cx.t("chapter-laws-extracts"), late, href));
    Ok(figures)
}

/// How the parts of a programme stand: a bar, and a table of those that want something.
fn programme_parts(cx: &Context, one: &Programmed, lines: &[&Line]) -> Vec<Part> {
    let title = called(&one.head, "title", &one.programme.title).to_owned();
    let count = |state: State| lines.iter().filter(|line| line.part.state == state).count() as u64;
    let piece = |state: State| {
        let (symbol, colour) = match state {
            State::Done => ("●", Colour::Green),
            State::Introducing => ("◕", Colour::Neutral),
            State::Running => ("◐", Colour::Yellow),
            State::NotStarted => ("○", Colour::Red),
            State::Dropped => ("–", Colour::White),
        };
        let word = cx.t(&format!("law-programme-part-state-is-{}", state.key()));
        Piece { grade: Grade { symbol: symbol.into(), word, colour }, count: count(state) }
    };
    let bar = Stacked {
        id: format!("laws-{}", one.head.number.to_lowercase()),
        title: cx.t_with("chapter-laws-programme", &[("programme", &title)]),
        description: cx.t("chapter-laws-programme-description"),
        header: [cx.t("law-programme-part-state"), cx.t("chapter-laws-parts")],
        parts: State::ALL.map(piece).to_vec(),
    };
    let ringing =
        lines.iter().filter_map(|line| Some((line, line.alarm.filter(|alarm| alarm.rings())?)));
    let rows: Vec<Row> = ringing
        .map(|(line, alarm)| Row {
            href: Some(format!("/law-programme-part/{}", line.head.id)),
            cells: vec![
                called(&line.head, "title", &line.part.title).to_owned(),
                cx.t(&format!("law-programme-part-state-is-{}", line.part.state.key())),
                cx.t(&format!("alarm-is-{}", alarm.key())),
                alarm.day().map(|day| day.to_string()).unwrap_or_default(),
            ],
        })
        .collect();
    let heads = [
        "law-programme-part-title",
        "law-programme-part-state",
        "programme-alarm",
        "programme-day",
    ];
    let mut parts = vec![Part::Chart {
        title: bar.title.clone(),
        alt: bar.description.clone(),
        svg: bar.svg(),
        numbers: bar.table(),
    }];
    if !rows.is_empty() {
        let heads = heads.map(|key| cx.t(key)).to_vec();
        parts.push(Part::Rows { title: cx.t("programme-alarms"), heads, rows });
    }
    parts
}
