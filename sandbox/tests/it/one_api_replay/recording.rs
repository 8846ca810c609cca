//! One recorded exchange, read from the fixtures.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// The fixtures of the one-api dialect.
fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/one-api")
}

/// A recorded exchange.
#[derive(Clone)]
pub(super) struct Recording {
    /// The folder, which is the dialect: `f2`, `f1` or `u`.
    pub(super) dialect: &'static str,
    /// The file without its ending.
    pub(super) name: String,
    request: Value,
    response: Value,
    /// The stored text of the option afterwards: absent where it was not looked at, null where the
    /// option was not listed.
    pub(super) stored_afterwards: Option<Value>,
    /// What the recording says about itself.
    pub(super) note: String,
}

impl Recording {
    /// Reads the recording of a dialect with this name.
    pub(super) fn named(dialect: &'static str, name: &str) -> Self {
        Self::read(
            dialect,
            &folder(dialect).join(format!("{name}.json")),
            name.to_owned(),
        )
    }

    fn read(dialect: &'static str, path: &Path, name: String) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        let mut file: Map<String, Value> =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        let mut take = |field: &str| file.shift_remove(field);
        Self {
            dialect,
            name,
            request: take("request").expect("a request"),
            response: take("response").expect("a response"),
            stored_afterwards: take("stored_afterwards"),
            note: take("note")
                .and_then(|note| note.as_str().map(str::to_owned))
                .unwrap_or_default(),
        }
    }

    /// The name with its folder, as in `f2/self`.
    pub(super) fn title(&self) -> String {
        format!("{}/{}", self.dialect, self.name)
    }

    pub(super) fn method(&self) -> &str {
        self.request["method"].as_str().expect("a method")
    }

    /// The path with its query, as sent.
    pub(super) fn target(&self) -> &str {
        self.request["path"].as_str().expect("a path")
    }

    /// The path without its query.
    pub(super) fn path(&self) -> &str {
        self.target().split('?').next().unwrap_or_default()
    }

    /// The decoded value of a query parameter.
    pub(super) fn query(&self, name: &str) -> Option<String> {
        let query = self.target().split_once('?')?.1;
        form_urlencoded::parse(query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    }

    /// The exact bytes of the body. A recorded JSON body was sent in its compact spelling.
    pub(super) fn sent_body(&self) -> String {
        match (self.request.get("text"), self.request.get("body")) {
            (Some(Value::String(text)), _) => text.clone(),
            (_, Some(body)) => body.to_string(),
            _ => String::new(),
        }
    }

    /// The body as JSON, null where it is none.
    pub(super) fn body(&self) -> Value {
        serde_json::from_str(&self.sent_body()).unwrap_or_default()
    }

    /// Who asked; absent for root with its access token.
    pub(super) fn authorization(&self) -> Option<&str> {
        self.request.get("authorization").and_then(Value::as_str)
    }

    /// The other headers of the request.
    pub(super) fn sent_headers(&self) -> Vec<(String, String)> {
        pairs(self.request.get("headers"))
    }

    pub(super) fn status(&self) -> u64 {
        self.response["status"].as_u64().expect("a status")
    }

    /// The headers of the response that the recording holds.
    pub(super) fn headers(&self) -> Vec<(String, String)> {
        pairs(self.response.get("headers"))
    }

    /// The text that was received, as far as it is known byte for byte.
    pub(super) fn text(&self) -> Option<&str> {
        self.response.get("text").and_then(Value::as_str)
    }

    /// The response as JSON, null where it is none.
    pub(super) fn received(&self) -> Value {
        match self.text() {
            Some(text) => serde_json::from_str(text).unwrap_or_default(),
            None => self.response.get("body").cloned().unwrap_or_default(),
        }
    }

    /// The same with its body changed.
    pub(super) fn sorted(&self, sort: fn(&mut Value)) -> Self {
        let mut recording = self.clone();
        if let Some(body) = recording.response.get_mut("body") {
            sort(body);
        }
        recording
    }

    /// The rows of a list, or the one row of a read.
    pub(super) fn rows(&self) -> Vec<Map<String, Value>> {
        let rows = match self.received().get("data") {
            Some(Value::Array(rows)) => rows.clone(),
            Some(row @ Value::Object(_)) => vec![row.clone()],
            _ => Vec::new(),
        };
        rows.iter()
            .filter_map(|row| row.as_object().cloned())
            .collect()
    }
}

fn pairs(headers: Option<&Value>) -> Vec<(String, String)> {
    let headers = headers.and_then(Value::as_object).into_iter().flatten();
    headers
        .map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()))
        .collect()
}

fn folder(dialect: &str) -> PathBuf {
    match dialect {
        "f1" => fixtures().join("samples/dialect-f1"),
        other => fixtures().join("recorded").join(other),
    }
}

/// All recordings of a dialect, by name.
pub(super) fn all(dialect: &'static str) -> Vec<Recording> {
    let mut names: Vec<String> = fs::read_dir(folder(dialect))
        .expect("the folder of the recordings")
        .map(|entry| entry.expect("an entry").file_name())
        .filter_map(|name| {
            let name = name.to_string_lossy();
            name.strip_suffix(".json").map(str::to_owned)
        })
        .collect();
    names.sort();
    names
        .iter()
        .map(|name| Recording::named(dialect, name))
        .collect()
}
