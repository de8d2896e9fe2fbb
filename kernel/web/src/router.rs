//! All routes: the kernel's own, the API's, and each area's; the gate lies around them.

use crate::{
    App, Context, Problem, api, assets, breach_page, bulk, export, files, form, gate, health, home,
    import, list_page, pick, preference, record_page, scim, search_page, secrecy, sign_in,
};
use axum::{
    Router,
    routing::{MethodRouter, get, post},
};
use gate::{Cost, costly};
use stadga_model::Refusal;

/// The pages that every kind has, and those that are there once. The areas' own come in their place where they are more
/// exact: `/audit/read` before `/{kind}/{id}`.
fn pages() -> Vec<(&'static str, MethodRouter<App>)> {
    vec![
        ("/", get(home::show)),
        ("/assets/{version}/{name}", get(assets::serve)),
        ("/breaches", get(breach_page::show)),
        ("/files/{id}", get(files::fetch)),
        ("/health/alive", get(health::alive)),
        ("/health/ready", get(health::ready)),
        ("/language/{code}", get(preference::choose_language)),
        ("/pick", get(pick::options)),
        ("/r/{number}", get(record_page::by_number)),
        ("/search", costly(Cost::Search, get(search_page::show))),
        ("/{kind}", get(list_page::show)),
        ("/{kind}/bulk", post(bulk::change)),
        ("/{kind}/export.csv", costly(Cost::Export, get(export::text))),
        ("/{kind}/export.xlsx", costly(Cost::Export, get(export::excel))),
        ("/{kind}/new", get(form::new).post(form::create).layer(form::limit())),
        ("/{kind}/views", post(list_page::save)),
        ("/{kind}/views/forget", post(list_page::forget)),
        ("/{kind}/{id}", get(record_page::show)),
        ("/{kind}/{id}/edit", get(form::edit).post(form::change).layer(form::limit())),
        (
            "/{kind}/{id}/edit/whole",
            get(form::edit_whole).post(form::change_whole).layer(form::limit()),
        ),
        ("/{kind}/{id}/history", get(record_page::history)),
        ("/{kind}/{id}/history/{revision}/proof", get(record_page::proof)),
        ("/{kind}/{id}/mark", get(secrecy::ask_mark).post(secrecy::set_mark)),
        ("/{kind}/{id}/reveal", post(secrecy::reveal)),
        (
            "/{kind}/{id}/move/{name}",
            get(record_page::ask_move).post(record_page::make_move).layer(form::limit()),
        ),
    ]
}

/// All routes without the gate: for tests that bring a context of their own.
pub(crate) fn routes(app: &App) -> Router<App> {
    let own =
        pages().into_iter().fold(Router::new(), |router, (path, page)| router.route(path, page));
    let kernel = own.merge(api::routes()).merge(import::routes()).merge(sign_in::routes());
    let kernel = kernel.merge(scim::routes());
    let areas = app.areas.iter().filter_map(|area| area.routes);
    areas.fold(kernel, |router, area| router.merge(area())).fallback(nowhere)
}

/// The whole program as one service.
pub fn router(app: App) -> Router {
    let routes = routes(&app);
    gate::protect(app, routes)
}

async fn nowhere(_: Context) -> Problem {
    Refusal::NotFound.into()
}
