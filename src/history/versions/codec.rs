//! A version as stored text. Unreadable JSON yields `None`; nothing is guessed.

use serde_json::Value as Json;

use super::{DocumentKey, Held, Source, Version};
use crate::domain::ids::{EntryId, ProfileId};
use crate::domain::time::UnixMillis;
use crate::history::codec::json::word;
use crate::history::codec::json::{object, optional, read, read_optional, read_text, read_whole};

/// Returns the stored form of a version.
#[must_use]
pub fn write_version(version: &Version) -> Json {
    let entry = match &version.source {
        Source::Seen => None,
        Source::Saved(entry) => Some(entry),
    };
    let held = match version.held {
        Held::Yes => "yes",
        Held::No => "no",
        Held::NotSent => "not sent",
        Held::NotKnown => "not known",
    };
    object(vec![
        ("base", word(&version.of.base)),
        ("resource", word(&version.of.resource)),
        ("row", word(&version.of.row)),
        ("field", word(&version.of.field)),
        ("number", Json::from(version.number)),
        ("at", Json::from(version.at.0)),
        ("profile", word(&version.profile.0)),
        ("gateway", word(&version.gateway)),
        ("dialect", word(&version.dialect)),
        ("name", word(&version.name)),
        ("saved_by", optional(entry, |entry| word(&entry.0))),
        ("reason", word(&version.reason)),
        ("held", word(held)),
        ("text", word(&version.text)),
        ("previous", word(&version.previous)),
        ("hash", word(&version.hash)),
    ])
}

/// Reads a version that [`write_version`] wrote; `import` names the import that it came with.
#[must_use]
pub fn read_version(json: &Json, import: &str) -> Option<Version> {
    let text = |name| read(json, name, read_text);
    let entry = read_optional(json, "saved_by", read_text)?;
    Some(Version {
        of: DocumentKey {
            base: text("base")?,
            resource: text("resource")?.into(),
            row: text("row")?,
            field: text("field")?.into(),
            import: import.to_owned(),
        },
        number: read(json, "number", read_whole)?,
        at: UnixMillis(read(json, "at", read_whole)?),
        profile: ProfileId(text("profile")?),
        gateway: text("gateway")?,
        dialect: text("dialect")?,
        name: text("name")?,
        source: entry.map_or(Source::Seen, |entry| Source::Saved(EntryId(entry))),
        reason: text("reason")?,
        held: match text("held")?.as_str() {
            "yes" => Held::Yes,
            "no" => Held::No,
            "not sent" => Held::NotSent,
            "not known" => Held::NotKnown,
            _ => return None,
        },
        text: text("text")?,
        previous: text("previous")?,
        hash: text("hash")?,
    })
}

#[cfg(test)]
mod tests {
    use super::{read_version, write_version};
    use crate::domain::ids::EntryId;
    use crate::history::versions::sample::chain;
    use crate::history::versions::{Held, Source};

    #[test]
    fn versions_are_read_back() {
        let mut versions = chain(&["{}", "{\"价\":\"\\n\\u0000\"}"]);
        versions[1].source = Source::Saved(EntryId("e".into()));
        for held in [Held::Yes, Held::No, Held::NotSent, Held::NotKnown] {
            versions[1].held = held;
            for version in &versions {
                let json = write_version(version);
                assert_eq!(read_version(&json, "").as_ref(), Some(version));
                let mut damaged = json.clone();
                damaged["held"] = "perhaps".into();
                assert_eq!(read_version(&damaged, ""), None);
            }
        }
        assert_eq!(read_version(&serde_json::json!({}), ""), None);
    }
}
