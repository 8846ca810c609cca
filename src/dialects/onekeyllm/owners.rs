//! Choosing an owner. The gateway has no list of people (contract 1.3): the owners of loaded rows
//! are offered, and an id may be typed.

use crate::records::read_id;
use crate::schema::{All, Column, FieldSpec, FieldValue, Input, Ref, Str, TypedInput, Value};
use crate::text;
use crate::words::Text;

const OWNERS: All<Str> = &["owner", "owner_id", "owner_name"];

/// The owner of a row. If the field is missing there may be an owner; only an explicit null means
/// none.
pub const OWNER: Column<Ref> =
    FieldSpec::reference("owner", text!("Owner" / "所有者"), OWNERS, "people")
        .declared()
        .none(text!("nobody" / "无"))
        .outcome_words(
            text!("The owner is {value} now." / "当前所有者为 {value}。"),
            text!("It has no owner now." / "当前无所有者。"),
        )
        .sorts()
        .searched();

/// The input for an owner.
pub const OWNER_INPUT: TypedInput<Ref> = Input::pick(
    "owner",
    text!("Owner" / "所有者"),
    "people",
    Some(text!("Nobody" / "无")),
)
.hint(text!(
    "Owners of the pools and keys that are loaded. The gateway does not list other people; you can type an id."
        / "已加载的资源池和密钥的所有者。网关不提供其他人的列表；可以输入标识。"
))
.check(|value, _| problem(value));

fn problem(value: &Value) -> Option<Text> {
    let id = Ref::read(value)?.id.as_ref();
    read_id(id.map_or("", |id| id.as_str())).err()
}

/// Returns whether a person has a name in addition to the id.
#[must_use]
pub fn is_named(person: &Ref) -> bool {
    let id = person.id.as_ref().map(|id| id.as_str());
    person.name.is_some() && person.name.as_deref() != id
}

#[cfg(test)]
mod tests {
    use super::{is_named, problem};
    use crate::schema::{FieldValue, Ref, Value};

    fn person(id: Option<&str>, name: Option<&str>) -> Ref {
        Ref {
            of: "people".into(),
            id: id.map(Into::into),
            name: name.map(str::to_owned),
        }
    }

    #[test]
    fn whose_id_can_be_sent() {
        let check = |id: Option<&str>, is_fit| {
            assert_eq!(
                problem(&person(id, None).value()).is_none(),
                is_fit,
                "{id:?}"
            );
        };
        check(Some("user_1"), true);
        check(Some("u 9"), false);
        check(Some("u\u{7}9"), false);
        check(Some(".."), false);
        check(Some(""), false);
        check(None, false);
        assert_eq!(problem(&Value::Null), None);
    }

    #[test]
    fn who_is_named() {
        let check = |id, name, expect| assert_eq!(is_named(&person(Some(id), name)), expect);
        check("u1", Some("Ada"), true);
        check("u1", Some("u1"), false);
        check("u1", None, false);
    }
}
