//! `split MODULE FOLDER`: cuts a module in two where the client marks it. Writes the first part under
//! the module's name, and the second part beside it. A program of its own, because every command
//! waits for xtask to compile.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use wasm_split_cli_support::{Options, transform};

/// The script from which the first part imports the function that fetches the second one:
/// `public/console.js`.
const LOADER: &str = "./console.js";

fn main() -> ExitCode {
    let words: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [module, folder] = words.as_slice() else {
        eprintln!("usage: split MODULE FOLDER");
        return ExitCode::from(2);
    };
    match split(module, folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", module.display());
            ExitCode::FAILURE
        }
    }
}

fn split(module: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let bytes = fs::read(module)?;
    let first = folder.join(module.file_name().ok_or("not the name of a file")?);
    let mut options = Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.link_name = LOADER;
    let parts = transform(options)?.split_modules;
    if parts.len() != 1 {
        return Err(format!("the client must mark one cut, not {}", parts.len()).into());
    }
    // The script that the library wrote fetches the part without integrity: ours takes its place.
    fs::remove_file(folder.join(LOADER))?;
    Ok(())
}
