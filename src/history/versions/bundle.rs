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
    /// The origin of the page that wrote it, e.g. `https://console.example`: addresses without one are its.
    pub origin: String,
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

/// Returns the file for these chains, as the page of this origin writes it.
#[must_use]
pub fn export_versions(chains: &[Vec<Version>], origin: &str, now: UnixMillis) -> String {
    let documents: Vec<Json> = chains
        .iter()
        .map(|chain| Json::Array(chain.iter().map(write_version).collect()))
        .collect();
    let document = json!({
        "format": FORMAT,
        "schema": SCHEMA,
        "origin": origin,
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
    let origin = json.get("origin").and_then(Json::as_str);
    let mut bundle = Bundle {
        origin: origin.ok_or(NotABundle::Damaged)?.to_owned(),
        chains: Vec::new(),
    };
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

/// Returns what to store of a file. `here` are the chains of this browser, and `origin` that of this page. A
/// document that this browser does not know becomes its own; one that it knows comes beside it, under
/// `import`, unless all of it is here already. A document of another page's own gateway is never taken for
/// one of this page's.
#[must_use]
pub fn taken(bundle: Bundle, here: &[Vec<Version>], import: &str, origin: &str) -> Taken {
    let mut taken = Taken::default();
    for (place, chain) in bundle.chains.into_iter().enumerate() {
        let Some(first) = chain.first() else {
            continue;
        };
        let of_here = first.of.base.contains("://") || bundle.origin == origin;
        let added = taken.versions.iter();
        let same: Vec<&Version> = here
            .iter()
            .flatten()
            .chain(added)
            .filter(|known| is_same_document(&known.of, &first.of))
            .collect();
        let is_here = |version: &Version| same.iter().any(|known| known.hash == version.hash);
        if chain.iter().all(is_here) {
            taken.known += chain.len();
            continue;
        }
        let own = same.is_empty() && of_here;
        let import = match (own, of_here) {
            (true, _) => String::new(),
            (false, true) => format!("{import}.{place}"),
            (false, false) => format!("{import}.{place}{FROM}{}", bundle.origin),
        };
        taken
            .versions
            .extend(chain.into_iter().map(|version| Version {
                of: DocumentKey {
                    import: import.clone(),
                    ..version.of
                },
                ..version
            }));
    }
    taken
}

/// Between an import and the origin of the page that it came from, where that is another one.
const FROM: &str = "@";

impl DocumentKey {
    /// Returns the origin of the page whose own gateway it is of, if that is not this one.
    #[must_use]
    pub fn came_from(&self) -> Option<&str> {
        Some(self.import.split_once(FROM)?.1)
    }
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

    const HERE: &str = "https://here.example";

    #[test]
    fn a_file_is_read_back() {
        let chains = vec![chain(&["{}", "{\"a\":1}"])];
        let text = export_versions(&chains, HERE, UnixMillis(9));
        let origin = HERE.to_owned();
        assert_eq!(import_versions(&text), Ok(Bundle { origin, chains }));
        let check = |text: &str, expect| assert_eq!(import_versions(text), Err(expect), "{text}");
        check("", NotABundle::Other);
        check("{}", NotABundle::Other);
        check(
            &text.replace("\"schema\": 1", "\"schema\": 2"),
            NotABundle::Newer,
        );
        check(&text.replace("\"held\"", "\"helt\""), NotABundle::Damaged);
        check(&text.replace("\"origin\"", "\"o\""), NotABundle::Damaged);
        let changed = text.replace("{\\\"a\\\":1}", "{\\\"a\\\":9}");
        check(&changed, NotABundle::Broken("A".into(), Broken::Changed(2)));
    }

    #[test]
    fn what_is_taken_of_a_file() {
        let told = |here: &[Vec<_>], files: &[&[&str]], origin: &str| {
            let bundle = Bundle {
                origin: origin.to_owned(),
                chains: files.iter().map(|texts| chain(texts)).collect(),
            };
            let taken = taken(bundle, here, "i", HERE);
            let each = taken
                .versions
                .iter()
                .map(|it| format!("{}{}{}", it.number, it.text, it.of.import));
            (each.collect::<Vec<_>>().join(" "), taken.known)
        };
        let check = |here: &[Vec<_>], files: &[&[&str]], expect: (&str, usize)| {
            let expect = (expect.0.to_owned(), expect.1);
            assert_eq!(told(here, files, HERE), expect, "{files:?}");
        };
        check(&[], &[&["a", "b"]], ("1a 2b", 0));
        check(&[chain(&["a", "b", "c"])], &[&["a", "b"]], ("", 2));
        // What continues differently stands beside what is here, under its import.
        check(&[chain(&["a", "b"])], &[&["a", "c"]], ("1ai.0 2ci.0", 0));
        check(&[chain(&["a"])], &[&[]], ("", 0));
        // A file with one document twice, such as one's own and an import of it.
        check(&[], &[&["a"], &["a"]], ("1a", 1));
        check(&[], &[&["a"], &["b"]], ("1a 1bi.1", 0));
        // The gateway beside another page is another one, whatever its address says.
        let (elsewhere, _) = told(&[], &[&["a"]], "https://other.example");
        assert_eq!(elsewhere, "1ai.0@https://other.example");
        let taken = taken(
            Bundle {
                origin: "https://other.example".to_owned(),
                chains: vec![chain(&["a"])],
            },
            &[],
            "i",
            HERE,
        );
        let came_from = taken.versions[0].of.came_from();
        assert_eq!(came_from, Some("https://other.example"));
        assert_eq!(chain(&["a"])[0].of.came_from(), None);
    }
}
