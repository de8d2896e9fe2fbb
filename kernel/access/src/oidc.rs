//! OpenID Connect: the organisation's own sign-in services, and what they vouch for. No network: that is the web crate's.

mod claims;
mod jws;

pub use claims::{Claims, Wanted};
pub use jws::{KeySet, OidcFault};

use crate::Level;
use base64::{
    Engine as _,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::{collections::BTreeMap, fmt};

/// A sign-in service (identity provider) as the organisation's settings describe it.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// What it is called in addresses: letters, digits and dashes.
    pub key: String,
    /// What its button says.
    pub name: String,
    /// Who it is: the address that its settings lie under, and that everything it signs must name.
    pub issuer: String,
    /// What Stadga is called there.
    pub client_id: String,
    /// What Stadga shows that it is Stadga by.
    #[serde(skip)]
    pub secret: String,
    /// The file that the secret is read from.
    #[serde(default)]
    pub secret_file: Option<std::path::PathBuf>,
    /// Or the environment variable.
    #[serde(default)]
    pub secret_variable: Option<String>,
    /// What more is asked for than `openid`.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// The claim that a person is known by: `sub`, or one that the organisation gives itself, such as `employeeHsaId`.
    #[serde(default = "sub")]
    pub subject: String,
    /// The claim that lists the person's groups.
    #[serde(default = "groups")]
    pub groups: String,
    /// Which role each group gives: assigned at sign-in, and ended at the first sign-in without the group.
    #[serde(default)]
    pub roles: BTreeMap<String, String>,
    /// The values of `acr` that count as two factors.
    #[serde(default)]
    pub two_factor: Vec<String>,
}

fn sub() -> String {
    "sub".into()
}

fn groups() -> String {
    "groups".into()
}

/// The secret is never shown.
impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider").field("key", &self.key).field("issuer", &self.issuer).finish()
    }
}

/// The addresses of a sign-in service, as it tells them itself (OpenID Connect Discovery 1.0).
#[derive(Clone, Debug, Deserialize)]
pub struct Metadata {
    /// Who it says that it is.
    pub issuer: String,
    /// Where people are sent to sign in.
    pub authorization_endpoint: String,
    /// Where the code is changed for what it vouches for.
    pub token_endpoint: String,
    /// Where its keys lie.
    pub jwks_uri: String,
    /// Where people are sent to sign out, if it has such a place.
    #[serde(default)]
    pub end_session_endpoint: Option<String>,
    /// How Stadga may show its secret.
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

impl Metadata {
    /// The service's own words, held against its address.
    ///
    /// # Errors
    /// When they cannot be read, are another service's, or name an address that is not encrypted.
    pub fn read(text: &[u8], issuer: &str) -> Result<Self, OidcFault> {
        let metadata: Self =
            serde_json::from_slice(text).map_err(|_| OidcFault::Shape("metadata"))?;
        if metadata.issuer != issuer {
            return Err(OidcFault::Other("issuer"));
        }
        let addresses =
            [&metadata.authorization_endpoint, &metadata.token_endpoint, &metadata.jwks_uri];
        if !addresses.into_iter().all(|address| is_safe(address)) {
            return Err(OidcFault::Unencrypted);
        }
        Ok(metadata)
    }

    /// Whether the secret is shown in the header, as is the rule, or must stand in the form.
    pub fn takes_basic(&self) -> bool {
        let methods = &self.token_endpoint_auth_methods_supported;
        methods.is_empty() || methods.iter().any(|method| method == "client_secret_basic")
    }
}

/// What Stadga shows that it is Stadga by, in a request's header (RFC 6749, 2.3.1).
pub fn basic(provider: &Provider) -> String {
    let part = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let pair = format!("{}:{}", part(&provider.client_id), part(&provider.secret));
    format!("Basic {}", BASE64_STANDARD.encode(pair))
}

/// Encrypted, or on this machine.
pub fn is_safe(address: &str) -> bool {
    let here = ["http://localhost:", "http://localhost/", "http://127.0.0.1:"];
    address.starts_with("https://") || here.iter().any(|start| address.starts_with(start))
}

/// What a sign-in is begun with. Each part but the last two is chance, kept in the session until the answer comes.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// Comes back as it was: the answer is to this question.
    pub state: &'a str,
    /// Stands in the token: it was made for this sign-in.
    pub nonce: &'a str,
    /// Only who knows it can use the code (PKCE, RFC 7636).
    pub verifier: &'a str,
    /// Where the answer goes.
    pub back: &'a str,
    /// Whether two factors are asked for.
    pub strong: bool,
}

impl Provider {
    /// The address at the service where a person signs in.
    pub fn address(&self, metadata: &Metadata, start: Start) -> String {
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(start.verifier));
        let scopes: Vec<_> =
            ["openid"].into_iter().chain(self.scopes.iter().map(String::as_str)).collect();
        let begin = &metadata.authorization_endpoint;
        let sign = if begin.contains('?') { '&' } else { '?' };
        let begin = format!("{begin}{sign}");
        let length = begin.len();
        let mut query = form_urlencoded::Serializer::for_suffix(begin, length);
        query.extend_pairs([
            ("response_type", "code"),
            ("client_id", self.client_id.as_str()),
            ("redirect_uri", start.back),
            ("scope", scopes.join(" ").as_str()),
            ("state", start.state),
            ("nonce", start.nonce),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
        ]);
        if start.strong {
            query.append_pair("prompt", "login");
            query.append_pair("acr_values", &self.two_factor.join(" "));
        }
        query.finish()
    }

    /// The level that a value of `acr` stands for.
    pub fn level(&self, acr: Option<&str>) -> Level {
        let strong = acr.is_some_and(|acr| self.two_factor.iter().any(|value| value == acr));
        if strong { Level::TwoFactor } else { Level::Password }
    }
}

#[cfg(test)]
mod tests;
