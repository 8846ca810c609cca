//! The types of channels, which are the providers' protocols (contract 3.1.2).

use serde_json::Value as Json;

use crate::schema::{Choices, FieldValue, StatusWords, Tone, Value};
use crate::text;
use crate::words::Text;

/// The number of types with a name, 0 to 57. U has those up to 51.
#[cfg(test)]
const COUNT: usize = 58;

/// The names, by number. Numbers without a name are shown as they are.
pub const TYPES: StatusWords = &[
    ("1", Text::name("OpenAI"), Tone::Plain),
    ("2", Text::name("API2D"), Tone::Plain),
    ("3", Text::name("Azure"), Tone::Plain),
    ("4", Text::name("CloseAI"), Tone::Plain),
    ("5", Text::name("OpenAI-SB"), Tone::Plain),
    ("6", Text::name("OpenAI Max"), Tone::Plain),
    ("7", Text::name("OhMyGPT"), Tone::Plain),
    ("8", text!("Custom (legacy)" / "自定义（旧）"), Tone::Plain),
    ("9", Text::name("Ails"), Tone::Plain),
    ("10", Text::name("AI Proxy"), Tone::Plain),
    ("11", Text::name("PaLM"), Tone::Plain),
    ("12", Text::name("API2GPT"), Tone::Plain),
    ("13", Text::name("AIGC2D"), Tone::Plain),
    ("14", Text::name("Anthropic"), Tone::Plain),
    ("15", text!("Baidu (v1)" / "百度文心（v1）"), Tone::Plain),
    ("16", text!("Zhipu" / "智谱"), Tone::Plain),
    ("17", text!("Ali DashScope" / "阿里 DashScope"), Tone::Plain),
    ("18", text!("Xunfei" / "讯飞星火"), Tone::Plain),
    ("19", text!("360" / "360 智脑"), Tone::Plain),
    ("20", Text::name("OpenRouter"), Tone::Plain),
    (
        "21",
        text!("AI Proxy Library" / "AI Proxy 知识库"),
        Tone::Plain,
    ),
    ("22", Text::name("FastGPT"), Tone::Plain),
    ("23", text!("Tencent" / "腾讯混元"), Tone::Plain),
    ("24", Text::name("Gemini"), Tone::Plain),
    ("25", Text::name("Moonshot"), Tone::Plain),
    ("26", text!("Baichuan" / "百川"), Tone::Plain),
    ("27", Text::name("MiniMax"), Tone::Plain),
    ("28", Text::name("Mistral"), Tone::Plain),
    ("29", Text::name("Groq"), Tone::Plain),
    ("30", Text::name("Ollama"), Tone::Plain),
    ("31", text!("01.AI" / "零一万物"), Tone::Plain),
    ("32", text!("StepFun" / "阶跃星辰"), Tone::Plain),
    ("33", Text::name("AWS Bedrock"), Tone::Plain),
    ("34", Text::name("Coze"), Tone::Plain),
    ("35", Text::name("Cohere"), Tone::Plain),
    ("36", Text::name("DeepSeek"), Tone::Plain),
    ("37", Text::name("Cloudflare"), Tone::Plain),
    ("38", Text::name("DeepL"), Tone::Plain),
    ("39", Text::name("together.ai"), Tone::Plain),
    ("40", text!("Doubao" / "豆包"), Tone::Plain),
    ("41", Text::name("Novita"), Tone::Plain),
    ("42", Text::name("Vertex AI"), Tone::Plain),
    (
        "43",
        text!("Proxy (pass-through)" / "代理（直通）"),
        Tone::Plain,
    ),
    ("44", text!("SiliconFlow" / "硅基流动"), Tone::Plain),
    ("45", Text::name("xAI"), Tone::Plain),
    ("46", Text::name("Replicate"), Tone::Plain),
    ("47", text!("Baidu V2" / "百度 V2"), Tone::Plain),
    ("48", text!("Xunfei V2" / "讯飞星火 V2"), Tone::Plain),
    ("49", text!("Ali Bailian" / "阿里百炼"), Tone::Plain),
    (
        "50",
        text!("OpenAI-compatible" / "OpenAI 兼容"),
        Tone::Plain,
    ),
    (
        "51",
        text!("Gemini (OpenAI surface)" / "Gemini（OpenAI 接口）"),
        Tone::Plain,
    ),
    (
        "52",
        text!("Claude-compatible" / "Claude 兼容"),
        Tone::Plain,
    ),
    ("53", Text::name("GitHub Copilot"), Tone::Plain),
    ("54", Text::name("Fireworks"), Tone::Plain),
    ("55", Text::name("NVIDIA"), Tone::Plain),
    ("56", Text::name("Cerebras"), Tone::Plain),
    ("57", Text::name("DeepInfra"), Tone::Plain),
    ("0", text!("unknown" / "未知"), Tone::Plain),
];

/// The types to choose from. Without a type the gateway could not call anything.
pub const CHOICES: Choices = &{
    let mut choices = [(TYPES[0].0, TYPES[0].1); TYPES.len() - 1];
    let mut at = 0;
    while at < choices.len() {
        choices[at] = (TYPES[at].0, TYPES[at].1);
        at += 1;
    }
    choices
};

/// Reads the type of a channel: its number, or `type N` where the number has no name.
#[must_use]
pub fn read(row: &Json) -> Option<Value> {
    let number = row.get("type").filter(|number| number.is_number())?;
    let word = number.to_string();
    let is_known = TYPES.iter().any(|(known, ..)| *known == word);
    Some(
        if is_known {
            word
        } else {
            format!("type {word}")
        }
        .value(),
    )
}

/// Returns the currency of the balance that the provider of a type tells (contract 3.1.1).
#[must_use]
pub fn currency(row: &Json) -> &'static str {
    match row.get("type").and_then(Json::as_i64) {
        Some(36 | 44) => "CNY",
        Some(10) => "points",
        _ => "USD",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{COUNT, TYPES, currency, read};
    use crate::domain::table::check_table;
    use crate::schema::Value;

    #[test]
    fn every_type_has_one_name() {
        let numbers: BTreeSet<_> = TYPES.iter().map(|(number, ..)| *number).collect();
        assert_eq!((numbers.len(), TYPES.len()), (COUNT, COUNT));
        assert!((0..COUNT).all(|number| numbers.contains(number.to_string().as_str())));
    }

    #[test]
    fn types_and_currencies() {
        check_table(
            r##"
            {"type":3} => 3 USD
            {"type":36} => 36 CNY
            {"type":44} => 44 CNY
            {"type":10} => 10 points
            {"type":0} => 0 USD
            {"type":99} => type 99 USD
            {"type":-1} => type -1 USD
            {"type":9007199254740993} => type 9007199254740993 USD
            {"type":"3"} => - USD
            {} => - USD
            "##,
            |row| {
                let row = serde_json::from_str(row).expect("JSON");
                let word = match read(&row) {
                    Some(Value::Text(word)) => word,
                    _ => "-".to_owned(),
                };
                format!("{word} {}", currency(&row))
            },
        );
    }
}
