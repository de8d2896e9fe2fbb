//! The smallest HTTP client that can measure: one connection, one request at a time, no waiting.

use std::io::{self, BufRead, BufReader, Error, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// One kept-open connection to the program, with the session's cookies.
pub struct Client {
    stream: BufReader<TcpStream>,
    cookies: Vec<(String, String)>,
    host: String,
}

/// What came back.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Client {
    /// Connects.
    ///
    /// # Errors
    /// When nothing answers at the address.
    pub fn connect(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect_timeout(&address, Duration::from_secs(5))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        let host = address.to_string();
        Ok(Self { stream: BufReader::new(stream), cookies: Vec::new(), host })
    }

    /// Asks for this host: several organisations have one address.
    pub fn asks(self, host: &str) -> Self {
        Self { host: host.to_owned(), ..self }
    }

    /// A connection of its own with the same cookies, as a browser makes when the one before broke.
    ///
    /// # Errors
    /// When nothing answers at the address.
    pub fn again(&self, address: SocketAddr) -> io::Result<Self> {
        Ok(Self { cookies: self.cookies.clone(), ..Self::connect(address)? })
    }

    /// The cookies as the header's value.
    pub fn cookie(&self) -> String {
        let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    /// Asks for a page.
    ///
    /// # Errors
    /// When the connection breaks or the answer is not HTTP.
    pub fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.ask("GET", path, "", &[])
    }

    /// Sends a form or a file.
    ///
    /// # Errors
    /// When the connection breaks or the answer is not HTTP.
    pub fn post(&mut self, path: &str, kind: &str, body: &[u8]) -> io::Result<Answer> {
        self.ask("POST", path, kind, body)
    }

    fn ask(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> io::Result<Answer> {
        let (host, cookie) = (&self.host, self.cookie());
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\nContent-Length: {}\r\n",
            body.len(),
        );
        if !kind.is_empty() {
            request += &format!("Content-Type: {kind}\r\n");
        }
        let stream = self.stream.get_mut();
        stream.write_all(request.as_bytes())?;
        stream.write_all(b"\r\n")?;
        stream.write_all(body)?;
        self.answer()
    }

    fn answer(&mut self) -> io::Result<Answer> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.ok_or_else(|| Error::other(format!("no status in {first:?}")))?;
        let (mut length, mut chunked, mut location) = (0, false, None);
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().map_err(Error::other)?,
                "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
                "location" => location = Some(value.to_owned()),
                "set-cookie" => self.keep(value),
                _ => {}
            }
        }
        let body = if chunked { self.chunks()? } else { self.bytes(length)? };
        Ok(Answer { status, location, body })
    }

    fn keep(&mut self, cookie: &str) {
        let pair = cookie.split(';').next().and_then(|pair| pair.split_once('='));
        if let Some((name, value)) = pair {
            self.cookies.retain(|(kept, _)| kept != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(Error::other("the connection was closed"));
        }
        Ok(line.trim_end().to_owned())
    }

    fn bytes(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn chunks(&mut self) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let size = usize::from_str_radix(&self.line()?, 16).map_err(Error::other)?;
            body.append(&mut self.bytes(size)?);
            self.line()?;
            if size == 0 {
                return Ok(body);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;
    use std::thread;

    fn served(answer: &'static str) -> Client {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            // A connection closed with the request unread is reset, and the answer lost.
            assert!(stream.read(&mut [0; 1024]).unwrap() > 0);
            stream.write_all(answer.as_bytes()).unwrap();
        });
        Client::connect(address).unwrap()
    }

    #[test]
    fn a_body_of_known_length_and_a_cookie_are_kept() {
        let mut client = served(
            "HTTP/1.1 303 See Other\r\nLocation: /me\r\nSet-Cookie: s=1; Path=/\r\nContent-Length: 2\r\n\r\nhi",
        );
        let answer = client.get("/").unwrap();
        assert_eq!((answer.status, answer.text().as_str()), (303, "hi"));
        assert_eq!(answer.location.as_deref(), Some("/me"));
        assert_eq!(client.cookie(), "s=1");
    }

    #[test]
    fn chunks_are_put_together() {
        let mut client = served(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
        );
        assert_eq!(client.get("/").unwrap().text(), "abcde");
    }
}
