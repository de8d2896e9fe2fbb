//! The attendance of a meeting, begun from who sits there: nobody writes the members down once more (ORG-18, ORG-24).

use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Action, Id, Refusal, Revision, Term};
use stadga_store::ListQuery;
use stadga_web::{Context, Problem, ui};

use crate::{
    Assignment, Forum, Meeting, Unit,
    meeting::{Attendance, Came, State},
    posts::BOARD,
};

/// For whom the elected sit: a key of the scale `party`.
const ELECTED: &str = "elected";

/// POST /meeting/{id}/attendance: enters everybody who sits there as present, to be mended.
pub(super) async fn begin(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let id: Id<Meeting> = id.parse().map_err(|_| Refusal::NotFound)?;
    let mut opened = cx.door.open_as(id).await?;
    if opened.body.attendance.is_empty() {
        opened.body.attendance = seats(&cx, &opened.body).await?;
        cx.door.save(opened, "").await?;
    }
    Ok(Redirect::to(&format!("/meeting/{id}/edit#attendance")).into_response())
}

/// The seats of a forum, or of a board on the day of the meeting.
async fn seats(cx: &Context, meeting: &Meeting) -> Result<Vec<Attendance>, Refusal> {
    match cx.door.read_as::<Forum>(meeting.body.cast()).await {
        Ok((_, forum)) => Ok(forum.members.into_iter().map(of_member).collect()),
        Err(Refusal::NotFound) => of_board(cx, meeting).await,
        Err(broken) => Err(broken),
    }
}

fn of_member(member: crate::Member) -> Attendance {
    let crate::Member { role, person, party, .. } = member;
    Attendance { role, person, party, came: Came::Present }
}

async fn of_board(cx: &Context, meeting: &Meeting) -> Result<Vec<Attendance>, Refusal> {
    let unit: Id<Unit> = meeting.body.cast();
    let held = cx.door.all::<Assignment>(ListQuery::linking("unit", unit)).await?.into_iter();
    let sits = held
        .map(|(_, one)| one)
        .filter(|one| BOARD.contains(&one.role.0.as_str()) && one.period.holds(meeting.date));
    let row = |one: Assignment| Attendance {
        role: Some(one.role),
        person: one.person,
        party: Some(Term::from(ELECTED)),
        came: Came::Present,
    };
    Ok(sits.map(row).collect())
}

/// On the page of a meeting whose attendance nobody has entered: the button that begins it.
pub(super) async fn aside(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let meeting: Meeting = revision.typed()?;
    let open = meeting.attendance.is_empty() && meeting.state != State::Cancelled;
    let may = cx.past().is_none() && cx.door.may(Action::Change, &revision.head);
    if !open || !may || meeting.date > cx.today() {
        return Ok(Context::nothing());
    }
    Ok(ui::panel(
        "meeting-attendance",
        &cx.t("meeting-attendance"),
        &html! {
            p { (cx.t("attendance-none")) }
            form method="post" action=(format!("/meeting/{}/attendance", revision.head.id)) {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("attendance-begin")) }
            }
        },
    ))
}
