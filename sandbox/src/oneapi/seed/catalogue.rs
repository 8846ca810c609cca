//! What the sample channels are called and what they serve: one line for each type, then the odd
//! ones.

/// Type, name and models of a plain sample channel.
pub(super) type Plain = (i64, &'static str, &'static str);

const CHAT: &str = "gpt-4o,gpt-4o-mini,gpt-3.5-turbo";

/// A channel of every type, in the order of the types.
pub(super) const OF_EVERY_TYPE: [Plain; 57] = [
    (1, "openai-main", CHAT),
    (2, "api2d-legacy", "gpt-3.5-turbo"),
    (3, "azure-eastus", "gpt-4o,gpt-4o-mini"),
    (4, "closeai-proxy", CHAT),
    (5, "openai-sb", "gpt-3.5-turbo"),
    (6, "openaimax", "gpt-4o-mini"),
    (7, "ohmygpt", "gpt-4o"),
    (8, "custom-legacy", "gpt-4o"),
    (9, "ails", "gpt-3.5-turbo"),
    (10, "aiproxy-points", CHAT),
    (11, "palm", "PaLM-2"),
    (12, "api2gpt", "gpt-3.5-turbo"),
    (13, "aigc2d", CHAT),
    (
        14,
        "anthropic-prod",
        "claude-3-5-sonnet-20241022,claude-3-5-haiku-20241022",
    ),
    (15, "baidu-ernie", "ERNIE-4.0-8K"),
    (16, "zhipu", "glm-4,glm-4-flash"),
    (17, "ali-dashscope", "qwen-max,qwen-plus"),
    (18, "xunfei", "SparkDesk"),
    (19, "360-zhinao", "360GPT_S2_V9"),
    (
        20,
        "openrouter-spill",
        "openai/gpt-4o,anthropic/claude-3.5-sonnet",
    ),
    (21, "aiproxy-library", "gpt-3.5-turbo"),
    (22, "fastgpt-handbook", "fastgpt"),
    (23, "腾讯混元", "hunyuan-pro"),
    (24, "gemini", "gemini-1.5-pro,gemini-1.5-flash"),
    (25, "moonshot", "moonshot-v1-8k"),
    (26, "baichuan", "Baichuan2-Turbo"),
    (27, "minimax", "abab6.5-chat"),
    (28, "mistral", "mistral-large-latest"),
    (29, "groq-fast", "llama-3.1-8b-instant"),
    (30, "ollama-lab", "qwen:7b"),
    (31, "lingyiwanwu", "yi-large"),
    (32, "stepfun", "step-1-8k"),
    (33, "bedrock-us-west-2", "claude-3-5-sonnet-20241022"),
    (34, "coze-bot", "coze-bot"),
    (35, "cohere", "command-r-plus"),
    (36, "deepseek", "deepseek-chat,deepseek-reasoner"),
    (37, "cloudflare-workers", "@cf/meta/llama-3.1-8b-instruct"),
    (38, "deepl-pro", "deepl-en,deepl-zh"),
    (39, "together", "meta-llama/Llama-3-70b-chat-hf"),
    (40, "doubao-豆包", "Doubao-pro-32k"),
    (41, "novita", "llama-3-8b-instruct"),
    (42, "vertex-europe", "gemini-1.5-pro"),
    (43, "pass-through", ""),
    (44, "siliconflow", "deepseek-ai/DeepSeek-V2-Chat"),
    (45, "xai", "grok-beta"),
    (46, "replicate", "meta/meta-llama-3-70b-instruct"),
    (47, "baidu-v2", "ernie-4.0-8k"),
    (48, "xunfei-v2", "4.0Ultra"),
    (49, "bailian", "qwen-max"),
    (50, "in-house vLLM", "gpt-4o,llama-3-70b"),
    (51, "gemini-openai-surface", "gemini-1.5-flash"),
    (52, "claude-compatible", "claude-3-5-sonnet-20241022"),
    (53, "copilot", "gpt-4o"),
    (54, "fireworks", "llama-v3p1-70b-instruct"),
    (55, "nvidia", "meta/llama-3.1-70b-instruct"),
    (56, "cerebras", "llama3.1-8b"),
    (57, "deepinfra", "meta-llama/Meta-Llama-3-70B-Instruct"),
];

/// Channels whose type, name or models a client has to bear with.
pub(super) const ODD: [Plain; 16] = [
    (99, "a type nobody knows", "m"),
    (0, "type zero", "gpt-4o"),
    (1, "<script>alert('canary-name')</script>", CHAT),
    (
        1,
        "=HYPERLINK(\"https://example.com\",\"canary-cell\")",
        "gpt-4o",
    ),
    (1, "42", "gpt-4o"),
    (1, "01a200ce-c347-7705-9790-976e16f98af5", "gpt-4o"),
    (1, "100%_off", "gpt-4o"),
    (1, "\u{202e}desrever", "gpt-4o"),
    (3, "azure-eastus", "gpt-4o"),
    (1, "whisper-only", "whisper-1"),
    (1, "embeddings", "text-embedding-3-small"),
    (1, " padded name ", "gpt-4o"),
    (
        1,
        "A channel with a name that goes on for much longer than any column would like it to, as names that people paste sometimes do",
        "gpt-4o",
    ),
    (1, "pair", "gpt-4o"),
    (1, "pair", "gpt-4o"),
    (50, "spare", "gpt-4o"),
];

/// Words for the names of further channels.
pub(super) const WORDS: [&str; 12] = [
    "azure", "openai", "relay", "spill", "batch", "night", "east", "west", "canada", "paris",
    "备用", "trial",
];

/// The key of a channel, as its type wants it. Each holds a canary, because a change echoes it.
pub(super) fn key(kind: i64, number: i64) -> String {
    let secret = format!("good-canary-key-{number:05}");
    match kind {
        15 => format!("{secret}|canary-secret-key"),
        18 => format!("appid|{secret}|canary-api-key"),
        22 => format!("{secret}-appid"),
        23 => format!("1250000000|{secret}|canary-secret-key"),
        33 => format!("{secret}|canary-sk|us-west-2"),
        42 => format!("europe-west1|project|{{\"private_key\":\"{secret}\"}}"),
        _ => secret,
    }
}

/// The configuration of a channel, as its type wants it.
pub(super) fn config(kind: i64) -> &'static str {
    match kind {
        3 => r#"{"api_version":"2024-10-21"}"#,
        33 => r#"{"region":"us-west-2","ak":"canary-config-ak","sk":"canary-config-sk"}"#,
        37 => r#"{"user_id":"account"}"#,
        42 => {
            r#"{"region":"europe-west1","vertex_ai_project_id":"project","vertex_ai_adc":"canary-config-adc"}"#
        }
        50 => r#"{"custom_headers":{"X-Token":"canary-config-header"}}"#,
        _ => "",
    }
}
