//! `cargo xtask`: runs, tests, measures and packs Headgate, and installs the tools for it. The
//! commands are in `cli`; each is implemented in the file of its name.

mod bench;
mod browser;
mod cache;
mod catalogue;
mod check;
mod cli;
mod command;
mod debian;
mod dev;
mod dist;
mod hosts;
mod prerequisites;
mod run;
mod server;
mod step;
mod table;
mod test;
mod tools;
mod wasm;
mod weigh;

use std::env;
use std::process::ExitCode;

use cli::Command;
use step::{Steps, Stopped};
use tools::Tools;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let command = match cli::parse(&words) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("{error}\n\n{}", cli::USAGE);
            return ExitCode::from(2);
        }
    };
    // All paths in xtask are relative to the repository's root.
    if let Err(error) = env::set_current_dir(command::repository()) {
        eprintln!("cannot enter the repository: {error}");
        return ExitCode::FAILURE;
    }
    match perform(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stopped) => ExitCode::FAILURE,
    }
}

fn perform(command: Command) -> Result<(), Stopped> {
    let mut steps = Steps::new();
    match command {
        Command::Help => print!("{}", cli::USAGE),
        Command::Dist { base } => {
            let tools = Tools::ready(&mut steps)?;
            let report = dist::dist(&mut steps, &tools, &base)?;
            println!("\n{}\n\n{}", report.table(), steps.summary());
        }
        Command::Run {
            port,
            dialect,
            gateways,
        } => run::run(&mut steps, port, dialect.as_deref(), &gateways)?,
        Command::Dev { port } => dev::dev(&mut steps, port)?,
        Command::Test => test::test(&mut steps)?,
        Command::Check => check::check(&mut steps)?,
        Command::Weigh { full } => weigh::weigh(&mut steps, full)?,
        Command::Catalogue(mode) => steps.run("docs/catalogue.md", || catalogue::run(mode))?,
        Command::Bench(options) => bench::bench(&mut steps, options)?,
    }
    Ok(())
}
