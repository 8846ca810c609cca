//! The numbers of a nested document, each under its path, in place: `gpt-4o › tiers › 0 › ratio`. So they
//! are edited like the entries of a flat one, and every other byte stays.

use std::collections::HashSet;
use std::ops::Range;

use serde_json::Value as Json;

use super::{Entry, NotRatios, Ratios, end_of_text};

/// Between the steps of a path. No name of a model or a field has it.
const STEP: &str = " › ";

/// Reads the numbers of a JSON object, at any depth.
///
/// # Errors
/// When the text is not a JSON object. A blank one is an object without numbers.
pub fn nested(text: &str) -> Result<Ratios<'_>, NotRatios> {
    let mut found = match text.trim().is_empty() {
        true => Ratios {
            text,
            entries: Vec::new(),
            inside: text.len(),
        },
        false => Ratios::read(text)?,
    };
    found.entries = match text.trim().is_empty() {
        true => Vec::new(),
        false => Scan::over(text, None).ok_or(NotRatios::NotAnObject)?.found,
    };
    Ok(found)
}

/// Returns the path of the first name that stands more than once in an object of a JSON text: gateways take
/// one of the two without a word. `None` also for a text that is no JSON object.
#[must_use]
pub fn twice(text: &str) -> Option<String> {
    Ratios::read(text).ok()?;
    Scan::over(text, None)?.twice
}

/// Returns where the value of a path stands in a JSON object, with its name; the last one, if there are
/// several. The steps of the path stand between ` › ` or between points, as in `gpt-4o.tiers.0.ratio`.
#[must_use]
pub fn place(text: &str, path: &str) -> Option<Range<usize>> {
    Ratios::read(text).ok()?;
    Scan::over(text, Some(path))?.wanted?.1
}

/// Returns the last step of a path.
#[must_use]
pub fn last_step(path: &str) -> &str {
    path.rsplit(STEP).next().unwrap_or(path)
}

/// Returns the step before the last one: of `gpt-4o › audio › completion_ratio` the name `audio`.
#[must_use]
pub fn outer_step(path: &str) -> Option<&str> {
    path.rsplit(STEP).nth(1)
}

/// Returns the path of another field of the object that holds the field of this path, and of the objects
/// around it, inmost first: of `gpt-4o › tiers › 0 › completion_ratio` and `ratio` the paths
/// `gpt-4o › tiers › 0 › ratio`, `gpt-4o › tiers › ratio` and `gpt-4o › ratio`.
#[must_use]
pub fn beside(path: &str, field: &str) -> Vec<String> {
    let mut around = path;
    let mut found = Vec::new();
    while let Some((outer, _)) = around.rsplit_once(STEP) {
        found.push([outer, STEP, field].concat());
        around = outer;
    }
    found
}

/// A walk over a text that is known to be JSON.
struct Scan<'a, 'text> {
    text: &'text str,
    at: usize,
    path: Vec<String>,
    found: Vec<Entry<'text>>,
    /// The path of the first name that stands more than once.
    twice: Option<String>,
    /// A path, and where it was found last.
    wanted: Option<(&'a str, Option<Range<usize>>)>,
}

impl<'a, 'text> Scan<'a, 'text> {
    /// Walks over a text; `None` where it is cut.
    fn over(text: &'text str, wanted: Option<&'a str>) -> Option<Self> {
        let mut scan = Self {
            text,
            at: 0,
            path: Vec::new(),
            found: Vec::new(),
            twice: None,
            wanted: wanted.map(|path| (path, None)),
        };
        scan.value(0)?;
        Some(scan)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blank(&mut self) {
        while self.byte().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Goes on behind a comma; `None` at the end of a list.
    fn comma(&mut self) -> Option<()> {
        self.blank();
        let more = self.byte() == Some(b',');
        self.at += 1;
        more.then_some(())
    }

    /// Walks over a value; `begins` is where its name begins.
    fn value(&mut self, begins: usize) -> Option<()> {
        self.inner(begins)?;
        if let Some((path, place)) = &mut self.wanted
            && [STEP, "."].iter().any(|step| self.path.join(step) == *path)
        {
            *place = Some(begins..self.at);
        }
        Some(())
    }

    fn inner(&mut self, begins: usize) -> Option<()> {
        self.blank();
        match self.byte()? {
            b'{' => self.object(),
            b'[' => self.list(),
            b'"' => {
                self.at = end_of_text(self.text.as_bytes(), self.at)?;
                Some(())
            }
            first => {
                let starts = self.at;
                let ends =
                    |byte: u8| matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace();
                while self.byte().is_some_and(|byte| !ends(byte)) {
                    self.at += 1;
                }
                if first == b'-' || first.is_ascii_digit() {
                    self.found.push(Entry {
                        name: self.path.join(STEP).into(),
                        begins,
                        ratio: starts..self.at,
                    });
                }
                Some(())
            }
        }
    }

    fn object(&mut self) -> Option<()> {
        self.at += 1;
        self.blank();
        if self.byte() == Some(b'}') {
            self.at += 1;
            return Some(());
        }
        let mut names = HashSet::new();
        loop {
            self.blank();
            let begins = self.at;
            self.at = end_of_text(self.text.as_bytes(), self.at)?;
            let name: Json = serde_json::from_str(self.text.get(begins..self.at)?).ok()?;
            self.blank();
            // The colon.
            self.at += 1;
            let name = name.as_str()?.to_owned();
            self.path.push(name.clone());
            if !names.insert(name) && self.twice.is_none() {
                self.twice = Some(self.path.join(STEP));
            }
            self.value(begins)?;
            self.path.pop();
            if self.comma().is_none() {
                return Some(());
            }
        }
    }

    fn list(&mut self) -> Option<()> {
        self.at += 1;
        self.blank();
        if self.byte() == Some(b']') {
            self.at += 1;
            return Some(());
        }
        for number in 0_usize.. {
            self.blank();
            self.path.push(number.to_string());
            self.value(self.at)?;
            self.path.pop();
            if self.comma().is_none() {
                return Some(());
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value as Json;

    use super::{beside, last_step, nested, outer_step, place, twice};
    use crate::domain::table::{check_table, parts};

    #[test]
    fn numbers_in_place() {
        check_table(
            r##"
            {"m":{"ratio":1.50,"name":"1"},"n":{"ratio": 2e0 }} => m › ratio=1.50; n › ratio=2e0
            {"m":{"tiers":[{"ratio":1},{"ratio":-2}],"days":[0, 6]}} => m › tiers › 0 › ratio=1; m › tiers › 1 › ratio=-2; m › days › 0=0; m › days › 1=6
            {"a\"{":{"x":true,"y":null,"z":[],"o":{}},"b":7} => b=7
            {} =>
             =>
            [1] => NotAnObject
            {"m":{"ratio":1} => NotJson { line: 1, column: 16 }
            "##,
            |text| match nested(text) {
                Ok(found) => {
                    let each = found
                        .entries()
                        .map(|(name, ratio)| format!("{name}={}", ratio.text));
                    each.collect::<Vec<_>>().join("; ")
                }
                Err(why) => format!("{why:?}"),
            },
        );
        assert_eq!(last_step("m › tiers › 0 › ratio"), "ratio");
        assert_eq!(last_step("m"), "m");
        assert_eq!(outer_step("m › tiers › 0 › ratio"), Some("0"));
        assert_eq!(outer_step("m"), None);
        let found = beside("m › tiers › 0 › completion_ratio", "ratio");
        assert_eq!(
            found,
            ["m › tiers › 0 › ratio", "m › tiers › ratio", "m › ratio"]
        );
        assert!(beside("completion_ratio", "ratio").is_empty());
    }

    #[test]
    fn one_number_is_replaced_and_nothing_else() {
        let text = "{\n  \"gpt-4o\": {\"ratio\": 1.50, \"tiers\": [{\"ratio\":1e0}]},\n  \"o3\": {\"ratio\":2}\n}";
        let found = nested(text).expect("an object");
        let expect = text.replace("1e0", "0.9");
        assert_eq!(found.with("gpt-4o › tiers › 0 › ratio", "0.9"), expect);
    }

    #[test]
    fn names_that_stand_twice() {
        check_table(
            r##"
            {"a":1,"b":{"a":1}} => -
            {"a":1,"a":1} => a
            {"m":{"tiers":[{"ratio":1,"x":2,"ratio":1}]}} => m › tiers › 0 › ratio
            {"a":{},"a":{}} => a
            [1] => -
            {"a":1,"a" => -
            "##,
            |text| twice(text).unwrap_or_else(|| "-".to_owned()),
        );
    }

    #[test]
    fn where_a_path_stands() {
        check_table(
            r##"
            {"m":{"ratio": 1.5 ,"tiers":[{"ratio":2}]}} | m.ratio => "ratio": 1.5
            {"m":{"ratio":1,"tiers":[{"ratio":2}]}} | m › tiers › 0 › ratio => "ratio":2
            {"m":{"ratio":1,"tiers":[{"ratio":2}, {"a":1}]}} | m.tiers.1 => {"a":1}
            {"gpt-4.1":{"ratio":1}} | gpt-4.1 => "gpt-4.1":{"ratio":1}
            {"a":1,"a":2} | a => "a":2
            {"a":1} | b => -
            {"a":1 | a => -
            "##,
            |line| {
                let [text, path] = parts(line);
                let found = place(text, path).and_then(|range| text.get(range));
                found.unwrap_or("-").to_owned()
            },
        );
    }

    fn any_json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            any::<i32>().prop_map(Json::from),
            "[a-z\"\\\\{}\\[\\],: ]{0,4}".prop_map(Json::from),
            Just(Json::Null),
            any::<bool>().prop_map(Json::from),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
                prop::collection::btree_map("[a-c]{1,2}", inner, 0..4)
                    .prop_map(|fields| fields.into_iter().collect::<Json>()),
            ]
        })
    }

    proptest! {
        /// Every number of any object is found where it stands, in its order.
        #[test]
        fn all_numbers_are_found(json in any_json()) {
            fn numbers(json: &Json, all: &mut Vec<String>) {
                match json {
                    Json::Number(number) => all.push(number.to_string()),
                    Json::Array(items) => items.iter().for_each(|item| numbers(item, all)),
                    Json::Object(fields) => fields.values().for_each(|value| numbers(value, all)),
                    _ => {}
                }
            }
            let json = serde_json::json!({ "m": json });
            let mut expect = Vec::new();
            numbers(&json, &mut expect);
            for text in [json.to_string(), format!("{json:#}")] {
                let found = nested(&text).expect("an object");
                let found: Vec<&str> = found.entries().map(|(_, ratio)| ratio.text).collect();
                prop_assert_eq!(&found, &expect);
            }
        }
    }
}
