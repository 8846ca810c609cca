//! Takes a large response apart row by row, so that ten thousand rows can be read in small portions
//! and the page stays responsive in between.

/// A response whose rows are found one after another: an object with an array under `data`.
pub struct RowScan {
    text: String,
    /// Where the array's brackets are: the opening one, and the closing one once it was reached.
    opens: usize,
    closes: Option<usize>,
    /// Where the next row may begin.
    at: usize,
}

impl RowScan {
    /// Finds the array under `data` at the top of a response.
    ///
    /// # Errors
    /// The response, if there is none: it has to be read as a whole.
    pub fn new(text: String) -> Result<Self, String> {
        let Some(opens) = top_array(text.as_bytes(), "data") else {
            return Err(text);
        };
        Ok(Self {
            at: opens + 1,
            text,
            opens,
            closes: None,
        })
    }

    /// Returns the JSON of the next row; `None` after the last one, or if the text is cut off.
    pub fn next_row(&mut self) -> Option<&str> {
        if self.closes.is_some() {
            return None;
        }
        let bytes = self.text.as_bytes();
        let skipped = bytes[self.at..].iter();
        let begin = self.at + skipped.take_while(|byte| is_between(**byte)).count();
        if bytes.get(begin) == Some(&b']') {
            self.closes = Some(begin);
            return None;
        }
        let end = value_end(bytes, begin)?;
        self.at = end;
        self.text.get(begin..end)
    }

    /// Returns the response without its rows, once the last one was reached: the envelope, which
    /// tells whether the gateway refused. `None` if the text is cut off.
    #[must_use]
    pub fn envelope(&self) -> Option<String> {
        let closes = self.closes?;
        let (before, after) = (self.text.get(..=self.opens)?, self.text.get(closes..)?);
        Some(format!("{before}{after}"))
    }
}

/// Whether a byte may stand between two rows.
const fn is_between(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b',')
}

/// Returns where the array of this name in the outermost object begins.
fn top_array(bytes: &[u8], name: &str) -> Option<usize> {
    let mut at = bytes.iter().position(|byte| *byte == b'{')? + 1;
    loop {
        at += bytes[at..].iter().position(|byte| *byte == b'"')?;
        let key_end = value_end(bytes, at)?;
        let is_it = &bytes[at + 1..key_end - 1] == name.as_bytes();
        at = key_end + bytes[key_end..].iter().position(|byte| *byte == b':')? + 1;
        at += bytes[at..]
            .iter()
            .take_while(|byte| is_between(**byte))
            .count();
        if is_it {
            return (bytes.get(at) == Some(&b'[')).then_some(at);
        }
        at = value_end(bytes, at)?;
    }
}

/// Returns the end of the JSON value that begins at `at`; `None` if it is cut off.
fn value_end(bytes: &[u8], at: usize) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (offset, byte) in bytes.get(at..)?.iter().enumerate() {
        let here = at + offset;
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => {
                in_text = !in_text;
                if !in_text && depth == 0 {
                    return Some(here + 1);
                }
            }
            _ if in_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return (here > at).then_some(here),
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(here + 1);
                }
            }
            // A number or a word ends where the next value may begin.
            byte if depth == 0 && is_between(*byte) && here > at => return Some(here),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value as Json;

    use super::RowScan;
    use crate::domain::table::check_table;
    use crate::records::sample::any_json;

    fn taken(text: &str) -> (Vec<String>, Option<String>) {
        let Ok(mut scan) = RowScan::new(text.to_owned()) else {
            return (Vec::new(), None);
        };
        let mut rows = Vec::new();
        while let Some(row) = scan.next_row() {
            rows.push(row.to_owned());
        }
        (rows, scan.envelope())
    }

    #[test]
    fn rows_and_what_is_around_them() {
        check_table(
            r##"
            {"data":[{"a":1},{"a":[2]}],"success":true} => {"a":1} ; {"a":[2]} in {"data":[],"success":true}
            {"message":"data: [","data":[ 1 , "x]" ,null],"n":{}} => 1 ; "x]" ; null in {"message":"data: [","data":[],"n":{}}
            {"data":[]} =>  in {"data":[]}
            {"a":{"data":[1]},"data":[2]} => 2 in {"a":{"data":[1]},"data":[]}
            {"data":["\"]",{"t":"\\"}]} => "\"]" ; {"t":"\\"} in {"data":[]}
            {"data":[{"a":1} => {"a":1} in -
            {"data":null,"success":true} =>  in -
            {"success":false,"message":"no"} =>  in -
            [1] =>  in -
            {"data =>  in -
            "##,
            |text| {
                let (rows, envelope) = taken(text);
                format!(
                    "{} in {}",
                    rows.join(" ; "),
                    envelope.as_deref().unwrap_or("-")
                )
                .trim()
                .to_owned()
            },
        );
    }

    proptest! {
        #[test]
        fn nothing_is_lost(rows in proptest::collection::vec(any_json(), 0..6), other in any_json()) {
            let json = serde_json::json!({"other": other, "data": rows, "success": true});
            for text in [json.to_string(), format!("{json:#}")] {
                let (taken, envelope) = taken(&text);
                let taken: Vec<Json> = taken
                    .iter()
                    .map(|row| serde_json::from_str(row).expect("a row"))
                    .collect();
                prop_assert_eq!(&taken, &rows);
                let envelope: Json = serde_json::from_str(&envelope.expect("an envelope")).expect("JSON");
                prop_assert_eq!(&envelope["other"], &json["other"]);
            }
        }

        #[test]
        fn no_text_panics(text in "[{}\\[\\]\",:\\\\a1 data]{0,40}") {
            let _ = taken(&text);
        }
    }
}
