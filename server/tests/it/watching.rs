//! What those who watch over the program see: metrics as OpenMetrics text, traces at a collector, an orderly end.

use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

/// The program itself, serving a folder.
struct Running {
    child: Child,
    address: SocketAddr,
}

/// An address that nobody listens on.
fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

impl Running {
    fn start(folder: &Path, more: &[&str]) -> Self {
        let address = free();
        let mut command = Command::new(env!("CARGO_BIN_EXE_stadga"));
        command.args(["serve", "--address", &address.to_string(), "--data"]).arg(folder);
        let command = command.args(more).stdout(Stdio::null()).stderr(Stdio::null());
        let running = Self { child: command.spawn().unwrap(), address };
        let begun = Instant::now();
        while !ask(address, "/health/ready")
            .is_some_and(|answer| answer.starts_with("HTTP/1.1 200"))
        {
            assert!(begun.elapsed() < Duration::from_secs(60), "not ready");
            thread::sleep(Duration::from_millis(100));
        }
        running
    }

    /// Asks it to stop as a service manager does, and waits for its end.
    fn stop(mut self) -> i32 {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The whole answer, if anyone answers.
fn ask(address: SocketAddr, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    let ask = format!("GET {path} HTTP/1.1\r\nHost: stadga.test\r\nConnection: close\r\n\r\n");
    stream.write_all(ask.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

/// Families and their samples, held to the format: declared once and before their samples, none after the end.
fn families(text: &str) -> BTreeMap<String, Vec<(String, f64)>> {
    let mut kinds: BTreeMap<String, String> = BTreeMap::new();
    let mut families: BTreeMap<String, Vec<(String, f64)>> = BTreeMap::new();
    let (mut last, mut seen) = (String::new(), BTreeSet::new());
    assert!(text.ends_with("# EOF\n"), "{text}");
    for line in text.trim_end().strip_suffix("# EOF").unwrap().lines() {
        if let Some(told) = line.strip_prefix("# ") {
            let mut parts = told.splitn(3, ' ');
            let (what, name) = (parts.next().unwrap(), parts.next().unwrap());
            assert!(["HELP", "TYPE", "UNIT"].contains(&what), "{line}");
            if what == "TYPE" {
                let kind = parts.next().unwrap().to_owned();
                assert!(kinds.insert(name.to_owned(), kind).is_none(), "twice: {name}");
            }
            last = name.to_owned();
            continue;
        }
        let (sample, value) = line.rsplit_once(' ').unwrap();
        let value: f64 = value.parse().unwrap();
        assert!(seen.insert(sample.to_owned()), "twice: {sample}");
        let name = sample.split('{').next().unwrap();
        assert!(name.starts_with(&last), "{name} stands under {last}");
        let ending = &name[last.len()..];
        let allowed: &[&str] = match kinds[&last].as_str() {
            "counter" => &["_total"],
            "gauge" => &[""],
            "histogram" => &["_bucket", "_count", "_sum"],
            kind => panic!("{kind}"),
        };
        assert!(allowed.contains(&ending), "{name} is a {}", kinds[&last]);
        families.entry(last.clone()).or_default().push((sample.to_owned(), value));
    }
    families
}

#[test]
fn metrics_are_openmetrics_and_name_routes_not_addresses() {
    let folder = tempfile::tempdir().unwrap();
    let metrics = free();
    let program = Running::start(folder.path(), &["--metrics-address", &metrics.to_string()]);
    ask(program.address, "/sign-in?next=hemligt").unwrap();
    ask(program.address, "/invitation/0123456789abcdef").unwrap();
    let answer = ask(metrics, "/metrics").unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("application/openmetrics-text; version=1.0.0; charset=utf-8"), "{head}");
    let families = families(body);
    let value = |family: &str, part: &str| {
        let samples = families.get(family).unwrap_or_else(|| panic!("no {family} in {body}"));
        samples.iter().find(|(sample, _)| sample.contains(part)).map(|(_, value)| *value)
    };
    assert_eq!(value("http_requests", "route=\"/sign-in\""), Some(1.0));
    assert_eq!(value("http_requests", "route=\"/invitation/{token}\""), Some(1.0));
    assert!(value("http_request_duration_seconds", "_count{route=\"/sign-in\"}").unwrap() > 0.0);
    for some in ["stadga_database_connections", "process_resident_memory_bytes", "stadga_build"] {
        assert!(value(some, "").unwrap() > 0.0, "{some}");
    }
    for none in ["stadga_log_revisions", "stadga_sessions", "stadga_checkpoint_timestamp_seconds"] {
        assert_eq!(value(none, ""), Some(0.0), "{none}");
    }
    for secret in ["hemligt", "0123456789abcdef"] {
        assert!(!body.contains(secret), "{body}");
    }
    // They have an address of their own.
    assert!(ask(program.address, "/metrics").unwrap().starts_with("HTTP/1.1 303"));
    assert_eq!(program.stop(), 0);
}

/// Takes what is sent to a collector, as JSON.
fn collector() -> (SocketAddr, Receiver<(String, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            let (mut first, mut length) = (String::new(), 0);
            stream.read_line(&mut first).unwrap();
            loop {
                let mut line = String::new();
                stream.read_line(&mut line).unwrap();
                let line = line.trim_end().to_lowercase();
                if let Some(told) = line.strip_prefix("content-length:") {
                    length = told.trim().parse().unwrap();
                }
                if line.is_empty() {
                    break;
                }
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body).unwrap();
            let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
            stream.get_mut().write_all(answer).unwrap();
            if tell.send((first, serde_json::from_slice(&body).unwrap())).is_err() {
                return;
            }
        }
    });
    (address, told)
}

#[test]
fn traces_reach_a_collector_with_the_route_and_without_the_query() {
    let folder = tempfile::tempdir().unwrap();
    let (collector, told) = collector();
    let program = Running::start(folder.path(), &["--traces", &format!("http://{collector}")]);
    ask(program.address, "/sign-in?next=hemligt").unwrap();
    ask(program.address, "/invitation/0123456789abcdef").unwrap();
    // The last ones are sent before the end.
    assert_eq!(program.stop(), 0);
    let (mut all, mut spans) = (String::new(), Vec::new());
    while let Ok((first, body)) = told.recv_timeout(Duration::from_millis(500)) {
        assert!(first.starts_with("POST /v1/traces "), "{first}");
        let resource = &body["resourceSpans"][0];
        assert!(resource["resource"].to_string().contains("\"stadga\""), "{resource}");
        spans.extend(resource["scopeSpans"][0]["spans"].as_array().unwrap().clone());
        all += &body.to_string();
    }
    let span = spans.iter().find(|span| span["name"] == "GET /sign-in").expect("a span");
    let attribute = |key: &str| {
        let attributes = span["attributes"].as_array().unwrap();
        attributes.iter().find(|one| one["key"] == key).map(|one| one["value"].clone())
    };
    assert_eq!(attribute("http.route").unwrap()["stringValue"], "/sign-in");
    assert_eq!(attribute("http.response.status_code").unwrap()["intValue"], "200");
    assert_eq!(span["kind"], 2);
    assert_eq!(span["traceId"].as_str().unwrap().len(), 32);
    let time = |key: &str| span[key].as_str().unwrap().parse::<u64>().unwrap();
    assert!(time("startTimeUnixNano") < time("endTimeUnixNano"));
    assert!(all.contains("GET /invitation/{token}"), "{all}");
    for secret in ["hemligt", "0123456789abcdef"] {
        assert!(!all.contains(secret), "{all}");
    }
}
