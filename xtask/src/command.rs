//! Runs other programs, either silently with a log or with their output passed through.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::step::{Failure, Outcome};

/// How many of a log's last lines are shown for a failure.
const LAST_LINES: usize = 30;

/// A command for the `cargo` that runs xtask.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The folder of cargo's build artifacts.
pub fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from)
}

/// Runs a command with all output in `target/xtask/NAME.log`; a failure shows its last lines.
pub fn quiet(command: &mut Command, name: &str) -> Outcome {
    let log = log_file(name)?;
    let file = File::create(&log).map_err(|error| unwritable(&log, &error))?;
    let copy = file.try_clone().map_err(|error| unwritable(&log, &error))?;
    let status = command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(copy)
        .status()
        .map_err(|error| unstartable(command, &error))?;
    if status.success() {
        return Ok(());
    }
    let text = fs::read_to_string(&log).unwrap_or_default();
    Err(Failure::new(
        format!(
            "{} ended with {status}:\n{}",
            shown(command),
            last_lines(&text)
        ),
        format!("the whole output is in {}", log.display()),
    ))
}

/// Runs a command with its output passed through, for programs whose output is wanted.
pub fn loud(command: &mut Command, advice: &str) -> Outcome {
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| unstartable(command, &error))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(ended(command, status), advice))
}

/// Runs a command and returns its standard output.
pub fn output(command: &mut Command) -> Outcome<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| unstartable(command, &error))?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(
            format!("{}:\n{}", ended(command, output.status), last_lines(&text)),
            "run it by hand to see more",
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The root of the repository, as compiled in or, if it was moved, the present one.
pub fn repository() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package.parent().map_or(package.clone(), Path::to_owned)
}

/// The path of a step's log.
pub fn log_file(name: &str) -> Outcome<PathBuf> {
    let folder = repository().join("target/xtask");
    fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, &error))?;
    Ok(folder.join(format!("{name}.log")))
}

/// The failure for a file or folder that cannot be written.
pub fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("cannot write {}: {error}", path.display()),
        "check the permissions of the folder and the space left on the disk",
    )
}

/// The failure for a file that cannot be read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("cannot read {}: {error}", path.display()),
        "if the file is part of the repository, restore it from version control",
    )
}

fn unstartable(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("cannot start {}: {error}", shown(command)),
        "install the program, or put its folder on PATH",
    )
}

fn ended(command: &Command, status: ExitStatus) -> String {
    format!("{} ended with {status}", shown(command))
}

/// Formats a command for reading, roughly as one would type it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    let mut text = format!("`{}", name.to_string_lossy());
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text.push('`');
    text
}

/// The end of a long text, which usually contains the reason of a failure.
pub fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(LAST_LINES)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_a_long_log_is_shown() {
        let text: String = (1..=100).map(|number| format!("line {number}\n")).collect();
        let end = last_lines(&text);
        assert!(
            end.starts_with("line 71\n") && end.ends_with("line 100"),
            "{end}"
        );
        assert_eq!(last_lines("one\ntwo\n"), "one\ntwo");
        assert_eq!(last_lines(""), "");
    }

    #[test]
    fn a_command_is_shown_without_its_folder() {
        assert_eq!(
            shown(Command::new("/opt/bin/trunk").args(["build", "--release"])),
            "`trunk build --release`"
        );
    }
}
