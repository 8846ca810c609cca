//! The program, started as scripts start it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

fn sandbox() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A running program and the three lines that it printed. Dropping it stops the program.
struct Running {
    child: Child,
    address: String,
    admin_key: String,
    pool_key: String,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut child = sandbox()
            .args(["--port", "0"])
            .args(arguments)
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut line = || lines.next().expect("a line").expect("text");
        let address = line();
        let key = |line: String, name: &str| line.strip_prefix(name).expect("a key").to_owned();
        let (admin_key, pool_key) = (key(line(), "admin key: "), key(line(), "pool key: "));
        Self {
            child,
            address,
            admin_key,
            pool_key,
        }
    }

    fn get(&self, path: &str, bearer: &str) -> String {
        let host = self
            .address
            .strip_prefix("http://")
            .and_then(|rest| rest.strip_suffix('/'))
            .expect("an address");
        let mut stream = TcpStream::connect(host).expect("connected");
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {bearer}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).expect("sent");
        let mut response = String::new();
        stream.read_to_string(&mut response).expect("a response");
        response
    }

    /// Stops the program with a signal, and returns its exit code and its log.
    fn stop(mut self, signal: &str) -> (Option<i32>, String) {
        let sent = Command::new("kill")
            .args([signal, &self.child.id().to_string()])
            .status();
        assert!(sent.expect("kill runs").success());
        let code = self.child.wait().expect("it ends").code();
        let mut log = String::new();
        self.child
            .stderr
            .take()
            .expect("its log")
            .read_to_string(&mut log)
            .expect("text");
        (code, log)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // After stop() the program has ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn failed(arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = sandbox().args(arguments).output().expect("it runs");
    assert_eq!(status.code(), Some(1), "{arguments:?}");
    String::from_utf8(stderr).expect("text")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

#[test]
fn it_prints_its_address_and_stops_on_a_signal() {
    for signal in ["-INT", "-TERM"] {
        let running = Running::start(&[
            "--seed",
            "3",
            "--admin-key",
            "the-admin",
            "--pool-key",
            "the-pool",
        ]);
        assert!(running.address.starts_with("http://127.0.0.1:"));
        assert_eq!(
            (running.admin_key.as_str(), running.pool_key.as_str()),
            ("the-admin", "the-pool")
        );
        let keys = running.get("/v1/organization/admin_api_keys", "the-admin");
        assert!(keys.contains("\"last_id\":\"key_00000003\""), "{keys}");
        let (code, log) = running.stop(signal);
        assert_eq!(code, Some(0));
        assert!(
            log.starts_with("GET /v1/organization/admin_api_keys 200 "),
            "{log}"
        );
        assert!(!log.contains("the-admin"));
    }
}

#[test]
fn a_database_file_keeps_rows_and_hashes() {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("sandbox.db");
    let first = Running::start(&["--db", text(&file), "--seed", "2"]);
    let old_key = first.admin_key.clone();
    assert!(old_key.starts_with("sandbox-admin-") && first.pool_key.starts_with("sandbox-pool-"));
    first.stop("-TERM");
    let stored = std::fs::read(&file).expect("the file");
    assert!(
        !stored
            .windows(old_key.len())
            .any(|bytes| bytes == old_key.as_bytes()),
        "only the hash is kept"
    );

    let second = Running::start(&["--db", text(&file), "--seed", "5"]);
    let keys = second.get("/v1/organization/admin_api_keys", &second.admin_key);
    assert!(keys.contains("\"last_id\":\"key_00000002\""), "{keys}");
    assert!(
        second
            .get("/v1/organization/admin_api_keys", &old_key)
            .starts_with("HTTP/1.1 401")
    );
    let (_, log) = second.stop("-TERM");
    assert!(
        log.contains("--reset") && log.contains("only hashes"),
        "{log}"
    );

    let third = Running::start(&["--db", text(&file), "--seed", "5", "--reset"]);
    let keys = third.get("/v1/organization/admin_api_keys", &third.admin_key);
    assert!(keys.contains("\"last_id\":\"key_00000005\""), "{keys}");
}

#[test]
fn it_creates_the_requested_number_of_rows() {
    let running = Running::start(&[
        "--seed",
        "2",
        "--pools",
        "21",
        "--charges",
        "3",
        "--upstreams",
        "17",
        "--codex-accounts",
        "14",
        "--claude-accounts",
        "7",
    ]);
    let last = |path: &str| {
        let path = format!("/v1/organization/{path}?order=desc&limit=1");
        running.get(&path, &running.admin_key)
    };
    for (path, id) in [
        ("admin_api_keys", "key_00000002"),
        ("pools", "pool_00000015"),
        ("admin_api_keys/pending_charges", "chg_00000003"),
        ("upstreams", "up_00000011"),
        ("codex_accounts", "codex_0000000e"),
        ("claude_accounts", "claude_00000007"),
    ] {
        let page = last(path);
        assert!(page.contains(&format!("\"first_id\":\"{id}\"")), "{page}");
    }
}

#[test]
fn it_speaks_the_dialect_that_was_asked_for() {
    for (dialect, identifier) in [("f2", "\"uuid\":\""), ("f1", "\"id\":1"), ("u", "\"id\":1")] {
        let arguments = ["--dialect", dialect, "--seed", "0", "--admin-key", "root"];
        let running = Running::start(&arguments);
        let own = running.get("/api/user/self", "root");
        assert!(own.starts_with("HTTP/1.1 200"), "{dialect}: {own}");
        assert!(own.contains(identifier), "{dialect}: {own}");
        let keys = running.get("/v1/organization/admin_api_keys", "root");
        assert!(keys.starts_with("HTTP/1.1 404"), "{dialect}: {keys}");
        running.stop("-INT");
    }
    let unknown = sandbox().args(["--dialect", "f3"]).output();
    let log = String::from_utf8(unknown.expect("it ends").stderr).expect("text");
    assert!(log.contains("onekeyllm, f2, f1, u"), "{log}");
}

#[test]
fn a_database_file_keeps_a_gateway_of_either_dialect() {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("gateway.db");
    let arguments = |dialect, seed| {
        [
            "--db",
            text(&file),
            "--dialect",
            dialect,
            "--seed",
            seed,
            "--admin-key",
            "root",
        ]
    };
    let first = Running::start(&arguments("f2", "7"));
    let state = first.get("/sandbox/state", "");
    assert!(state.contains("\"channels\":7"), "{state}");
    first.stop("-INT");
    let again = Running::start(&arguments("u", "9"));
    let state = again.get("/sandbox/state", "");
    assert!(state.contains("\"channels\":7"), "{state}");
    let own = again.get("/api/user/self", "root");
    assert!(own.contains("\"username\":\"root\""), "{own}");
    let (_, log) = again.stop("-INT");
    assert!(log.contains("--reset"), "{log}");
}

#[test]
fn a_port_in_use_is_reported() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let log = failed(&["--port", &port]);
    assert!(
        log.contains(&format!("port {port} is taken")) && log.contains("--port N"),
        "{log}"
    );
}

#[test]
fn bad_arguments_are_reported() {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("notes.txt");
    std::fs::write(
        &file,
        "these are notes, not a database, and they are long enough to be sure of that",
    )
    .expect("a file");
    assert!(failed(&["--port", "0", "--db", text(&file), "--reset"]).contains("database"));
    assert!(std::fs::read_to_string(&file).is_ok_and(|notes| notes.starts_with("these are notes")));
    for rows in [
        "--seed",
        "--pools",
        "--charges",
        "--upstreams",
        "--codex-accounts",
        "--claude-accounts",
    ] {
        assert!(failed(&["--port", "0", rows, "100001"]).contains("100000"));
    }
    assert!(failed(&["--port", "0", "--admin-key", "k", "--pool-key", "k"]).contains("differ"));
}
