//! The demo region with what the area stands on, and a request worked through from the page.

use crate::{DisclosureCopy, DisclosureDetail, DisclosureRequest};
use stadga_model::{FileId, Id, Record as _, Revision};
use stadga_store::ListQuery;
use stadga_testkit::{Answer, Client, World};
use stadga_web::Area;

/// The area with what it stands on.
pub fn ground() -> Vec<Area> {
    vec![
        stadga_organisation::area(),
        stadga_decisions::area(),
        stadga_measures::area(),
        stadga_secrecy::area(),
        crate::area(),
    ]
}

/// Whom all marks of these tests name as a reader.
pub const CLEARED: &str = "strateg";

pub async fn world() -> World {
    World::of(ground()).await
}

/// The address of a request's workbench and what stands below it.
pub fn work(id: Id<DisclosureRequest>, part: &str) -> String {
    format!("/disclosure-request/{id}/{part}")
}

/// The request under way in the demo, which covers a marked measure among open ones.
pub fn under_way(world: &World) -> Id<DisclosureRequest> {
    world.id("utl-pagar")
}

/// Decides on everything as proposed and makes copies; the newest copy.
pub async fn copied(world: &World, officer: &mut Client, id: Id<DisclosureRequest>) -> Revision {
    officer.post(&work(id, "work"), &[("act", "as-proposed")]).await.is(303);
    made(world, officer, id).await
}

/// Makes copies; the newest copy.
pub async fn made(world: &World, officer: &mut Client, id: Id<DisclosureRequest>) -> Revision {
    officer.post(&work(id, "copies"), &[]).await.is(303);
    let door = world.door_of(CLEARED).await;
    let mut copies = door.list(DisclosureCopy::KIND, &ListQuery::default()).await.unwrap().rows;
    copies.retain(|copy| copy.body["request"] == id.to_string());
    copies.sort_by_key(|copy| copy.head.id);
    copies.pop().expect("a copy")
}

/// What was decided on a request.
pub async fn details(world: &World, id: Id<DisclosureRequest>) -> Vec<DisclosureDetail> {
    let all = world.door_of(CLEARED).await.all(ListQuery::default()).await.unwrap();
    let all = all.into_iter().map(|(_, detail): (_, DisclosureDetail)| detail);
    all.filter(|detail| detail.request == id).collect()
}

/// A file of a copy.
pub async fn file(client: &mut Client, copy: &Revision, name: &str) -> Answer {
    let id: FileId = serde_json::from_value(copy.body[name].clone()).unwrap();
    client.get(&format!("/files/{}", id.0)).await
}
