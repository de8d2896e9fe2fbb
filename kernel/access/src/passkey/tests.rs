//! Passkeys of a keeper that the tests play, in every way that they can be wrong.

use super::*;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
};

const ORIGIN: &str = "https://stadga.example:8443";
const ASKED: Asked = Asked { origin: ORIGIN, challenge: "Zm9ydHktdHdv" };

/// A keeper with one passkey.
struct Keeper {
    pair: EcdsaKeyPair,
    host: &'static str,
    flags: u8,
    count: u32,
}

impl Keeper {
    fn new() -> Self {
        let chance = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &chance).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, key.as_ref(), &chance);
        Self { pair: pair.unwrap(), host: "stadga.example", flags: 0b101, count: 7 }
    }

    fn data(&self) -> Vec<u8> {
        let host = Sha256::digest(self.host);
        [&host[..], &[self.flags], &self.count.to_be_bytes()].concat()
    }

    fn key(&self) -> Vec<u8> {
        let point = self.pair.public_key().as_ref();
        let number = |n: i64| Value::Integer(n.into());
        let map = vec![
            (number(1), number(2)),
            (number(3), number(-7)),
            (number(-1), number(1)),
            (number(-2), Value::Bytes(point[1..33].to_vec())),
            (number(-3), Value::Bytes(point[33..].to_vec())),
        ];
        let mut bytes = Vec::new();
        ciborium::into_writer(&Value::Map(map), &mut bytes).unwrap();
        bytes
    }

    fn make(&mut self) -> Made {
        self.flags |= CREDENTIAL;
        let id = b"passkey";
        let length = u16::try_from(id.len()).unwrap().to_be_bytes();
        let data = [&self.data()[..], &[0; MAKER], &length, id, &self.key(), b"\xa0"].concat();
        self.flags ^= CREDENTIAL;
        let attestation = Value::Map(vec![
            (Value::Text("fmt".into()), Value::Text("none".into())),
            (Value::Text("attStmt".into()), Value::Map(vec![])),
            (Value::Text("authData".into()), Value::Bytes(data)),
        ]);
        let mut bytes = Vec::new();
        ciborium::into_writer(&attestation, &mut bytes).unwrap();
        Made { client_data: client("webauthn.create", ORIGIN), attestation: BASE64.encode(bytes) }
    }

    fn use_at(&self, origin: &str) -> Used {
        let (client_data, data) = (client("webauthn.get", origin), self.data());
        let digest = Sha256::digest(BASE64.decode(&client_data).unwrap());
        let message = [&data[..], &digest].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &message).unwrap();
        Used {
            id: BASE64.encode(b"passkey"),
            client_data,
            authenticator_data: BASE64.encode(data),
            signature: BASE64.encode(signature.as_ref()),
        }
    }
}

fn client(what: &str, origin: &str) -> String {
    let data = serde_json::json!({
        "type": what, "challenge": ASKED.challenge, "origin": origin, "crossOrigin": false
    });
    BASE64.encode(data.to_string())
}

#[test]
fn sec_08_a_passkey_is_made_and_used() {
    let mut keeper = Keeper::new();
    let made = keeper.make().passkey(ASKED).unwrap();
    assert_eq!((made.id.as_str(), made.count), ("cGFzc2tleQ", 7));
    assert_eq!(made.key, keeper.key(), "the key without what follows it");
    keeper.count = 8;
    assert_eq!(keeper.use_at(ORIGIN).count(ASKED, &made.key), Ok(8));
    let other = Keeper::new();
    let fault = other.use_at(ORIGIN).count(ASKED, &made.key);
    assert_eq!(fault, Err(PasskeyFault::Signature));
}

#[test]
fn sec_08_a_passkey_of_another_site_challenge_or_purpose_is_refused() {
    let mut keeper = Keeper::new();
    let key = keeper.make().passkey(ASKED).unwrap().key;
    let used = keeper.use_at("https://stadga.example.evil");
    assert_eq!(used.count(ASKED, &key), Err(PasskeyFault::Other("site")));
    let later = Asked { challenge: "c2VkYW4", ..ASKED };
    assert_eq!(keeper.use_at(ORIGIN).count(later, &key), Err(PasskeyFault::Other("challenge")));
    let mut made = keeper.make();
    made.client_data = client("webauthn.get", ORIGIN);
    assert_eq!(made.passkey(ASKED), Err(PasskeyFault::Other("purpose")));
    keeper.host = "evil.example";
    assert_eq!(keeper.use_at(ORIGIN).count(ASKED, &key), Err(PasskeyFault::Other("host")));
}

#[test]
fn sec_08_a_passkey_whose_holder_has_not_shown_themselves_is_refused() {
    let mut keeper = Keeper::new();
    let key = keeper.make().passkey(ASKED).unwrap().key;
    for flags in [0b000, 0b001, 0b100] {
        keeper.flags = flags;
        assert_eq!(keeper.use_at(ORIGIN).count(ASKED, &key), Err(PasskeyFault::Unseen));
        assert_eq!(keeper.make().passkey(ASKED), Err(PasskeyFault::Unseen));
    }
}

#[test]
fn sec_08_what_was_changed_on_the_way_is_refused() {
    let mut keeper = Keeper::new();
    let key = keeper.make().passkey(ASKED).unwrap().key;
    let mut used = keeper.use_at(ORIGIN);
    keeper.count = 99;
    used.authenticator_data = BASE64.encode(keeper.data());
    assert_eq!(used.count(ASKED, &key), Err(PasskeyFault::Signature));
    for broken in ["", "!", "AAAA"] {
        let mut used = keeper.use_at(ORIGIN);
        used.authenticator_data = broken.into();
        assert_eq!(used.count(ASKED, &key), Err(PasskeyFault::Shape("data")), "{broken}");
        let made = Made { attestation: broken.into(), ..keeper.make() };
        assert!(matches!(made.passkey(ASKED), Err(PasskeyFault::Shape(_))), "{broken}");
    }
    assert_eq!(keeper.use_at(ORIGIN).count(ASKED, b"\xa0"), Err(PasskeyFault::Key));
}

#[test]
fn a_host_is_the_address_without_scheme_and_port() {
    assert_eq!(passkey_host(ORIGIN), "stadga.example");
    assert_eq!(passkey_host("http://localhost:8090"), "localhost");
}
