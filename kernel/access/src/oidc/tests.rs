//! Tokens of a sign-in service that the tests play, in every way that they can be wrong.

use super::*;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::{Value, json};

const NOW: i64 = 1_790_000_000;
const NONCE: &str = "ett-ord-en-gång";

/// A service with one key.
struct Service {
    pair: EcdsaKeyPair,
    provider: Provider,
}

impl Service {
    fn new() -> Self {
        let chance = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &chance).unwrap();
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key.as_ref(), &chance);
        let provider = json!({
            "key": "region", "name": "Regionen", "issuer": "https://id.example",
            "client_id": "stadga", "two_factor": ["loa3"]
        });
        Self { pair: pair.unwrap(), provider: serde_json::from_value(provider).unwrap() }
    }

    fn keys(&self, id: &str) -> KeySet {
        let point = self.pair.public_key().as_ref();
        let (x, y) = (BASE64.encode(&point[1..33]), BASE64.encode(&point[33..]));
        let other = json!({ "kty": "oct", "k": "AAAA" });
        let own = json!({ "kty": "EC", "crv": "P-256", "kid": id, "use": "sig", "x": x, "y": y });
        KeySet::read(json!({ "keys": [other, own] }).to_string().as_bytes()).unwrap()
    }

    fn sign(&self, header: &Value, payload: &Value) -> String {
        let part = |value: &Value| BASE64.encode(value.to_string());
        let signed = format!("{}.{}", part(header), part(payload));
        let signature = self.pair.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
        format!("{signed}.{}", BASE64.encode(signature.as_ref()))
    }

    /// What an id token with these claims is good for; `null` takes a claim away.
    fn read(&self, change: Value) -> Result<Claims, OidcFault> {
        let token = self.sign(&header("1"), &claims(change));
        self.wanted(&self.keys("1")).id_token(&token, NONCE)
    }

    fn wanted<'a>(&'a self, keys: &'a KeySet) -> Wanted<'a> {
        let now = stadga_model::Instant::from_second(NOW).unwrap();
        Wanted { provider: &self.provider, keys, now }
    }
}

fn header(key: &str) -> Value {
    json!({ "alg": "ES256", "kid": key, "typ": "JWT" })
}

fn claims(change: Value) -> Value {
    let mut claims = json!({
        "iss": "https://id.example", "aud": "stadga", "sub": "abc", "exp": NOW + 300, "iat": NOW,
        "nonce": NONCE, "acr": "loa3", "groups": ["granskare", "annan"], "employeeHsaId": "SE-1"
    });
    for (name, value) in change.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    claims
}

#[test]
fn sec_08_a_token_tells_who_how_surely_and_with_which_groups() {
    let mut service = Service::new();
    let told = service.read(json!({ "sid": "s1" })).unwrap();
    assert_eq!((told.subject.as_str(), told.session.as_deref()), ("abc", Some("s1")));
    assert_eq!(service.provider.level(told.acr.as_deref()), Level::TwoFactor);
    assert_eq!(service.provider.level(Some("loa1")), Level::Password);
    assert_eq!(service.provider.level(None), Level::Password);
    assert_eq!(told.groups, ["granskare", "annan"]);
    service.provider.subject = "employeeHsaId".into();
    assert_eq!(service.read(json!({})).unwrap().subject, "SE-1");
    assert_eq!(service.read(json!({ "employeeHsaId": "" })), Err(OidcFault::Shape("subject")));
}

#[test]
fn sec_08_a_token_of_another_service_nonce_audience_or_time_is_refused() {
    let service = Service::new();
    let other = |name| Err(OidcFault::Other(name));
    assert_eq!(service.read(json!({ "iss": "https://id.example/" })), other("issuer"));
    assert_eq!(service.read(json!({ "nonce": "annan" })), other("nonce"));
    assert_eq!(service.read(json!({ "nonce": null })), other("nonce"));
    assert_eq!(service.read(json!({ "aud": "annan" })), other("audience"));
    assert_eq!(service.read(json!({ "aud": ["stadga", "annan"] })), other("audience"));
    assert_eq!(service.read(json!({ "azp": "annan" })), other("audience"));
    assert!(service.read(json!({ "aud": ["stadga", "annan"], "azp": "stadga" })).is_ok());
    for late in
        [json!({ "exp": NOW - 61 }), json!({ "iat": NOW + 61 }), json!({ "iat": NOW - 601 })]
    {
        assert_eq!(service.read(late.clone()), Err(OidcFault::Time), "{late}");
    }
    assert_eq!(service.read(json!({ "exp": null })), Err(OidcFault::Time));
}

#[test]
fn sec_08_a_token_that_the_services_key_has_not_signed_is_refused() {
    let (service, stranger) = (Service::new(), Service::new());
    let keys = service.keys("1");
    let read = |token: &str| service.wanted(&keys).id_token(token, NONCE);
    let good = service.sign(&header("1"), &claims(json!({})));
    assert!(read(&good).is_ok());
    let forged = stranger.sign(&header("1"), &claims(json!({})));
    assert_eq!(read(&forged), Err(OidcFault::Signature));
    let (head, rest) = good.split_once('.').unwrap();
    let (_, signature) = rest.split_once('.').unwrap();
    let payload = BASE64.encode(claims(json!({ "sub": "annan" })).to_string());
    assert_eq!(read(&format!("{head}.{payload}.{signature}")), Err(OidcFault::Signature));
    let newer = service.sign(&header("2"), &claims(json!({})));
    assert_eq!(read(&newer), Err(OidcFault::Key), "the keys are to be asked for again");
    for algorithm in ["none", "HS256", "RS1", ""] {
        let odd = json!({ "alg": algorithm, "kid": "1" });
        let odd = service.sign(&odd, &claims(json!({})));
        assert_eq!(read(&odd), Err(OidcFault::Key), "{algorithm}");
    }
    let confused = json!({ "alg": "RS256", "kid": "1" });
    let confused = service.sign(&confused, &claims(json!({})));
    assert_eq!(read(&confused), Err(OidcFault::Signature));
    for broken in ["", "a.b", "a.b.c", "..", &good[1..]] {
        assert!(matches!(read(broken), Err(OidcFault::Shape(_))), "{broken}");
    }
}

#[test]
fn sec_08_only_a_token_made_for_it_signs_someone_out() {
    let service = Service::new();
    let keys = service.keys("1");
    let events = json!({ "http://schemas.openid.net/event/backchannel-logout": {} });
    let read = |change: Value| {
        let token = service.sign(&header("1"), &claims(change));
        service.wanted(&keys).logout_token(&token)
    };
    let out = json!({ "events": events, "nonce": null, "sid": "s1" });
    assert_eq!(read(out), Ok((Some("abc".into()), Some("s1".into()))));
    let all = json!({ "events": events, "nonce": null });
    assert_eq!(read(all), Ok((Some("abc".into()), None)));
    assert_eq!(read(json!({ "sid": "s1" })), Err(OidcFault::Other("purpose")), "an id token");
    let both = json!({ "events": events, "sid": "s1" });
    assert_eq!(read(both), Err(OidcFault::Other("purpose")));
    let nobody = json!({ "events": events, "nonce": null, "sub": null });
    assert_eq!(read(nobody), Err(OidcFault::Shape("subject")));
}

#[test]
fn sec_08_a_services_own_words_must_be_its_own_and_its_addresses_encrypted() {
    let text = |issuer: &str, address: &str| {
        json!({
            "issuer": issuer, "authorization_endpoint": address,
            "token_endpoint": "https://id.example/token", "jwks_uri": "https://id.example/keys"
        })
        .to_string()
    };
    let read = |text: String| Metadata::read(text.as_bytes(), "https://id.example").map(|_| ());
    assert_eq!(read(text("https://id.example", "https://id.example/auth")), Ok(()));
    let other = read(text("https://evil.example", "https://id.example/auth"));
    assert_eq!(other, Err(OidcFault::Other("issuer")));
    let bare = read(text("https://id.example", "http://id.example/auth"));
    assert_eq!(bare, Err(OidcFault::Unencrypted));
    assert!(is_safe("http://127.0.0.1:9000/x") && !is_safe("http://127.0.0.1.evil.example/"));
}

#[test]
fn sec_08_a_sign_in_begins_with_state_nonce_and_proof_of_the_code() {
    let metadata = json!({
        "issuer": "https://id.example", "authorization_endpoint": "https://id.example/auth?t=1",
        "token_endpoint": "https://id.example/token", "jwks_uri": "https://id.example/keys",
        "token_endpoint_auth_methods_supported": ["client_secret_post"]
    });
    let metadata = metadata.to_string();
    let metadata = Metadata::read(metadata.as_bytes(), "https://id.example").unwrap();
    assert!(!metadata.takes_basic());
    // The verifier and its challenge of RFC 7636, appendix B.
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let back = "https://stadga.example/sign-in/back";
    let start = Start { state: "s", nonce: "n", verifier, back, strong: false };
    let service = Service::new();
    let address = service.provider.address(&metadata, start);
    let parts = [
        "https://id.example/auth?t=1&response_type=code&client_id=stadga&redirect_uri=https%3A%2F%2Fstadga.example",
        "&scope=openid&state=s&nonce=n&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "&code_challenge_method=S256",
    ];
    assert!(parts.iter().all(|part| address.contains(part)), "{address}");
    assert!(!address.contains(verifier) && !address.contains("prompt"), "{address}");
    let strong = service.provider.address(&metadata, Start { strong: true, ..start });
    assert!(strong.ends_with("&prompt=login&acr_values=loa3"), "{strong}");
}
