//! The folder of tools that all clones share: one folder per tool and version, complete or absent.
//! An installed tool is never changed.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::command::unwritable;
use crate::step::{Failure, Outcome};

/// The folder of the tools: `$HEADGATE_CACHE`, `$XDG_CACHE_HOME/headgate` or `~/.cache/headgate`.
pub fn folder() -> Outcome<PathBuf> {
    choose(|name| env::var(name).ok()).ok_or_else(|| {
        Failure::new(
            "there is no folder to keep the tools in: neither HEADGATE_CACHE nor XDG_CACHE_HOME nor HOME is set",
            "set HEADGATE_CACHE to a folder that may hold about 300 MB",
        )
    })
}

fn choose(variable: impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let set = |name| {
        variable(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("HEADGATE_CACHE")
        .or_else(|| Some(set("XDG_CACHE_HOME")?.join("headgate")))
        .or_else(|| Some(set("HOME")?.join(".cache/headgate")))
}

/// Returns the folder `NAME` in the cache, made by `install` if it does not exist.
///
/// `install` gets a temporary folder that is renamed only on success, so that an interrupted
/// installation is never used. A lock keeps two clones from installing at the same time.
pub fn install_once(
    cache: &Path,
    name: &str,
    install: impl FnOnce(&Path) -> Outcome,
) -> Outcome<PathBuf> {
    let home = cache.join(name);
    if home.is_dir() {
        return Ok(home);
    }
    fs::create_dir_all(cache).map_err(|error| unwritable(cache, &error))?;
    let lock_path = cache.join(format!("{name}.lock"));
    let lock = File::create(&lock_path).map_err(|error| unwritable(&lock_path, &error))?;
    lock.lock()
        .map_err(|error| unwritable(&lock_path, &error))?;
    if home.is_dir() {
        return Ok(home); // another clone installed it while this one waited for the lock
    }
    let half = cache.join(format!("{name}.half"));
    if half.exists() {
        fs::remove_dir_all(&half).map_err(|error| unwritable(&half, &error))?;
    }
    fs::create_dir_all(&half).map_err(|error| unwritable(&half, &error))?;
    install(&half)?;
    fs::rename(&half, &home).map_err(|error| unwritable(&home, &error))?;
    Ok(home)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_setting_wins() {
        let check = |set: &[(&str, &str)], expect: Option<&str>| {
            let found = choose(|name| {
                let (_, value) = set.iter().find(|(key, _)| *key == name)?;
                Some((*value).to_owned())
            });
            assert_eq!(found.as_deref(), expect.map(Path::new), "{set:?}");
        };
        check(
            &[
                ("HEADGATE_CACHE", "/c"),
                ("XDG_CACHE_HOME", "/x"),
                ("HOME", "/h"),
            ],
            Some("/c"),
        );
        check(
            &[("XDG_CACHE_HOME", "/x"), ("HOME", "/h")],
            Some("/x/headgate"),
        );
        check(&[("HOME", "/h")], Some("/h/.cache/headgate"));
        check(
            &[("HEADGATE_CACHE", ""), ("HOME", "/h")],
            Some("/h/.cache/headgate"),
        );
        check(&[], None);
    }

    #[test]
    fn only_a_complete_installation_is_used() {
        let cache = env::temp_dir().join(format!("headgate-cache-test-{}", std::process::id()));
        let write = |half: &Path| {
            fs::write(half.join("tool"), "whole").map_err(|error| unwritable(half, &error))
        };

        let broken = install_once(&cache, "tool-1", |half| {
            write(half)?;
            Err(Failure::new("interrupted", "again"))
        });
        assert!(broken.is_err());
        assert!(!cache.join("tool-1").exists());

        let home = install_once(&cache, "tool-1", write).expect("the second try succeeds");
        assert_eq!(
            fs::read_to_string(home.join("tool")).expect("installed"),
            "whole"
        );

        let kept = install_once(&cache, "tool-1", |_| {
            Err(Failure::new("installed twice", "-"))
        });
        assert_eq!(kept.expect("already there"), home);
        fs::remove_dir_all(&cache).expect("the test's own folder");
    }
}
