//! Keys that are one text of several parts (contract 3.1.2): which inputs ask for the parts, and how
//! they are joined.

use super::new::{KEY, TYPE};
use crate::call::{Body, Hole, Part};
use crate::domain::ids::id;
use crate::schema::{
    All, Context, FieldValue, Finding, Hidden, Input, Level, Record, SecretShape, Str, TypedInput,
    Value, WhyNot,
};
use crate::text;
use crate::words::Text;

const MISSING: Text = text!("Type this part of the key." / "请输入密钥的此部分。");

/// Names the account at Xunfei, FastGPT and Tencent.
pub const APP_ID: TypedInput<String> = Input::text("key_app_id", text!("App id" / "应用 ID"), 400)
    .required(MISSING)
    .check(|value, _| part_problem(value))
    .shown(|asked| asks(asked.form, "key_app_id"));

/// The region of Bedrock and Vertex AI.
pub const REGION: TypedInput<String> = Input::text("key_region", text!("Region" / "区域"), 100)
    .hint(text!(
        "For example us-east-1, or us-central1 for Vertex AI."
            / "例如 us-east-1；Vertex AI 例如 us-central1。"
    ))
    .required(MISSING)
    .check(|value, _| part_problem(value))
    .shown(|asked| asks(asked.form, "key_region"));

/// The project of Vertex AI.
pub const PROJECT: TypedInput<String> =
    Input::text("key_project", text!("Project id" / "项目 ID"), 400)
        .required(MISSING)
        .check(|value, _| part_problem(value))
        .shown(|asked| asks(asked.form, "key_project"));

/// The secret part that names an access key: of Bedrock and Tencent.
pub const ACCESS_KEY: TypedInput<Hidden> = Input::secret(
    "key_access",
    text!("Access key or secret id" / "Access Key 或 SecretId"),
)
.required(MISSING)
.shown(|asked| asks(asked.form, "key_access"));

/// An API key beside another part.
pub const API_KEY: TypedInput<Hidden> = Input::secret("key_api_key", text!("API key" / "API 密钥"))
    .required(MISSING)
    .shown(|asked| asks(asked.form, "key_api_key"));

/// The secret of an access key or of an API key.
pub const SECRET_KEY: TypedInput<Hidden> =
    Input::secret("key_secret", text!("Secret key" / "私密密钥（Secret）"))
        .required(MISSING)
        .shown(|asked| asks(asked.form, "key_secret"));

/// The credentials of a service account of Vertex AI.
pub const CREDENTIALS: TypedInput<Hidden> =
    Input::secret("key_credentials", text!("Credentials" / "凭据"))
        .hint(text!(
            "The JSON of the service account, pasted whole: it travels on one line."
                / "服务账户的完整 JSON：将以单行发送。"
        ))
        .required(MISSING)
        .shown(|asked| asks(asked.form, "key_credentials"));

/// The key of a type that is made of parts.
pub struct Composite {
    of: Str,
    /// The inputs of the parts, in the order in which they are joined.
    parts: All<Str>,
    separator: Str,
    /// What it is made of.
    pub words: Text,
}

const COMPOSITE: All<Composite> = &[
    Composite {
        of: "15",
        parts: &["key_api_key", "key_secret"],
        separator: "|",
        words: text!(
            "The key of this type is one text of two parts: API key|secret key."
                / "此类型的密钥由两部分组成：API Key|Secret Key。"
        ),
    },
    Composite {
        of: "18",
        parts: &["key_app_id", "key_secret", "key_api_key"],
        separator: "|",
        words: text!(
            "The key of this type is one text of three parts: app id|API secret|API key."
                / "此类型的密钥由三部分组成：APPID|APISecret|APIKey。"
        ),
    },
    Composite {
        of: "22",
        parts: &["key_api_key", "key_app_id"],
        separator: "-",
        words: text!(
            "The key of this type is one text of two parts: API key-app id."
                / "此类型的密钥由两部分组成：API Key-AppId。"
        ),
    },
    Composite {
        of: "23",
        parts: &["key_app_id", "key_access", "key_secret"],
        separator: "|",
        words: text!(
            "The key of this type is one text of three parts: app id|secret id|secret key."
                / "此类型的密钥由三部分组成：AppId|SecretId|SecretKey。"
        ),
    },
    Composite {
        of: "33",
        parts: &["key_access", "key_secret", "key_region"],
        separator: "|",
        words: text!(
            "The key of this type is one text of three parts: access key|secret key|region."
                / "此类型的密钥由三部分组成：AK|SK|区域。"
        ),
    },
    Composite {
        of: "42",
        parts: &["key_region", "key_project", "key_credentials"],
        separator: "|",
        words: text!(
            "The key of this type is one text of three parts: region|project id|credentials as JSON."
                / "此类型的密钥由三部分组成：区域|项目 ID|凭据 JSON。"
        ),
    },
];

/// Returns what the key of a type is made of, if it has parts.
pub fn of_type(of: &str) -> Option<&'static Composite> {
    COMPOSITE.iter().find(|composite| composite.of == of)
}

fn asks(form: &Record, part: &str) -> bool {
    of_type(form.text(&TYPE)).is_some_and(|composite| composite.parts.contains(&part))
}

/// Returns how many channels a creation makes: one of each key.
pub fn count(context: &Context) -> usize {
    match of_type(context.input.text(&TYPE)) {
        Some(_) => 1,
        None => context.secret(&KEY).lines,
    }
}

/// Says what the key of a creation is made of, and how many channels come of several keys.
pub fn of_keys(context: &Context) -> Vec<Finding> {
    let composite = of_type(context.input.text(&TYPE));
    let parts = composite.map(|composite| Finding::new(Level::Note, composite.words));
    let count = count(context);
    let several = (count > 1).then(|| {
        let words = text!(
            "{n} key: {n} channel is created."
                / "{n} keys, one on each line: {n} channels of this name are created, one with each key."
                / "{n} 个密钥，每行一个：将创建 {n} 个同名渠道，各用一个密钥。"
        );
        let n = i64::try_from(count).unwrap_or(i64::MAX);
        Finding::new(Level::Caution, words).with("n", n.value())
    });
    let repeats = context.secret(&KEY).repeats.then(|| {
        let words = text!("The same key stands there more than once." / "同一密钥出现多次。");
        Finding::new(Level::Caution, words)
    });
    parts.into_iter().chain(several).chain(repeats).collect()
}

/// Checks a key that is typed as one text.
///
/// # Errors
/// When it has several lines, or not the parts of its type.
pub fn of_one_text(of: &str, key: SecretShape) -> Result<(), WhyNot> {
    const LINES: WhyNot = WhyNot {
        words: text!(
            "The key holds a line break, which would break every call."
                / "密钥包含换行，会导致所有请求失败。"
        ),
        source: "3.1.4",
    };
    const PARTS: WhyNot = WhyNot {
        words: text!(
            "The key of this type has several parts, separated by |. See above which."
                / "此类型的密钥由多个部分组成，以 | 分隔。具体见上方说明。"
        ),
        source: "3.1.2",
    };
    // Only bars are counted: a dash may stand inside a part.
    let lacks =
        |composite: &Composite| composite.separator == "|" && composite.parts.len() != key.parts;
    match key {
        SecretShape { blank: true, .. } => Err(WhyNot::BUG),
        SecretShape { lines: 2.., .. } => Err(LINES),
        _ if of_type(of).is_some_and(lacks) => Err(PARTS),
        _ => Ok(()),
    }
}

impl Composite {
    /// Makes the key from its parts.
    ///
    /// # Errors
    /// When a part is missing or holds what separates the parts.
    pub fn key(&self, context: &Context) -> Result<Body, WhyNot> {
        const BAR: WhyNot = WhyNot {
            words: text!(
                "A part of the key holds |, which separates the parts: the gateway would read other parts."
                    / "密钥的某一部分包含分隔符 |：网关会错误拆分。"
            ),
            source: "3.1.2",
        };
        let secrets = context.secrets.iter();
        let part = |name: &Str| {
            if let Value::Text(text) = context.input.value(name) {
                return Ok(Part::Text(text.clone()));
            }
            let shape = secrets.clone().find(|(known, _)| known == name);
            match shape.map(|(_, shape)| *shape) {
                Some(shape) if shape.parts > 1 => Err(BAR),
                Some(shape) if !shape.blank => Ok(Part::Secret(id(name))),
                _ => Err(WhyNot::BUG),
            }
        };
        let parts: Result<Vec<Part>, WhyNot> = self.parts.iter().map(part).collect();
        Ok(Body::Hole(Hole::Joined {
            parts: parts?,
            separator: id(self.separator),
        }))
    }
}

fn part_problem(value: &Value) -> Option<Text> {
    let Value::Text(part) = value else {
        return None;
    };
    part.contains('|').then_some(text!(
        "No |: it separates the parts of the key." / "不能包含 |：它用于分隔密钥的各部分。"
    ))
}
