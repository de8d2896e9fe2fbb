//! Signed tokens (JWS, RFC 7515) and the keys that sign-in services sign them with (JWK, RFC 7517 and 7518).

use crate::signature::{PublicKey, Scheme};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use serde::{Deserialize, de::DeserializeOwned};

/// Why something that a sign-in service says is not believed. It tells nothing of whom it was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OidcFault {
    /// It cannot be read.
    #[error("the {0} cannot be read")]
    Shape(&'static str),
    /// It is another one than was asked for.
    #[error("the {0} is another one than was asked for")]
    Other(&'static str),
    /// It is signed in a way, or with a key, that the service does not have.
    #[error("there is no such key")]
    Key,
    /// The signature is not the key's.
    #[error("the signature is not the key's")]
    Signature,
    /// Its time is over, or has not come.
    #[error("its time is over, or has not come")]
    Time,
    /// An address is not encrypted.
    #[error("an address is not encrypted")]
    Unencrypted,
}

/// The keys of a sign-in service.
#[derive(Clone, Debug, Default)]
pub struct KeySet(Vec<Key>);

#[derive(Clone, Debug)]
struct Key {
    id: Option<String>,
    /// What it may be used with, where the service says so.
    algorithm: Option<String>,
    key: PublicKey,
}

#[derive(Deserialize)]
struct Jwks {
    keys: Vec<Jwk>,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
    n: Option<String>,
    e: Option<String>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// Extensions that must be understood; none is.
    crit: Option<Vec<String>>,
}

impl KeySet {
    /// The keys of a service, as it tells them. Those of kinds that are unknown or too weak are left out.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn read(text: &[u8]) -> Result<Self, OidcFault> {
        let jwks: Jwks = serde_json::from_slice(text).map_err(|_| OidcFault::Shape("keys"))?;
        let signs = jwks.keys.into_iter().filter(|jwk| jwk.usage.as_deref() != Some("enc"));
        Ok(Self(signs.filter_map(Jwk::key).collect()))
    }

    /// What a token says, if one of these keys has signed it.
    ///
    /// # Errors
    /// [`OidcFault::Key`] where the key is unknown: the service may have a newer one.
    pub fn verified<T: DeserializeOwned>(&self, token: &str) -> Result<T, OidcFault> {
        let shape = OidcFault::Shape("token");
        let (signed, signature) = token.rsplit_once('.').ok_or(shape)?;
        let (header, payload) = signed.split_once('.').ok_or(shape)?;
        let bytes = |part: &str| BASE64.decode(part).map_err(|_| shape);
        let header: Header = serde_json::from_slice(&bytes(header)?).map_err(|_| shape)?;
        if header.crit.is_some() {
            return Err(shape);
        }
        let scheme = scheme(&header.alg).ok_or(OidcFault::Key)?;
        let fits = |key: &&Key| {
            let id = header.kid.is_none() || key.id == header.kid;
            id && key.algorithm.as_ref().is_none_or(|algorithm| *algorithm == header.alg)
        };
        let mut keys = self.0.iter().filter(fits).peekable();
        if keys.peek().is_none() {
            return Err(OidcFault::Key);
        }
        let signature = bytes(signature)?;
        if !keys.any(|key| key.key.verifies(scheme, signed.as_bytes(), &signature)) {
            return Err(OidcFault::Signature);
        }
        serde_json::from_slice(&bytes(payload)?).map_err(|_| shape)
    }
}

/// How signatures may be made. Shared secrets and no signature at all are not among them.
fn scheme(algorithm: &str) -> Option<Scheme> {
    Some(match algorithm {
        "RS256" => Scheme::Rs256,
        "PS256" => Scheme::Ps256,
        "ES256" => Scheme::Es256,
        "ES384" => Scheme::Es384,
        "EdDSA" => Scheme::EdDsa,
        _ => return None,
    })
}

impl Jwk {
    fn key(self) -> Option<Key> {
        let bytes = |part: &Option<String>| BASE64.decode(part.as_deref()?).ok();
        let key = match (self.kty.as_str(), self.crv.as_deref()) {
            ("RSA", _) => PublicKey::Rsa(bytes(&self.n)?, bytes(&self.e)?),
            ("EC", Some("P-256")) => {
                PublicKey::P256(PublicKey::point(&bytes(&self.x)?, &bytes(&self.y)?))
            }
            ("EC", Some("P-384")) => {
                PublicKey::P384(PublicKey::point(&bytes(&self.x)?, &bytes(&self.y)?))
            }
            ("OKP", Some("Ed25519")) => PublicKey::Ed25519(bytes(&self.x)?),
            _ => return None,
        };
        Some(Key { id: self.kid, algorithm: self.alg, key })
    }
}
