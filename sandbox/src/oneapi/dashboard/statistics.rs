//! Sums of log rows of calls, by day and something else. Rows have the names of Go's fields.

use rusqlite::{Connection, Result, Row};
use serde_json::{Value, json};

use super::days::Span;
use crate::oneapi::version::Version;

/// Whose calls are summed up, and when.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    pub(super) version: Version,
    /// `None` for everybody.
    pub(super) user: Option<i64>,
    pub(super) span: Span,
}

/// What a row is about besides the day.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Models,
    Users,
    Tokens,
}

const SUMS: &str = "
count(*), sum(quota), sum(prompt_tokens), sum(completion_tokens), sum(cached_prompt_tokens),
sum(cached_prompt_tokens > 0), sum(CASE WHEN cached_prompt_tokens > 0 THEN quota ELSE 0 END)";

/// The rows of a part, ordered by day and name.
pub(super) fn rows(connection: &Connection, scope: Scope, part: Part) -> Result<Vec<Value>> {
    let names = match part {
        Part::Models => "model_name, '', 0, ''",
        Part::Users => "username, user_uuid, user_id, ''",
        Part::Tokens => "username, user_uuid, user_id, token_name",
    };
    let sql = format!(
        "SELECT strftime('%Y-%m-%d', min(created_at), 'unixepoch'), {names}, {SUMS} FROM oneapi_logs
         WHERE type = 2 AND created_at BETWEEN ?1 AND ?2 AND (?3 IS NULL OR user_id = ?3)
         GROUP BY created_at / 86400, 2, 3, 4, 5 ORDER BY 1, 2, 5"
    );
    let mut statement = connection.prepare(&sql)?;
    let (start, end) = scope.span;
    let rows = statement.query_map((start, end, scope.user), |row| object(scope, part, row))?;
    rows.collect()
}

fn object(scope: Scope, part: Part, row: &Row<'_>) -> Result<Value> {
    let mut object = json!({"Day": row.get::<_, String>(0)?});
    let name: String = row.get(1)?;
    match part {
        Part::Models => object["ModelName"] = json!(name),
        Part::Users | Part::Tokens => {
            object["Username"] = json!(name);
            match scope.version {
                Version::F2 => object["user_uuid"] = json!(row.get::<_, Option<String>>(2)?),
                Version::F1 | Version::U => object["UserId"] = json!(row.get::<_, i64>(3)?),
            }
        }
    }
    if matches!(part, Part::Tokens) {
        object["TokenName"] = json!(row.get::<_, String>(4)?);
    }
    let mut names = vec!["RequestCount", "Quota", "PromptTokens", "CompletionTokens"];
    if scope.version.is_fork() {
        names.extend(["CachedPromptTokens", "CacheHitCount", "CacheHitQuota"]);
    }
    for (index, name) in names.into_iter().enumerate() {
        object[name] = json!(row.get::<_, i64>(5 + index)?);
    }
    Ok(object)
}
