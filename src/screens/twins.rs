//! Rows that stand for one thing, such as an account that was brought in twice: what is said of them.

use std::sync::Arc;

use crate::reactive::*;

use crate::records::Row;
use crate::schema::Resource;
use crate::screens::navigator::{link, row_of};
use crate::text;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Text};

/// Beyond this number of rows only their count is said.
const MOST: usize = 6;

const SAME_THING: Text =
    text!("The same is listed more than once among the loaded rows:" / "已加载的行中有重复项：");
const MORE: Text = text!("and {n} more" / "and {n} more" / "以及另外 {n} 个");

/// Points out rows that stand for the same thing, with a link to each; nothing where there are none.
#[must_use]
pub fn twins_notice(resource: &'static Resource, twins: &[Arc<Row>]) -> Option<AnyView> {
    if twins.is_empty() {
        return None;
    }
    let language = use_language();
    let each = twins.iter().take(MOST).map(|twin| {
        let name = twin.label(resource).to_owned();
        let id = twin.id.as_str();
        let words = live::text(format!("{name} · {id}"));
        view! { <li>{link(row_of(resource, id), words)}</li> }
    });
    let each = each.collect_view();
    let more = twins.len().saturating_sub(MOST);
    let more = (more > 0).then(|| {
        let words = Phrase::from(MORE).with("n", more.to_string());
        view! { <li>{live::text(move || words.say(language.get()))}</li> }
    });
    let notice = view! {
        <Notice tone=Tone::Attention>
            <p>{t(SAME_THING)}</p>
            <ul class="links">{each} {more}</ul>
        </Notice>
    };
    Some(notice.into_any())
}
