//! Starts servers as child processes, and stops them when xtask ends.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use crate::command::{last_lines, log_file, unwritable};
use crate::step::{Failure, Outcome};

/// How long a server may take to print its address.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// How long a server may take to stop when requested.
const STOP_TIMEOUT: Duration = Duration::from_secs(5);

/// How often to check whether a child has ended.
const POLL_INTERVAL: Duration = Duration::from_millis(100);

/// A running server. Dropping it stops it.
pub struct Server {
    name: String,
    child: Child,
}

impl Server {
    /// Starts a server whose first line of output is its address, and returns both. Its standard
    /// error goes to `target/xtask/NAME.log`; further output is discarded, because it may contain
    /// keys.
    pub fn start(command: &mut Command, name: &str) -> Outcome<(Self, String)> {
        let log = log_file(name)?;
        let file = File::create(&log).map_err(|error| unwritable(&log, &error))?;
        let mut server = Self::spawn(command.stdout(Stdio::piped()).stderr(file), name)?;
        let address = server.first_line();
        match address.recv_timeout(START_TIMEOUT) {
            Ok(address) if address.starts_with("http") => Ok((server, address)),
            _ => {
                drop(server);
                let text = fs::read_to_string(&log).unwrap_or_default();
                Err(Failure::new(
                    format!("{name} did not print its address:\n{}", last_lines(&text)),
                    format!("the whole output is in {}", log.display()),
                ))
            }
        }
    }

    /// Starts a server that writes to xtask's own output.
    pub fn spawn(command: &mut Command, name: &str) -> Outcome<Self> {
        // In a group of its own, so that Ctrl-C reaches only xtask, which then stops the group.
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| {
                Failure::new(
                    format!("cannot start {name}: {error}"),
                    "build again; if it persists, remove target/",
                )
            })?;
        Ok(Self {
            name: name.to_owned(),
            child,
        })
    }

    fn first_line(&mut self) -> Receiver<String> {
        let (sender, receiver) = mpsc::channel();
        if let Some(output) = self.child.stdout.take() {
            thread::spawn(move || {
                let mut lines = BufReader::new(output).lines().map_while(Result::ok);
                if let Some(line) = lines.next() {
                    // Fails if the wait for the line has ended already.
                    let _ = sender.send(line.trim().to_owned());
                }
                lines.for_each(drop); // a full pipe would stop the server
            });
        }
        receiver
    }

    /// The server's exit status, if it has ended.
    fn ended(&mut self) -> Option<String> {
        match self.child.try_wait() {
            Ok(None) => None,
            Ok(Some(status)) => Some(status.to_string()),
            Err(error) => Some(error.to_string()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.ended().is_some() {
            return;
        }
        // SIGTERM, because the parent process may have made children ignore SIGINT. A failing
        // signal means that the group has ended, and then waiting ends at once.
        let group = Pid::from_raw(self.child.id().cast_signed());
        let _ = killpg(group, Signal::SIGTERM);
        let started = Instant::now();
        while self.ended().is_none() {
            if started.elapsed() > STOP_TIMEOUT {
                let _ = killpg(group, Signal::SIGKILL);
                let _ = self.child.wait();
                return;
            }
            thread::sleep(POLL_INTERVAL);
        }
    }
}

/// A request to stop, by Ctrl-C, a closed terminal or `kill`.
pub struct StopSignal(Receiver<()>);

impl StopSignal {
    /// Listens for signals. Call it once before the first server is started, so that no server
    /// outlives xtask.
    pub fn listen() -> Outcome<Self> {
        let (sender, receiver) = mpsc::channel();
        ctrlc::set_handler(move || {
            // Fails at the second Ctrl-C, when the servers are stopping already.
            let _ = sender.send(());
        })
        .map_err(|error| {
            Failure::new(
                format!("cannot listen for Ctrl-C: {error}"),
                "run it in an ordinary terminal",
            )
        })?;
        Ok(Self(receiver))
    }

    /// Waits for a signal. A server that ends before that is a failure.
    pub fn wait(&self, servers: &mut [Server]) -> Outcome {
        loop {
            match self.0.recv_timeout(POLL_INTERVAL) {
                Ok(()) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
                Err(RecvTimeoutError::Timeout) => {}
            }
            for server in servers.iter_mut() {
                if let Some(status) = server.ended() {
                    return Err(Failure::new(
                        format!("{} ended by itself: {status}", server.name),
                        format!(
                            "read its output, above or in target/xtask/{}.log",
                            server.name
                        ),
                    ));
                }
            }
        }
    }
}

/// Fails if a port of this machine is in use.
pub fn port_is_free(port: u16) -> Outcome {
    match TcpListener::bind(("127.0.0.1", port)) {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::new(
            format!("port {port} cannot be used: {error}"),
            format!(
                "stop what listens on port {port}, or choose another: --port {}",
                port.checked_add(1).unwrap_or(8080)
            ),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_server_prints_its_address_and_stops_when_dropped() {
        let script = "echo http://127.0.0.1:1/; echo more; exec sleep 60";
        let (server, address) =
            Server::start(&mut shell(script), "test-address").expect("it prints its address");
        assert_eq!(address, "http://127.0.0.1:1/");
        let group = Pid::from_raw(server.child.id().cast_signed());
        let stopped = Instant::now();
        drop(server);
        assert!(stopped.elapsed() < STOP_TIMEOUT, "SIGTERM is enough");
        assert!(killpg(group, None).is_err(), "the whole group has ended");
    }

    #[test]
    fn a_server_that_fails_to_start_shows_its_output() {
        let failure =
            Server::start(&mut shell("echo 'no such table' >&2; exit 3"), "test-dead").err();
        let why = failure
            .map(|failure| failure.why().to_owned())
            .unwrap_or_default();
        assert!(why.contains("no such table"), "{why}");
    }

    #[test]
    fn a_port_in_use_is_reported() {
        let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = taken.local_addr().expect("bound").port();
        let why = port_is_free(port).expect_err("taken").why().to_owned();
        assert!(why.contains(&port.to_string()), "{why}");
        drop(taken);
        // A process that another test is starting holds a copy of the listener until it executes.
        let is_free = |_| {
            std::thread::sleep(Duration::from_millis(20));
            port_is_free(port).is_ok()
        };
        assert!((0..250).any(is_free));
    }
}
