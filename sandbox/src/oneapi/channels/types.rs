//! The channel types 0 to 57, by number: the address of each, and what it speaks (contract 3.1.2).

use crate::oneapi::version::Version;

/// The default address of each type, and whether it is meant to be changed.
const TYPES: [(&str, bool); 58] = [
    ("", false),
    ("https://api.openai.com", true),
    ("https://oa.api2d.net", true),
    ("", true),
    ("https://api.closeai-proxy.xyz", true),
    ("https://api.openai-sb.com", true),
    ("https://api.openaimax.com", true),
    ("https://api.ohmygpt.com", true),
    ("", true),
    ("https://api.caipacity.com", true),
    ("https://api.aiproxy.io", true),
    ("https://generativelanguage.googleapis.com", false),
    ("https://api.api2gpt.com", true),
    ("https://api.aigc2d.com", true),
    ("https://api.anthropic.com", true),
    ("https://aip.baidubce.com", false),
    ("https://open.bigmodel.cn", false),
    ("https://dashscope.aliyuncs.com", false),
    ("", false),
    ("https://ai.360.cn", false),
    ("https://openrouter.ai/api", true),
    ("https://api.aiproxy.io", true),
    ("https://fastgpt.run/api/openapi", true),
    ("https://hunyuan.tencentcloudapi.com", false),
    ("https://generativelanguage.googleapis.com", false),
    ("https://api.moonshot.cn", false),
    ("https://api.baichuan-ai.com", false),
    ("https://api.minimax.chat", true),
    ("https://api.mistral.ai", false),
    ("https://api.groq.com/openai", false),
    ("http://localhost:11434", true),
    ("https://api.lingyiwanwu.com", false),
    ("https://api.stepfun.com", false),
    ("", false),
    ("https://api.coze.com", true),
    ("https://api.cohere.ai", false),
    ("https://api.deepseek.com", false),
    ("https://api.cloudflare.com", false),
    ("https://api-free.deepl.com", true),
    ("https://api.together.xyz", false),
    ("https://ark.cn-beijing.volces.com", true),
    ("https://api.novita.ai/v3/openai", false),
    ("", false),
    ("", true),
    ("https://api.siliconflow.cn", false),
    ("https://api.x.ai", false),
    ("https://api.replicate.com/v1/models/", false),
    ("https://qianfan.baidubce.com", false),
    ("https://spark-api-open.xf-yun.com", false),
    ("https://dashscope.aliyuncs.com", false),
    ("", true),
    (
        "https://generativelanguage.googleapis.com/v1beta/openai/",
        false,
    ),
    ("", true),
    ("https://api.githubcopilot.com", true),
    ("https://api.fireworks.ai/inference", false),
    ("https://integrate.api.nvidia.com/v1", true),
    ("https://api.cerebras.ai/v1", false),
    ("https://api.deepinfra.com", false),
];

/// How many types a version knows, 0 included.
const fn count(version: Version) -> usize {
    match version {
        Version::F2 => 58,
        Version::F1 => 57,
        Version::U => 52,
    }
}

/// A type's entry; none where the version's table ends before it, which makes real servers panic.
fn entry(version: Version, kind: i64) -> Option<(&'static str, bool)> {
    let index = usize::try_from(kind).ok()?;
    TYPES[..count(version)].get(index).copied()
}

/// The default address of a type, empty where it has none.
pub(crate) fn default_address(version: Version, kind: i64) -> Option<&'static str> {
    entry(version, kind).map(|(address, _)| address)
}

/// Whether the address of a type is meant to be changed.
pub(super) fn has_editable_address(version: Version, kind: i64) -> bool {
    entry(version, kind).is_some_and(|(_, editable)| editable)
}

/// Whether the server can ask a provider of this type for a balance.
pub(super) fn has_balance(kind: i64) -> bool {
    matches!(kind, 1 | 4 | 5 | 8 | 10 | 12 | 13 | 20 | 36 | 44 | 50)
}

#[cfg(test)]
mod tests {
    use super::{default_address, has_balance, has_editable_address};
    use crate::oneapi::version::Version;

    #[test]
    fn types_have_their_addresses() {
        for (kind, address, is_editable) in [
            (0, "", false),
            (1, "https://api.openai.com", true),
            (3, "", true),
            (14, "https://api.anthropic.com", true),
            (19, "https://ai.360.cn", false),
            (30, "http://localhost:11434", true),
            (33, "", false),
            (38, "https://api-free.deepl.com", true),
            (43, "", true),
            (50, "", true),
            (53, "https://api.githubcopilot.com", true),
            (57, "https://api.deepinfra.com", false),
        ] {
            assert_eq!(default_address(Version::F2, kind), Some(address), "{kind}");
            assert_eq!(
                has_editable_address(Version::F2, kind),
                is_editable,
                "{kind}"
            );
        }
    }

    #[test]
    fn tables_end_somewhere() {
        for (version, last) in [(Version::F2, 57), (Version::F1, 56), (Version::U, 51)] {
            assert!(default_address(version, last).is_some());
            assert_eq!(default_address(version, last + 1), None);
            assert_eq!(default_address(version, -1), None);
        }
    }

    #[test]
    fn few_types_tell_a_balance() {
        let told: Vec<i64> = (0..58).filter(|kind| has_balance(*kind)).collect();
        assert_eq!(told, [1, 4, 5, 8, 10, 12, 13, 20, 36, 44, 50]);
    }
}
