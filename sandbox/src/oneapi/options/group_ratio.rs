//! The table of group ratios, read from its text as Go decodes it: what fits is kept even where the
//! whole is refused.

use serde_json::Value;

use crate::oneapi::go_json;

/// Group names with their ratios, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RatioTable(Vec<(String, f64)>);

impl RatioTable {
    /// The ratio of a name, or nothing where the name is not in the table.
    pub(crate) fn get(&self, name: &str) -> Option<f64> {
        let found = self.0.iter().find(|(entry, _)| entry == name);
        found.map(|(_, ratio)| *ratio)
    }

    /// The names in the table.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}

/// Decodes a text into an empty table. The error stands beside the table, because entries before
/// and after a bad one are kept, and a bad one is kept as 0.
pub(crate) fn decode(text: &str) -> (RatioTable, Option<String>) {
    if let Err(message) = go_json::check(text.as_bytes()) {
        return (RatioTable::default(), Some(message));
    }
    let entries = match serde_json::from_str(text) {
        Ok(Value::Object(entries)) => entries,
        Ok(Value::Null) => return (RatioTable::default(), None),
        Ok(other) => {
            let message = cannot(&other, "map[string]float64");
            return (RatioTable::default(), Some(message));
        }
        Err(error) => return (RatioTable::default(), Some(error.to_string())),
    };
    let mut error = None;
    let table = entries.into_iter().map(|(name, value)| {
        let ratio = match &value {
            Value::Null => Some(0.0),
            Value::Number(number) => number
                .as_str()
                .parse()
                .ok()
                .filter(|ratio: &f64| ratio.is_finite()),
            _ => None,
        };
        if ratio.is_none() && error.is_none() {
            error = Some(cannot(&value, "float64"));
        }
        (name, ratio.unwrap_or(0.0))
    });
    (RatioTable(table.collect()), error)
}

/// Go's message for a value that does not fit into its type.
fn cannot(value: &Value, into: &str) -> String {
    let kind = match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "bool".to_owned(),
        // The decoder here adds a sign to exponents.
        Value::Number(number) if into == "float64" => {
            format!("number {}", number.to_string().replace("e+", "e"))
        }
        Value::Number(_) => "number".to_owned(),
        Value::String(_) => "string".to_owned(),
        Value::Array(_) => "array".to_owned(),
        Value::Object(_) => "object".to_owned(),
    };
    format!("json: cannot unmarshal {kind} into Go value of type {into}")
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn what_fits_is_kept() {
        let number = "json: cannot unmarshal number 1e400 into Go value of type float64";
        let string = "json: cannot unmarshal string into Go value of type float64";
        let array = "json: cannot unmarshal array into Go value of type map[string]float64";
        let end = "unexpected end of JSON input";
        for (text, names, error) in [
            (r#"{"default":1,"vip":0.5}"#, "default=1 vip=0.5", None),
            (
                r#"{"default":1,"vip":"0.4"}"#,
                "default=1 vip=0",
                Some(string),
            ),
            (r#"{"default":1,"vip":null}"#, "default=1 vip=0", None),
            (
                r#"{"default":1,"vip":1e400}"#,
                "default=1 vip=0",
                Some(number),
            ),
            (r#"{"default":1,"vip":-2}"#, "default=1 vip=-2", None),
            (r#"{"vip":0.5,"vip":0.1}"#, "vip=0.1", None),
            (r#"{"":2}"#, "=2", None),
            ("null", "", None),
            ("[1]", "", Some(array)),
            ("", "", Some(end)),
        ] {
            let (table, said) = decode(text);
            let shown: Vec<String> = table
                .names()
                .map(|name| format!("{name}={}", table.get(name).unwrap_or_default()))
                .collect();
            assert_eq!(shown.join(" "), names, "{text}");
            assert_eq!(said.as_deref(), error, "{text}");
        }
    }
}
