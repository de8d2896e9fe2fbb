//! Clients that are slow on purpose: they are let go of, and the others are served meanwhile.

use axum::{Router, body::Bytes, routing::get};
use stadga::connections::{self, Limits};
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::{Instant, sleep, timeout},
};

const LIMITS: Limits = Limits {
    connections: 8,
    head: Duration::from_millis(500),
    stalled: Duration::from_millis(500),
    farewell: Duration::from_millis(500),
};
/// Longer than any limit, and shorter than what a test may take.
const LONG: Duration = Duration::from_secs(10);

/// A program with a small page, one that takes what it is sent, and one that is too large for any buffer on the way.
async fn served() -> (SocketAddr, oneshot::Sender<()>) {
    let (stop, stopped) = oneshot::channel::<()>();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let large = || async { vec![b'x'; 64 * 1024 * 1024] };
    let take = |sent: Bytes| async move { sent.len().to_string() };
    let service =
        Router::new().route("/", get(|| async { "här" }).post(take)).route("/large", get(large));
    tokio::spawn(async move {
        let stop = async { drop(stopped.await) };
        connections::serve(listener, service, LIMITS, stop).await.unwrap();
    });
    (address, stop)
}

async fn is_served(address: SocketAddr) {
    let ask = async {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("här"), "{answer}");
    };
    timeout(LONG, ask).await.expect("the others are not served");
}

/// Whether the other end lets go of the connection within time.
async fn is_let_go_of(stream: &mut TcpStream) -> bool {
    let mut end = async || while !matches!(stream.read(&mut [0; 1024]).await, Ok(0) | Err(_)) {};
    timeout(LONG, end()).await.is_ok()
}

#[tokio::test]
async fn who_sends_a_letter_of_the_head_now_and_then_is_let_go_of() {
    let (address, _stop) = served().await;
    // More of them than there is room for.
    let slow = (0..LIMITS.connections + 4).map(|_| async move {
        let mut stream = TcpStream::connect(address).await.unwrap();
        for letter in
            b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".chunks(1)
        {
            if stream.write_all(letter).await.is_err() {
                break;
            }
            sleep(Duration::from_millis(100)).await;
        }
        is_let_go_of(&mut stream).await
    });
    let slow: Vec<_> = slow.map(tokio::spawn).collect();
    sleep(Duration::from_millis(100)).await;
    is_served(address).await;
    for one in slow {
        assert!(one.await.unwrap());
    }
}

#[tokio::test]
async fn a_connection_on_which_nothing_is_asked_is_let_go_of() {
    let (address, _stop) = served().await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    assert!(is_let_go_of(&mut stream).await, "before the first request");
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    assert!(is_let_go_of(&mut stream).await, "after an answer");
}

#[tokio::test]
async fn who_sends_a_body_slowly_keeps_nobody_waiting() {
    let (address, _stop) = served().await;
    let mut slow = TcpStream::connect(address).await.unwrap();
    slow.write_all(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n").await.unwrap();
    for _ in 0..10 {
        slow.write_all(b"x").await.unwrap();
        sleep(Duration::from_millis(60)).await;
        is_served(address).await;
    }
    let mut answer = [0; 15];
    slow.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200 OK");
}

#[tokio::test]
async fn who_takes_nothing_of_the_answer_is_let_go_of() {
    let (address, _stop) = served().await;
    let slow = (0..LIMITS.connections).map(|_| async move {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
        stream
    });
    let mut held = Vec::new();
    for one in slow {
        held.push(one.await);
    }
    // Only when they are let go of is there room again.
    let begin = Instant::now();
    is_served(address).await;
    assert!(begin.elapsed() < LONG);
}

#[tokio::test]
async fn what_is_under_way_is_finished_when_the_program_is_asked_to_stop() {
    let (address, stop) = served().await;
    let mut slow = TcpStream::connect(address).await.unwrap();
    slow.write_all(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx").await.unwrap();
    sleep(Duration::from_millis(50)).await;
    stop.send(()).unwrap();
    sleep(Duration::from_millis(50)).await;
    slow.write_all(b"y").await.unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("\r\n\r\n2"), "{answer}");
    assert!(TcpStream::connect(address).await.is_err(), "it still takes connections");
}
