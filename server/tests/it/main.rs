//! The whole program's tests: what holds for every route, role, text, page and file.

#[cfg(test)]
mod access;
#[cfg(test)]
mod api;
#[cfg(test)]
mod asvs;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod breaches;
#[cfg(test)]
mod health;
#[cfg(test)]
mod import;
#[cfg(test)]
mod import_rows;
#[cfg(test)]
mod instances;
#[cfg(test)]
mod openapi;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod program;
#[cfg(test)]
mod published;
#[cfg(test)]
mod routes;
#[cfg(test)]
mod scim;
#[cfg(test)]
mod secrecy;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod slow;
#[cfg(test)]
mod source;
#[cfg(test)]
mod texts;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod two_factor;
#[cfg(test)]
mod walls;
#[cfg(test)]
mod watching;

use stadga_testkit::World;

/// The program with all areas and the demo region.
async fn world() -> World {
    World::of(stadga::areas::all()).await
}
