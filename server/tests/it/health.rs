//! Whether the program lives, is ready, and stops in good order: a migration that fails, and a slow request in flight.

use crate::program::settings;
use stadga::{fault::Fault, serve, stop::Stop};
use std::{fs, net::SocketAddr, path::Path, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// A program that serves a folder, and how it is stopped.
struct Served {
    address: SocketAddr,
    stop: Stop,
    ended: JoinHandle<Result<(), Fault>>,
}

impl Served {
    async fn from(folder: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, stop) = (listener.local_addr().unwrap(), Stop::default());
        let (settings, told) = (settings(folder), stop.clone());
        let ended = tokio::spawn(async move { serve::on(listener, vec![settings], told).await });
        Self { address, stop, ended }
    }

    /// Status line and body of one request.
    async fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let ask = format!("GET {path} HTTP/1.1\r\nHost: stadga.test\r\nConnection: close\r\n\r\n");
        stream.write_all(ask.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    /// Asks until the answer has this.
    async fn until(&self, path: &str, part: &str) {
        for _ in 0..200 {
            if self.get(path).await.contains(part) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{path} never had {part}: {}", self.get(path).await);
    }
}

/// Where an SQLite file says which version its tables are of: four bytes, the highest first.
const VERSION: std::ops::Range<usize> = 60..64;

#[tokio::test]
async fn a_failed_migration_leaves_the_program_alive_and_not_ready_until_it_succeeds() {
    let folder = tempfile::tempdir().unwrap();
    serve::open(&settings(folder.path())).await.unwrap().store.close().await;
    let database = folder.path().join("stadga.db");
    let good = fs::read(&database).unwrap();
    // Called the first version, it is brought up once more: its columns are there already.
    let mut old = good.clone();
    old[VERSION].copy_from_slice(&1_u32.to_be_bytes());
    fs::write(&database, &old).unwrap();
    let served = Served::from(folder.path()).await;
    served.until("/health/ready", "database").await;
    assert!(served.get("/health/ready").await.starts_with("HTTP/1.1 503"));
    assert!(served.get("/health/alive").await.starts_with("HTTP/1.1 200"));
    let page = served.get("/measure").await.to_lowercase();
    assert!(page.starts_with("http/1.1 503") && page.contains("retry-after"), "{page}");
    assert!(page.contains("inte i drift") && page.contains("not in service"), "{page}");
    let told = served.get("/api/v1/measure").await;
    assert!(told.contains("application/problem+json") && told.contains("out-of-service"), "{told}");
    assert_eq!(fs::read(&database).unwrap()[VERSION], 1_u32.to_be_bytes(), "half a migration");
    fs::write(&database, &good).unwrap();
    served.until("/health/ready", "ok").await;
    assert!(served.get("/sign-in").await.starts_with("HTTP/1.1 200"));
    served.stop.ask_now();
    served.ended.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_stop_is_told_first_and_lets_what_is_under_way_finish() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::from(folder.path()).await;
    served.until("/health/ready", "ok").await;
    let form = "name=strateg&password-now=fel";
    let (first, rest) = form.split_at(9);
    let mut slow = TcpStream::connect(served.address).await.unwrap();
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: stadga.test\r\nConnection: close\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n{first}",
        form.len(),
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    served.stop.ask();
    served.until("/health/ready", "stopping").await;
    assert!(served.get("/health/alive").await.starts_with("HTTP/1.1 200"), "still answers");
    // Nothing new is taken on by and by; the slow one is still there.
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert!(TcpStream::connect(served.address).await.is_err(), "takes on more");
    assert!(!served.ended.is_finished());
    slow.write_all(rest.as_bytes()).await.unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    served.ended.await.unwrap().unwrap();
}
