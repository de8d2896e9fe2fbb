//! The checks that `docs/asvs.toml` names, over real answers of the whole program, and that the list itself is whole.

mod answers;
mod list;
mod log;
mod pace;
mod pages;
mod passwords;
mod sessions;

use crate::routes::{filled, routes};
use stadga_testkit::{Answer, Client, World};

/// The program as people meet it.
async fn served() -> World {
    World::served(stadga::areas::all()).await
}

/// Every route with something in the place of its names, and of each kind the pages of a real record.
async fn addresses(world: &World) -> Vec<String> {
    // What ends the session comes last.
    let mut all: Vec<_> = routes().iter().map(|route| filled(route)).collect();
    for kind in world.app.kinds().iter() {
        let name = kind.spec.kind;
        if let Some(record) = world.all(name).await.into_iter().next() {
            let page = format!("/{name}/{}", record.head.id);
            all.extend([page.clone(), format!("{page}/edit"), format!("{page}/history")]);
            all.push(format!("/api/v1{page}"));
        }
    }
    all.retain(|address| address != "/sign-out");
    all
}

/// The answer at every address, to someone who may see much, and to a stranger.
async fn answers(world: &World) -> Vec<Answer> {
    let mut clients: Vec<Client> = vec![world.stranger()];
    for key in ["strateg", "administrator"] {
        clients.push(world.sign_in(key).await);
    }
    let mut answers = Vec::new();
    for address in addresses(world).await {
        for client in &mut clients {
            answers.push(client.get(&address).await);
        }
    }
    answers
}
