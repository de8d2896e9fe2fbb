//! Asking a sign-in service: few and short answers, with patience that ends, nowhere else than where it said.

use super::Trouble;
use stadga_access::is_safe;
use std::{sync::LazyLock, time::Duration};
use tokio::task::spawn_blocking;
use ureq::{
    Agent,
    tls::{RootCerts, TlsConfig},
};

/// No answer is longer.
const LONGEST: u64 = 1024 * 1024;
/// No answer takes longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Trusts what the machine trusts: an organisation's own authority may be among it. Follows nobody elsewhere.
static AGENT: LazyLock<Agent> = LazyLock::new(|| {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = Agent::config_builder().timeout_global(Some(PATIENCE)).max_redirects(0);
    config.tls_config(tls).build().new_agent()
});

/// What lies at an address.
pub(super) async fn get(address: &str) -> Result<Vec<u8>, Trouble> {
    let address = safe(address)?;
    ask(move || {
        let request = AGENT.get(&address);
        let answer = match is_here(&address) {
            true => request.config().proxy(None).build().call(),
            false => request.call(),
        };
        read(answer?)
    })
    .await
}

/// The answer to a form, sent with what shows who sends it.
pub(super) async fn post(
    address: &str,
    authorization: Option<String>,
    form: Vec<(&'static str, String)>,
) -> Result<Vec<u8>, Trouble> {
    let address = safe(address)?;
    ask(move || {
        let mut request = AGENT.post(&address);
        if let Some(authorization) = &authorization {
            request = request.header("authorization", authorization);
        }
        let answer = match is_here(&address) {
            true => request.config().proxy(None).build().send_form(form),
            false => request.send_form(form),
        };
        read(answer?)
    })
    .await
}

async fn ask(
    work: impl FnOnce() -> Result<Vec<u8>, ureq::Error> + Send + 'static,
) -> Result<Vec<u8>, Trouble> {
    let answer = spawn_blocking(work).await.map_err(|fault| Trouble::Away(fault.to_string()))?;
    answer.map_err(|fault| Trouble::Away(fault.to_string()))
}

fn read(mut answer: ureq::http::Response<ureq::Body>) -> Result<Vec<u8>, ureq::Error> {
    answer.body_mut().with_config().limit(LONGEST).read_to_vec()
}

fn safe(address: &str) -> Result<String, Trouble> {
    if is_safe(address) {
        return Ok(address.to_owned());
    }
    Err(stadga_access::OidcFault::Unencrypted.into())
}

/// A service on this machine is not asked by way of a proxy.
fn is_here(address: &str) -> bool {
    address.starts_with("http://")
}
