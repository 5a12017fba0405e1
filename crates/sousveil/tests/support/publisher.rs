//! A publisher of lists for tests: a plain server whose answers, and whose faults, a test chooses.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What is answered at an address.
#[derive(Debug, Clone)]
pub enum Reply {
    /// A file with a tag, which is not sent to whoever has it.
    File(Vec<u8>, String),
    /// A file of which only a part comes, whatever its length was said to be.
    CutOff(Vec<u8>),
    /// Bytes without a length that never end.
    Endless,
    /// Another address.
    Elsewhere(String),
    /// A status.
    Status(u16),
}

/// The server, as long as the test runs.
#[derive(Debug, Clone)]
pub struct Publisher {
    /// `http://127.0.0.1:PORT`.
    pub base: String,
    replies: Arc<Mutex<HashMap<String, Reply>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Publisher {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let publisher = Self { base, replies: Arc::default(), asked: Arc::default() };
        let of_thread = publisher.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let publisher = of_thread.clone();
                // Whoever breaks off is no fault here.
                std::thread::spawn(move || publisher.answer(stream));
            }
        });
        publisher
    }

    /// Puts an answer at an address.
    pub fn put(&self, path: &str, reply: Reply) {
        self.replies.lock().unwrap().insert(path.to_owned(), reply);
    }

    /// Puts a file there, with a tag that follows from it.
    pub fn file(&self, path: &str, body: impl Into<Vec<u8>>) {
        let body = body.into();
        let sum: u64 = body.iter().fold(7, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)));
        self.put(path, Reply::File(body, format!("\"{sum:x}\"")));
    }

    /// What was asked since the last time: path and status, and the tag that was sent along.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    fn answer(&self, stream: TcpStream) -> Option<()> {
        let mut head = Vec::new();
        let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
        for line in lines.by_ref().map_while(Result::ok) {
            if line.is_empty() {
                break;
            }
            head.push(line);
        }
        let path = head.first()?.split(' ').nth(1)?.to_owned();
        let header = |name: &str| {
            let find = |line: &String| {
                let (key, value) = line.split_once(':')?;
                key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
            };
            head.iter().find_map(find)
        };
        let reply = self.replies.lock().unwrap().get(&path).cloned().unwrap_or(Reply::Status(404));
        let known = header("if-none-match");
        let (status, more, length, body) = match reply {
            Reply::File(_, tag) if known.as_ref() == Some(&tag) => (304, format!("ETag: {tag}\r\n"), None, Vec::new()),
            Reply::File(body, tag) => (
                200,
                format!("ETag: {tag}\r\nLast-Modified: Thu, 05 Nov 2026 10:00:00 GMT\r\n"),
                Some(body.len()),
                body,
            ),
            Reply::CutOff(body) => (200, String::new(), Some(body.len()), body[..body.len() / 2].to_vec()),
            Reply::Endless => (200, String::new(), None, Vec::new()),
            Reply::Elsewhere(to) => (302, format!("Location: {to}\r\n"), Some(0), Vec::new()),
            Reply::Status(status) => (status, String::new(), Some(0), Vec::new()),
        };
        self.asked.lock().unwrap().push(format!("{path} {status}"));
        let length_line = length.map(|length| format!("Content-Length: {length}\r\n")).unwrap_or_default();
        let mut out = &stream;
        write!(out, "HTTP/1.1 {status} Said\r\n{more}{length_line}Connection: close\r\n\r\n").ok()?;
        out.write_all(&body).ok()?;
        while status == 200 && length.is_none() {
            out.write_all(&[b'\n'; 65_536]).ok()?;
        }
        Some(())
    }
}
