//! The gateway's rules for the prices of a channel (contract 3.1.5): what it refuses, and what it drops
//! without a word.

use serde_json::{Map, Value as Json};

use super::canonical_prices::{is_empty, kept};
use crate::domain::decimal;
use crate::domain::exact::Exact;
use crate::pricing::twice;
use crate::schema::{All, Str};
use crate::text;
use crate::words::Text;

/// What a part of an entry may be.
#[derive(Clone, Copy)]
enum Kind {
    /// A number of 0 or more.
    Amount,
    /// A number of any sign.
    Signed,
    /// A whole number of 0 or more.
    Count,
    /// A text.
    Word,
    /// A time of day, `HH:MM`.
    Clock,
    /// A day, `YYYY-MM-DD`.
    Day,
    /// Days of a week, 0 to 6.
    Days,
    /// Numbers above 0 by name, or such objects by name.
    Multipliers,
    /// An object of these parts.
    Parts(All<(Str, Kind)>),
    /// A list of objects of these parts.
    Each(All<(Str, Kind)>),
}

const TIER: All<(Str, Kind)> = &[
    ("ratio", Kind::Amount),
    ("completion_ratio", Kind::Amount),
    ("cached_input_ratio", Kind::Signed),
    ("cache_write_5m_ratio", Kind::Amount),
    ("cache_write_1h_ratio", Kind::Amount),
    ("input_token_threshold", Kind::Count),
    ("output_token_threshold", Kind::Count),
];

const VIDEO: All<(Str, Kind)> = &[
    ("per_second_usd", Kind::Amount),
    ("base_resolution", Kind::Word),
    ("resolution_multipliers", Kind::Multipliers),
];

const AUDIO: All<(Str, Kind)> = &[
    ("prompt_ratio", Kind::Amount),
    ("completion_ratio", Kind::Amount),
    ("prompt_tokens_per_second", Kind::Amount),
    ("completion_tokens_per_second", Kind::Amount),
    ("usd_per_second", Kind::Amount),
];

const IMAGE: All<(Str, Kind)> = &[
    ("price_per_image_usd", Kind::Amount),
    ("prompt_ratio", Kind::Amount),
    ("default_size", Kind::Word),
    ("default_quality", Kind::Word),
    ("prompt_token_limit", Kind::Count),
    ("min_images", Kind::Count),
    ("max_images", Kind::Count),
    ("size_multipliers", Kind::Multipliers),
    ("quality_multipliers", Kind::Multipliers),
    ("quality_size_multipliers", Kind::Multipliers),
];

const EMBEDDING: All<(Str, Kind)> = &[
    ("text_token_ratio", Kind::Amount),
    ("image_token_ratio", Kind::Amount),
    ("audio_token_ratio", Kind::Amount),
    ("video_token_ratio", Kind::Amount),
    ("document_token_ratio", Kind::Amount),
    ("usd_per_image", Kind::Amount),
    ("usd_per_audio_second", Kind::Amount),
    ("usd_per_video_frame", Kind::Amount),
    ("usd_per_document_page", Kind::Amount),
];

const RANGE: All<(Str, Kind)> = &[("start", Kind::Clock), ("end", Kind::Clock)];

/// What a time window puts over the entry: everything but further windows.
const OVERLAY: All<(Str, Kind)> = &[
    ("ratio", Kind::Amount),
    ("completion_ratio", Kind::Amount),
    ("cached_input_ratio", Kind::Signed),
    ("cache_write_5m_ratio", Kind::Amount),
    ("cache_write_1h_ratio", Kind::Amount),
    ("max_tokens", Kind::Count),
    ("tiers", Kind::Each(TIER)),
    ("video", Kind::Parts(VIDEO)),
    ("audio", Kind::Parts(AUDIO)),
    ("image", Kind::Parts(IMAGE)),
    ("embedding", Kind::Parts(EMBEDDING)),
];

const WINDOW: All<(Str, Kind)> = &[
    ("name", Kind::Word),
    ("timezone", Kind::Word),
    ("ranges", Kind::Each(RANGE)),
    ("days_of_week", Kind::Days),
    ("date_from", Kind::Day),
    ("date_to", Kind::Day),
    ("overlay", Kind::Parts(OVERLAY)),
];

/// What is wrong with a document, and where: `gpt-4o.tiers.0.ratio`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place; empty for the whole document.
    pub at: String,
    /// What is wrong.
    pub words: Text,
}

const NOT_AN_OBJECT: Text = text!("It must be a JSON object." / "必须是 JSON 对象。");
const NOT_KNOWN: Text = text!(
    "The gateway knows no such field and would drop it silently."
        / "网关不认识此字段，会静默丢弃。"
);
const NOT_FIT: Text = text!("The gateway would refuse this value." / "网关会拒绝此值。");
const TWICE: Text = text!(
    "It stands more than once, and the gateway takes the last one without a word."
        / "重复出现，网关会静默采用最后一个。"
);
const NO_NAME: Text = text!("A model has no name." / "有模型没有名称。");
const NOTHING_SET: Text = text!(
    "Nothing is set, and the gateway refuses such an entry." / "未设置任何内容，网关会拒绝此条目。"
);
const NO_RANGE: Text =
    text!("A time window needs a range and an overlay." / "时间窗口需要时段和覆盖价格。");

/// Returns the first thing that is wrong with a document of prices.
pub fn problem(text: &str) -> Option<Problem> {
    let whole = |words| Problem {
        at: String::new(),
        words,
    };
    let Ok(Json::Object(models)) = serde_json::from_str(text) else {
        return Some(whole(NOT_AN_OBJECT));
    };
    if let Some(path) = twice(text) {
        return Some(at(&path, TWICE));
    }
    models.iter().find_map(|(model, entry)| {
        if model.trim().is_empty() {
            return Some(whole(NO_NAME));
        }
        let Some(fields) = entry.as_object() else {
            return Some(at(model, NOT_AN_OBJECT));
        };
        let rest: Map<String, Json> = fields
            .iter()
            .filter(|(name, _)| *name != "time_windows")
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let windows = fields.get("time_windows");
        parts(&rest, OVERLAY, model)
            .or_else(|| of_windows(windows?, &format!("{model}.time_windows")))
            .or_else(|| is_empty(&kept(entry)).then(|| at(model, NOTHING_SET)))
    })
}

fn at(place: &str, words: Text) -> Problem {
    Problem {
        at: place.to_owned(),
        words,
    }
}

fn of_windows(windows: &Json, place: &str) -> Option<Problem> {
    let found = of_kind(windows, Kind::Each(WINDOW), place);
    let lacks = |window: &Json| is_empty(&window["ranges"]) || is_empty(&kept(&window["overlay"]));
    found.or_else(|| {
        let mut all = windows.as_array().into_iter().flatten().enumerate();
        let (number, _) = all.find(|(_, window)| lacks(window))?;
        Some(at(&format!("{place}.{number}"), NO_RANGE))
    })
}

fn parts(fields: &Map<String, Json>, known: All<(Str, Kind)>, place: &str) -> Option<Problem> {
    fields.iter().find_map(|(name, value)| {
        let here = format!("{place}.{name}");
        match known.iter().find(|(of, _)| of == name) {
            None => Some(at(&here, NOT_KNOWN)),
            Some(_) if value.is_null() => None,
            Some((_, kind)) => of_kind(value, *kind, &here),
        }
    })
}

fn of_kind(value: &Json, kind: Kind, place: &str) -> Option<Problem> {
    // What is beyond a 64-bit float is refused, too; read without floats, which cost 20 KB.
    let number = || {
        let text = value.to_string();
        let fits = value.is_number() && decimal::size(&text, 12).is_some();
        Exact::read(&text).filter(|_| fits)
    };
    let is_fit = match kind {
        Kind::Amount => number().is_some_and(|number| !number.is_negative()),
        Kind::Signed => number().is_some(),
        Kind::Count => value
            .as_u64()
            .is_some_and(|count| i32::try_from(count).is_ok()),
        Kind::Word => value.is_string(),
        Kind::Clock => value.as_str().is_some_and(is_clock),
        Kind::Day => value.as_str().is_some_and(is_day),
        Kind::Days => value.as_array().is_some_and(|days| {
            days.iter()
                .all(|day| day.as_u64().is_some_and(|day| day < 7))
        }),
        Kind::Multipliers => value.as_object().is_some_and(|all| {
            all.values().all(|by| {
                by.is_object() && of_kind(by, Kind::Multipliers, "").is_none()
                    || by.is_number()
                        && Exact::read(&by.to_string())
                            .is_some_and(|by| !by.is_zero() && !by.is_negative())
            })
        }),
        Kind::Parts(known) => {
            return match value.as_object() {
                Some(fields) => parts(fields, known, place),
                None => Some(at(place, NOT_AN_OBJECT)),
            };
        }
        Kind::Each(known) => {
            let Some(items) = value.as_array() else {
                return Some(at(place, NOT_FIT));
            };
            let mut items = items.iter().enumerate();
            return items
                .find_map(|(n, item)| of_kind(item, Kind::Parts(known), &format!("{place}.{n}")));
        }
    };
    (!is_fit).then(|| at(place, NOT_FIT))
}

fn is_clock(text: &str) -> bool {
    let two = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once(':')
        .is_some_and(|(hour, minute)| two(hour) && two(minute) && hour < "24" && minute < "60")
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    lengths == [4, 2, 2] && parts.iter().all(digits) && parts[1] <= "12" && parts[2] <= "31"
}

#[cfg(test)]
mod tests {
    use super::problem;
    use crate::domain::table::check_table;
    use crate::words::{Language, Say};

    #[test]
    fn what_the_gateway_would_refuse_or_drop() {
        check_table(
            r##"
            {"gpt-4o":{"ratio":1.25,"completion_ratio":4}} =>
            {} =>
            {"m":{"ratio":1,"cached_input_ratio":-1,"max_tokens":4096,"tiers":[{"ratio":0.5,"input_token_threshold":1000}]}} =>
            {"m":{"video":{"per_second_usd":0.1,"resolution_multipliers":{"1280x720":1.5}}}} =>
            {"m":{"image":{"quality_size_multipliers":{"hd":{"1024x1024":2}}}}} =>
            {"m":{"ratio":1,"time_windows":[{"ranges":[{"start":"22:00","end":"06:00"}],"days_of_week":[0,6],"date_from":"2026-01-01","overlay":{"ratio":0.5}}]}} =>
            [] => : It must be a
            {"":{"ratio":1}} => : A model has no
            {"m":1} => m: It must be a
            {"m":{}} => m: Nothing is set, and
            {"m":{"ratio":0}} => m: Nothing is set, and
            {"m":{"input_ratio":1}} => m.input_ratio: The gateway knows no
            {"m":{"ratio":-1}} => m.ratio: The gateway would refuse
            {"m":{"ratio":"1"}} => m.ratio: The gateway would refuse
            {"m":{"ratio":1e308}} =>
            {"m":{"ratio":1e999}} => m.ratio: The gateway would refuse
            {"m":{"cached_input_ratio":-1e999}} => m.cached_input_ratio: The gateway would refuse
            {"m":{"ratio":1},"m":{"ratio":2}} => m: It stands more than
            {"m":{"ratio":1,"audio":{"prompt_ratio":1,"prompt_ratio":2}}} => m › audio › prompt_ratio: It stands more than
            {"m":{"ratio":1,"max_tokens":1.5}} => m.max_tokens: The gateway would refuse
            {"m":{"ratio":1,"max_tokens":4294967296}} => m.max_tokens: The gateway would refuse
            {"m":{"ratio":1,"tiers":[{"ratio":1},{"ratio":-1}]}} => m.tiers.1.ratio: The gateway would refuse
            {"m":{"video":{"resolution_multipliers":{"x":0}}}} => m.video.resolution_multipliers: The gateway would refuse
            {"m":{"ratio":1,"time_windows":[{"ranges":[{"start":"24:00","end":"06:00"}],"overlay":{"ratio":1}}]}} => m.time_windows.0.ranges.0.start: The gateway would refuse
            {"m":{"ratio":1,"time_windows":[{"ranges":[],"overlay":{"ratio":1}}]}} => m.time_windows.0: A time window needs
            {"m":{"ratio":1,"time_windows":[{"ranges":[{"start":"01:00","end":"06:00"}],"overlay":{"time_windows":[]}}]}} => m.time_windows.0.overlay.time_windows: The gateway knows no
            {"m":{"ratio":1,"time_windows":[{"ranges":[{"start":"01:00","end":"06:00"}],"days_of_week":[7],"overlay":{"ratio":1}}]}} => m.time_windows.0.days_of_week: The gateway would refuse
            "##,
            |text| {
                let Some(found) = problem(text) else {
                    return String::new();
                };
                let words = found.words.say(Language::English);
                let begin: Vec<&str> = words.split(' ').take(4).collect();
                format!("{}: {}", found.at, begin.join(" "))
            },
        );
    }
}
