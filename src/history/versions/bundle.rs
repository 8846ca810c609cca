//! Versions as a file: written whole, and read again with every chain checked. Documents hold no
//! secrets, so nothing is taken out.

use serde_json::{Value as Json, json};

use super::{Broken, DocumentKey, Version, check_chain, read_version, write_version};
use crate::domain::time::UnixMillis;

const FORMAT: &str = "headgate.versions";

/// The format that this version writes and reads.
const SCHEMA: u32 = 1;

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotABundle {
    /// It is not JSON, or not such a file.
    Other,
    /// A later version of the console wrote it.
    Newer,
    /// A version in it cannot be read.
    Damaged,
    /// The chain of a document does not hold.
    Broken(String, Broken),
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// The chain of each document, oldest first.
    pub chains: Vec<Vec<Version>>,
}

/// What an import comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The versions to store.
    pub versions: Vec<Version>,
    /// How many versions are here already.
    pub known: usize,
}

/// Returns the file for these chains.
#[must_use]
pub fn export_versions(chains: &[Vec<Version>], now: UnixMillis) -> String {
    let documents: Vec<Json> = chains
        .iter()
        .map(|chain| Json::Array(chain.iter().map(write_version).collect()))
        .collect();
    let document = json!({
        "format": FORMAT,
        "schema": SCHEMA,
        "exported_at": now.0,
        "documents": documents,
    });
    format!("{document:#}")
}

/// Reads a file and checks it.
///
/// # Errors
/// Why it is not taken.
pub fn import_versions(text: &str) -> Result<Bundle, NotABundle> {
    let json: Json = serde_json::from_str(text).map_err(|_| NotABundle::Other)?;
    if json.get("format").and_then(Json::as_str) != Some(FORMAT) {
        return Err(NotABundle::Other);
    }
    match json.get("schema").and_then(Json::as_u64) {
        Some(schema) if schema == u64::from(SCHEMA) => {}
        Some(_) => return Err(NotABundle::Newer),
        None => return Err(NotABundle::Damaged),
    }
    let documents = json.get("documents").and_then(Json::as_array);
    let documents = documents.ok_or(NotABundle::Damaged)?;
    let mut bundle = Bundle::default();
    for document in documents {
        let versions = document.as_array().ok_or(NotABundle::Damaged)?;
        let chain: Option<Vec<Version>> = versions
            .iter()
            .map(|version| read_version(version, ""))
            .collect();
        let chain = chain.ok_or(NotABundle::Damaged)?;
        let Some(first) = chain.first() else {
            continue;
        };
        if chain.iter().any(|version| version.of != first.of) {
            return Err(NotABundle::Damaged);
        }
        check_chain(&chain).map_err(|broken| NotABundle::Broken(first.name.clone(), broken))?;
        bundle.chains.push(chain);
    }
    Ok(bundle)
}

/// Returns what to store of a file. `here` are the chains of this browser. A document that this browser
/// does not know becomes its own; one that it knows comes beside it, under `import`, unless all of it is
/// here already.
#[must_use]
pub fn taken(bundle: Bundle, here: &[Vec<Version>], import: &str) -> Taken {
    let mut taken = Taken::default();
    for chain in bundle.chains {
        let Some(first) = chain.first() else {
            continue;
        };
        let same = |known: &&Vec<Version>| {
            let of = known.first().map(|version| &version.of);
            of.is_some_and(|of| is_same_document(of, &first.of))
        };
        let mut own = here.iter().filter(same).peekable();
        if own.peek().is_none() {
            taken.versions.extend(chain);
            continue;
        }
        let is_here = |version: &Version| {
            let mut known = here.iter().filter(same).flatten();
            known.any(|known| known.hash == version.hash)
        };
        if chain.iter().all(is_here) {
            taken.known += chain.len();
            continue;
        }
        taken
            .versions
            .extend(chain.into_iter().map(|version| Version {
                of: DocumentKey {
                    import: import.to_owned(),
                    ..version.of
                },
                ..version
            }));
    }
    taken
}

/// Returns whether both are the same document, wherever their versions come from.
fn is_same_document(one: &DocumentKey, other: &DocumentKey) -> bool {
    let of = |key: &DocumentKey| DocumentKey {
        import: String::new(),
        ..key.clone()
    };
    of(one) == of(other)
}

#[cfg(test)]
mod tests {
    use super::{Broken, Bundle, NotABundle, export_versions, import_versions, taken};
    use crate::domain::time::UnixMillis;
    use crate::history::versions::sample::chain;

    #[test]
    fn a_file_is_read_back() {
        let chains = vec![chain(&["{}", "{\"a\":1}"])];
        let text = export_versions(&chains, UnixMillis(9));
        assert_eq!(import_versions(&text), Ok(Bundle { chains }));
        let check = |text: &str, expect| assert_eq!(import_versions(text), Err(expect), "{text}");
        check("", NotABundle::Other);
        check("{}", NotABundle::Other);
        check(
            &text.replace(": 1,\n  \"exp", ": 2,\n  \"exp"),
            NotABundle::Newer,
        );
        check(&text.replace("\"held\"", "\"helt\""), NotABundle::Damaged);
        let changed = text.replace("{\\\"a\\\":1}", "{\\\"a\\\":9}");
        check(&changed, NotABundle::Broken("A".into(), Broken::Changed(2)));
    }

    #[test]
    fn what_is_taken_of_a_file() {
        let told = |here: &[Vec<_>], texts: &[&str]| {
            let bundle = Bundle {
                chains: vec![chain(texts)],
            };
            let taken = taken(bundle, here, "i");
            let each = taken
                .versions
                .iter()
                .map(|it| format!("{}{}{}", it.number, it.text, it.of.import));
            (each.collect::<Vec<_>>().join(" "), taken.known)
        };
        let check = |here: &[Vec<_>], texts: &[&str], expect: (&str, usize)| {
            assert_eq!(
                told(here, texts),
                (expect.0.to_owned(), expect.1),
                "{texts:?}"
            );
        };
        check(&[], &["a", "b"], ("1a 2b", 0));
        check(&[chain(&["a", "b", "c"])], &["a", "b"], ("", 2));
        // What continues differently stands beside what is here, under its import.
        check(&[chain(&["a", "b"])], &["a", "c"], ("1ai 2ci", 0));
        check(&[chain(&["a"])], &[], ("", 0));
    }
}
