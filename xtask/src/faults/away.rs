//! PostgreSQL is stopped under the running program and started again: who asks meanwhile is told, and it mends itself.

use super::site::{Site, make, read, top, until};
use crate::bench::client::Client;
use crate::postgres::Cluster;
use crate::run::Outcome;
use std::path::Path;

/// Stops the database and starts it again, three times.
///
/// # Errors
/// Names what did not hold.
pub fn test(program: &Path) -> Outcome {
    let mut cluster = Cluster::start_durable()?;
    let site = Site::new(program, "away", Some(cluster.address()))?;
    let served = site.serve()?;
    let mut client = served.sign_in_first()?;
    let top = top(&mut client)?;
    let mut made = Vec::new();
    for round in 1..=3 {
        let one = make(&mut client, &top, &format!("runda {round}"))?;
        made.push(one.map_err(|status| format!("before: {status}"))?);
        cluster.break_off()?;
        is_told(&mut client.again(served.address)?)?;
        match make(&mut client.again(served.address)?, &top, "borta")? {
            Err(503) => {}
            other => return Err(format!("a write without a database answered {other:?}").into()),
        }
        cluster.resume()?;
        let mut again = client.again(served.address)?;
        let took = until("the program mends itself", || Ok(again.get("/unit")?.status == 200))?;
        println!("round {round}: well {} ms after the database", took.as_millis());
        client = again;
    }
    for id in &made {
        read(&mut client, &format!("/api/v1/unit/{id}"))?;
    }
    let revisions = site.verify()?;
    println!("{revisions} revisions verify");
    served.kill()
}

fn is_told(client: &mut Client) -> Outcome {
    let page = client.get("/unit")?;
    if page.status != 503 || !page.text().contains("svarar inte just nu") {
        return Err(format!("a page without a database answered {}", page.status).into());
    }
    let told = client.get("/api/v1/unit")?;
    if told.status != 503 || !told.text().contains("\"away\"") {
        return Err(format!("the API without a database answered {}", told.status).into());
    }
    Ok(())
}
