//! A client that speaks to the program without a network and keeps its cookies, as a browser does.

use crate::world::Kept;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use serde_json::Value;
use tower::ServiceExt as _;

/// A client with its cookies.
pub struct Client {
    service: Router,
    cookies: Vec<(String, String)>,
    language: &'static str,
    host: String,
    /// Where the database lies that the service uses.
    _kept: Option<Kept>,
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub bytes: Vec<u8>,
    /// What was asked, for messages.
    pub asked: String,
}

impl Client {
    /// A client without cookies.
    pub fn new(service: Router) -> Self {
        let host = "stadga.test".to_owned();
        Self { service, cookies: Vec::new(), language: "sv", host, _kept: None }
    }

    /// The same, of a service whose database lies there: it stays as long as the client.
    pub(crate) fn keeping(self, kept: Kept) -> Self {
        Self { _kept: Some(kept), ..self }
    }

    /// Reads in this language from now on: `sv` or `en`.
    pub fn reads(&mut self, language: &'static str) {
        self.language = language;
        self.cookies.retain(|(name, _)| name != "language");
        self.cookies.push(("language".into(), language.into()));
    }

    /// Asks this host from now on, with the cookies of the one before, as no browser would.
    pub fn turns_to(&mut self, host: &str) {
        host.clone_into(&mut self.host);
    }

    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[], Vec::new()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let media = [("content-type", "application/x-www-form-urlencoded")];
        self.ask(Method::POST, path, &media, form.into_bytes()).await
    }

    /// Sends JSON, with headers besides.
    pub async fn json(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Answer {
        let mut all = vec![("content-type", "application/json")];
        all.extend(headers);
        self.ask(method, path, &all, body.to_string().into_bytes()).await
    }

    /// Sends a file in a form's field `file`.
    pub async fn upload(&mut self, path: &str, name: &str, bytes: &[u8]) -> Answer {
        let mut body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let media = [("content-type", "multipart/form-data; boundary=edge")];
        self.ask(Method::POST, path, &media, body).await
    }

    /// Sends anything.
    pub async fn ask(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let mut request = Request::builder()
            .method(method.clone())
            .uri(path)
            .header(header::HOST, &self.host)
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::COOKIE, cookies.join("; "));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let answer = self.service.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = answer.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().expect("a cookie in plain letters"));
        }
        let bytes = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
            asked: format!("{method} {path}"),
        }
    }

    fn keep(&mut self, cookie: &str) {
        let pair = cookie.split(';').next().unwrap_or_default();
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        self.cookies.retain(|(kept, _)| kept != name);
        if !value.is_empty() && !cookie.contains("Max-Age=0") {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON.
    #[track_caller]
    pub fn value(&self) -> Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|e| panic!("{}: {e}:\n{}", self.asked, self.text()))
    }

    /// A header's value; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Fails unless the answer has this status.
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        let text: String = self.text().chars().take(4_000).collect();
        assert_eq!(self.status.as_u16(), status, "{}:\n{text}", self.asked);
        self
    }

    /// Fails unless this stands in the body.
    #[track_caller]
    pub fn has(&self, part: &str) -> &Self {
        assert!(self.text().contains(part), "{} lacks {part}:\n{}", self.asked, self.text());
        self
    }

    /// Fails if this stands in the body.
    #[track_caller]
    pub fn lacks(&self, part: &str) -> &Self {
        assert!(!self.text().contains(part), "{} has {part}:\n{}", self.asked, self.text());
        self
    }
}
