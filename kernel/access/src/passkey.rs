//! Passkeys (W3C Web Authentication): what a browser sends when one is made or used, held against what was asked.
//!
//! Only what a sign-in here needs: the maker of the passkey is not asked for (attestation `none`), and the holder must have
//! shown themselves by PIN, finger or face, so that a passkey alone is two factors.

mod cose;

use crate::{TokenFault, token::random};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use ciborium::Value;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// What was asked, and where.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The address that people use, as browsers name it: `https://stadga.region.example`.
    pub origin: &'a str,
    /// The challenge that was handed out, and is used up.
    pub challenge: &'a str,
}

/// A passkey that was just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPasskey {
    /// What it is known by, in base64.
    pub id: String,
    /// Its public key, as it came (COSE, RFC 9052).
    pub key: Vec<u8>,
    /// How often it says that it was used.
    pub count: u32,
}

/// What a browser sends when a passkey is made, each part in base64.
#[derive(Clone, Debug, Deserialize)]
pub struct Made {
    client_data: String,
    attestation: String,
}

/// What a browser sends when a passkey is used, each part in base64.
#[derive(Clone, Debug, Deserialize)]
pub struct Used {
    /// Which passkey.
    pub id: String,
    client_data: String,
    authenticator_data: String,
    signature: String,
}

/// Why a passkey is not taken. It names no one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyFault {
    /// A part cannot be read.
    #[error("the {0} cannot be read")]
    Shape(&'static str),
    /// It was made or used for something else: another site, another challenge.
    #[error("the {0} is another one than was asked for")]
    Other(&'static str),
    /// Its holder has not shown themselves by PIN, finger or face.
    #[error("the holder has not shown themselves")]
    Unseen,
    /// Its key is of a kind that is not asked for.
    #[error("the key is of an unknown kind")]
    Key,
    /// The signature is not the key's.
    #[error("the signature is not the key's")]
    Signature,
}

/// What is signed, so that nothing that was overheard can be used again: 256 random bits in base64.
///
/// # Errors
/// When the operating system gives no randomness.
pub fn new_challenge() -> Result<String, TokenFault> {
    random::<32>().map(|bytes| BASE64.encode(bytes))
}

/// The host of an address, by which passkeys know where they belong.
pub fn passkey_host(origin: &str) -> &str {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    host.split([':', '/']).next().unwrap_or(host)
}

impl Made {
    /// The passkey, if it was made for this asking.
    ///
    /// # Errors
    /// Says which part does not fit.
    pub fn passkey(&self, asked: Asked) -> Result<NewPasskey, PasskeyFault> {
        client_data(&self.client_data, "webauthn.create", asked)?;
        let attestation = bytes(&self.attestation, "attestation")?;
        let attestation: Value = ciborium::from_reader(&attestation[..])
            .map_err(|_| PasskeyFault::Shape("attestation"))?;
        let map = attestation.as_map().ok_or(PasskeyFault::Shape("attestation"))?;
        let data = map.iter().find(|(name, _)| name.as_text() == Some("authData"));
        let data = data.and_then(|(_, data)| data.as_bytes()).ok_or(PasskeyFault::Shape("data"))?;
        let data = Data::read(data)?;
        data.seen(asked)?;
        let (id, key) = data.credential.ok_or(PasskeyFault::Shape("credential"))?;
        cose::key(key)?;
        Ok(NewPasskey { id: BASE64.encode(id), key: key.to_vec(), count: data.count })
    }
}

impl Used {
    /// How often the passkey says that it was used, if it was used for this asking. `key` is what was kept of it.
    ///
    /// # Errors
    /// Says which part does not fit.
    pub fn count(&self, asked: Asked, key: &[u8]) -> Result<u32, PasskeyFault> {
        let client_data = client_data(&self.client_data, "webauthn.get", asked)?;
        let signed = bytes(&self.authenticator_data, "data")?;
        let data = Data::read(&signed)?;
        data.seen(asked)?;
        let message = [&signed[..], &Sha256::digest(client_data)].concat();
        let (key, scheme) = cose::key(key)?;
        let signature = bytes(&self.signature, "signature")?;
        if !key.verifies(scheme, &message, &signature) {
            return Err(PasskeyFault::Signature);
        }
        Ok(data.count)
    }
}

fn bytes(text: &str, name: &'static str) -> Result<Vec<u8>, PasskeyFault> {
    BASE64.decode(text).map_err(|_| PasskeyFault::Shape(name))
}

/// What the browser itself vouches for.
#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    what: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    elsewhere: bool,
}

fn client_data(text: &str, what: &str, asked: Asked) -> Result<Vec<u8>, PasskeyFault> {
    let bytes = bytes(text, "client data")?;
    let data: ClientData =
        serde_json::from_slice(&bytes).map_err(|_| PasskeyFault::Shape("client data"))?;
    let checks = [
        (data.what == what, "purpose"),
        (data.challenge == asked.challenge, "challenge"),
        (data.origin == asked.origin && !data.elsewhere, "site"),
    ];
    match checks.into_iter().find(|(fits, _)| !fits) {
        Some((_, name)) => Err(PasskeyFault::Other(name)),
        None => Ok(bytes),
    }
}

/// The holder was there, and showed themselves.
const SEEN: u8 = 0b0000_0101;
/// A new passkey follows.
const CREDENTIAL: u8 = 0b0100_0000;
/// The maker's id before it.
const MAKER: usize = 16;

/// What the passkey's keeper vouches for.
struct Data<'a> {
    host: [u8; 32],
    flags: u8,
    count: u32,
    /// Id and public key of a new passkey.
    credential: Option<(&'a [u8], &'a [u8])>,
}

impl<'a> Data<'a> {
    fn read(data: &'a [u8]) -> Result<Self, PasskeyFault> {
        let short = PasskeyFault::Shape("data");
        let (host, rest) = data.split_first_chunk::<32>().ok_or(short)?;
        let (flags, rest) = rest.split_first().ok_or(short)?;
        let (count, rest) = rest.split_first_chunk::<4>().ok_or(short)?;
        let credential = match flags & CREDENTIAL {
            0 => None,
            _ => Some(credential(rest).ok_or(short)?),
        };
        Ok(Self { host: *host, flags: *flags, count: u32::from_be_bytes(*count), credential })
    }

    fn seen(&self, asked: Asked) -> Result<(), PasskeyFault> {
        if self.host[..] != Sha256::digest(passkey_host(asked.origin))[..] {
            return Err(PasskeyFault::Other("host"));
        }
        if self.flags & SEEN != SEEN {
            return Err(PasskeyFault::Unseen);
        }
        Ok(())
    }
}

/// Id and key; what follows the key are extensions, none of which is asked for.
fn credential(data: &[u8]) -> Option<(&[u8], &[u8])> {
    let rest = data.get(MAKER..)?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let (id, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    let mut left = rest;
    let _: Value = ciborium::from_reader(&mut left).ok()?;
    Some((id, rest.get(..rest.len() - left.len())?))
}

#[cfg(test)]
mod tests;
