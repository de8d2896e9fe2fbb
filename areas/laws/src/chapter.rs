//! What the area tells those who lead: what holds and who sees to it, how the programme stands, what is late (ISM-03, REP-18).

use stadga_model::{Date, Refusal};
use stadga_publish::{
    chart::{Part as Piece, Stacked},
    document::{Colour, Grade},
};
use stadga_web::{
    Context,
    chapter::{Chapter, Figure, Part, Row, Scope},
    published::language,
};

use crate::{
    LegalReview,
    counted::{counted, laws},
    pages::{Register, behind_address, called},
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
                chapter.parts.extend(programme_parts(cx, scope, &one, &lines));
            }
        }
    }
    Ok(chapter)
}

async fn figures(cx: &Context, scope: &Scope) -> Result<Vec<Figure>, Refusal> {
    let (register, today) = (Register::of(cx).await?, cx.today());
    let unkept = register.unkept(today).filter(|(_, one)| scope.covers(one.unit)).count();
    let open = cx.every::<crate::Scope>().await?;
    let open = open
        .iter()
        .filter(|(_, one)| one.state == scope::State::Open && scope.covers(one.unit))
        .count();
    let figure = |key: &'static str, count: usize, href: String| {
        Figure::pieces(key, cx.t(&format!("chapter-laws-{key}")), count, href)
    };
    let behind = |key: &'static str, count: usize| figure(key, count, behind_address(key, scope));
    let law = |key: &'static str| behind(key, laws(&register, scope, today, key).count());
    let late = counted(cx, scope, "late").await?.unwrap_or_default().len();
    let alarms = counted(cx, scope, "alarms").await?.unwrap_or_default().len();
    let of_scope = format!("/legal-scope?state=open{}", scope.filter());
    let mut figures = vec![
        match scope.units {
            None => figure("unkept", unkept, "/laws#unkept".into()),
            Some(_) => behind("unkept", unkept),
        },
        behind("alarms", alarms),
        behind("late", late),
        figure("open", open, of_scope),
        law("holding"),
        law("new"),
        law("unsure"),
    ];
    figures.extend(personal(cx, scope, today).await?);
    Ok(figures)
}

/// What there is to tell of data protection: deviations of the year, and extracts that are late.
async fn personal(cx: &Context, scope: &Scope, today: Date) -> Result<Vec<Figure>, Refusal> {
    let year = i64::from(today.year());
    let reviews = cx.every::<LegalReview>().await?;
    let now = reviews.iter().filter(|(head, one)| {
        !head.withholds("deviations") && one.year == year && scope.covers(one.unit)
    });
    let found: i64 = now.filter_map(|(_, one)| one.deviations).sum();
    let of_year = format!("/legal-review?year={year}{}", scope.filter());
    let mut figures = vec![Figure {
        value: Some(found),
        ..Figure::pieces("deviations", cx.t("chapter-laws-deviations"), 0, of_year)
    }];
    figures.extend(counted(cx, scope, "extracts").await?.map(|late| {
        let href = behind_address("extracts", scope);
        Figure::pieces("extracts", cx.t("chapter-laws-extracts"), late.len(), href)
    }));
    Ok(figures)
}

/// How the parts of a programme stand: a bar, and a table of those that want something.
fn programme_parts(cx: &Context, scope: &Scope, one: &Programmed, lines: &[&Line]) -> Vec<Part> {
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
        // The very parts that are counted: those of the programme that concern the same units.
        let (programme, units) = (one.head.id, scope.filter());
        let state_is = state.key();
        let href = format!("/law-programme-part?programme={programme}&state={state_is}{units}");
        Piece {
            grade: Grade { symbol: symbol.into(), word, colour },
            count: count(state),
            href: Some(href),
        }
    };
    let bar = Stacked {
        id: format!("laws-{}", one.head.number.to_lowercase()),
        title: cx.t_with("chapter-laws-programme", &[("programme", &title)]),
        description: cx.t("chapter-laws-programme-description"),
        language: language(cx.language),
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
