//! The models that a server knows, by channel type. A real server knows some two thousand; these
//! are the ones that matter for what a console shows.

use crate::oneapi::version::Version;

const FORK_OPENAI: &[&str] = &[
    "gpt-4o",
    "gpt-4o-2024-05-13",
    "gpt-4o-2024-08-06",
    "gpt-4o-mini",
    "gpt-4o-mini-2024-07-18",
    "gpt-4o-mini-search-preview",
    "gpt-4.5-preview-2025-02-27",
    "gpt-5.2",
    "gpt-5.2-pro-2025-12-11",
    "gpt-5.4-nano",
    "gpt-5.1-codex",
    "gpt-4-turbo",
    "gpt-4",
    "gpt-4-0613",
    "gpt-4-32k-0613",
    "gpt-3.5-turbo",
    "gpt-3.5-turbo-0125",
    "o1-2024-12-17",
    "o4-mini-deep-research",
    "computer-use-preview-2025-03-11",
    "text-davinci-002",
    "text-davinci-edit-001",
    "text-embedding-3-small",
    "dall-e-3",
    "whisper-1",
    "tts-1",
];

const ORIGINAL_OPENAI: &[&str] = &[
    "gpt-3.5-turbo",
    "gpt-3.5-turbo-0301",
    "gpt-3.5-turbo-0613",
    "gpt-3.5-turbo-1106",
    "gpt-3.5-turbo-0125",
    "gpt-4",
    "gpt-4-turbo",
    "gpt-4o",
    "gpt-4o-mini",
    "text-embedding-3-small",
    "dall-e-3",
    "whisper-1",
    "tts-1",
];

const FORK_ANTHROPIC: &[&str] = &[
    "claude-3-5-haiku-20241022",
    "claude-3-5-sonnet-20241022",
    "claude-3-7-sonnet-latest",
    "claude-3-sonnet-20240229",
    "claude-mythos-5",
    "claude-opus-4-1-20250805",
];

const ORIGINAL_ANTHROPIC: &[&str] = &[
    "claude-instant-1.2",
    "claude-2.0",
    "claude-2.1",
    "claude-3-haiku-20240307",
    "claude-3-5-haiku-20241022",
    "claude-3-5-sonnet-20241022",
];

/// The highest type of a version.
fn last_type(version: Version) -> i64 {
    match version {
        Version::F2 => 57,
        Version::F1 => 56,
        Version::U => 51,
    }
}

/// The types of a version, without 0.
pub(crate) fn types(version: Version) -> std::ops::RangeInclusive<i64> {
    1..=last_type(version)
}

/// The models of a channel type; those of OpenAI where the type has no list of its own.
pub(crate) fn models(version: Version, kind: i64) -> &'static [&'static str] {
    match kind {
        14 | 52 if version.is_fork() => FORK_ANTHROPIC,
        14 | 52 => ORIGINAL_ANTHROPIC,
        36 if version.is_fork() => &[
            "deepseek-v4-flash",
            "deepseek-v4-flash-vision-exp",
            "deepseek-v4-pro",
        ],
        36 => &["deepseek-chat", "deepseek-reasoner"],
        11 => &["PaLM-2"],
        15 | 47 => &["ERNIE-4.0-8K", "ERNIE-3.5-8K", "ERNIE-Speed-8K"],
        16 if version.is_fork() => &["autoglm-phone", "glm-4", "glm-4-flash", "glm-4v"],
        16 => &["glm-4", "glm-4v", "glm-3-turbo"],
        17 | 49 => &["qwen-max", "qwen-plus", "qwen-turbo"],
        18 => &["SparkDesk", "SparkDesk-v3.1"],
        48 => &["4.0Ultra", "generalv3.5", "lite"],
        19 => &["360GPT_S2_V9", "360gpt-pro"],
        23 => &["hunyuan-lite", "hunyuan-pro"],
        24 | 51 => &["gemini-1.5-flash", "gemini-1.5-pro"],
        25 => &["moonshot-v1-8k", "moonshot-v1-32k", "moonshot-v1-128k"],
        26 => &["Baichuan2-Turbo", "Baichuan2-Turbo-192k"],
        27 => &["abab6.5-chat", "abab5.5-chat"],
        28 => &["mistral-large-latest", "open-mistral-7b"],
        29 => &["llama-3.1-8b-instant", "llama-3.1-70b-versatile"],
        30 => &["llama3:8b", "qwen:7b"],
        31 => &["yi-large", "yi-medium"],
        32 => &["step-1-8k", "step-1-32k"],
        33 => &[
            "claude-3-5-sonnet-20241022",
            "llama3-70b-8192(33)",
            "llama3-8b-8192(33)",
        ],
        34 => &["coze-bot"],
        35 => &["command-r", "command-r-plus"],
        37 => &[
            "@cf/ai4bharat/indictrans2-en-indic-1B",
            "@cf/meta/llama-3.1-8b-instruct",
        ],
        38 => &["deepl-de", "deepl-en", "deepl-zh"],
        40 => &["Doubao-lite-4k", "Doubao-pro-32k"],
        41 => &["llama-3-8b-instruct", "llama-3-70b-instruct"],
        42 => &["claude-3-5-sonnet@20240620", "gemini-1.5-pro"],
        44 => &[
            "01-ai/Yi-1.5-6B-Chat",
            "01-ai/Yi-1.5-9B-Chat-16K",
            "deepseek-ai/DeepSeek-V2-Chat",
        ],
        45 => &["grok-beta"],
        46 => &["meta/meta-llama-3-70b-instruct"],
        _ if version.is_fork() => FORK_OPENAI,
        _ => ORIGINAL_OPENAI,
    }
}

/// Whether a model of a channel type takes and gives text through chat completions, as tests need
/// it.
pub(crate) fn can_chat(kind: i64, model: &str) -> bool {
    const OTHERS: [&str; 8] = [
        "whisper",
        "tts",
        "dall-e",
        "embedding",
        "moderation",
        "imagen",
        "sora",
        "rerank",
    ];
    // DeepL translates and does nothing else.
    kind != 38 && !OTHERS.iter().any(|other| model.contains(other))
}

/// Every known model once, with the provider that is said to own it: sorted in the fork, in the
/// order of the types in the original.
pub(crate) fn all(version: Version) -> Vec<(&'static str, &'static str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for kind in types(version) {
        for model in models(version, kind) {
            if !found.iter().any(|(known, _)| known == model) {
                found.push((model, owner(kind)));
            }
        }
    }
    if version.is_fork() {
        found.sort_unstable();
    }
    found
}

fn owner(kind: i64) -> &'static str {
    match kind {
        11 => "google palm",
        14 => "anthropic",
        15 => "baidu",
        16 => "zhipu",
        17 => "ali",
        18 => "xunfei",
        19 => "360",
        23 => "tencent",
        24 => "google gemini",
        25 => "moonshot",
        26 => "baichuan",
        27 => "minimax",
        28 => "mistralai",
        29 => "groq",
        30 => "ollama",
        31 => "lingyiwanwu",
        32 => "stepfun",
        33 => "aws",
        34 => "coze",
        35 => "cohere",
        36 => "deepseek",
        37 => "cloudflare",
        38 => "deepl",
        40 => "doubao",
        41 => "novita",
        42 => "vertexai",
        44 => "siliconflow",
        45 => "xai",
        46 => "replicate",
        47 => "baiduv2",
        48 => "xunfeiv2",
        49 => "alibailian",
        _ => "openai",
    }
}

#[cfg(test)]
mod tests {
    use super::{all, can_chat, models, types};
    use crate::oneapi::version::Version;

    #[test]
    fn not_every_model_chats() {
        for (kind, model, expect) in [
            (1, "gpt-4o", true),
            (99, "m", true),
            (1, "whisper-1", false),
            (1, "text-embedding-3-small", false),
            (1, "dall-e-3", false),
            (38, "deepl-en", false),
        ] {
            assert_eq!(can_chat(kind, model), expect, "{kind} {model}");
        }
    }

    #[test]
    fn every_type_has_models_and_no_model_is_told_twice() {
        for version in [Version::F2, Version::F1, Version::U] {
            assert!(types(version).all(|kind| !models(version, kind).is_empty()));
            let mut names: Vec<_> = all(version).into_iter().map(|(name, _)| name).collect();
            let told = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), told);
        }
    }
}
