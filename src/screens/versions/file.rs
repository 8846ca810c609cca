//! Versions as a file, and how much of this browser's storage they take.

use crate::reactive::*;

use super::Chains;
use crate::domain::decimal::grouped;
use crate::history::StoreProblem;
use crate::history::versions::{Broken, MOST_OF_ALL, MOST_OF_ONE, NotABundle};
use crate::screens::looks::Looks;
use crate::session::Session;
use crate::text;
use crate::ui::button::Button;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::toast::{Toast, use_toasts};
use crate::ui::tone::Tone;
use crate::words::{Language, Phrase, Say, Text, shortened};

const EXPORT: Text = text!("Export as JSON" / "导出为 JSON");
const IMPORT: Text = text!("Import a file" / "导入文件");
const TAKEN: Text = text!(
    "{n} version imported; {known} are here already."
        / "{n} versions imported; {known} are here already."
        / "已导入 {n} 个版本；{known} 个已存在。"
);
const OTHER: Text =
    text!("This file holds no versions of this console." / "此文件不含本控制台的版本。");
const NEWER: Text =
    text!("A later version of this console wrote this file." / "此文件由本控制台的较新版本写入。");
const DAMAGED: Text = text!(
    "A version in this file cannot be read, so nothing was imported."
        / "此文件中有版本无法读取，未导入任何内容。"
);
const BROKEN: Text = text!(
    "Version {n} of {name} is not what it was, or one before it is missing, so nothing was imported."
        / "{name} 的版本 {n} 与原来不一致，或其之前的版本缺失，未导入任何内容。"
);
const SIZE: Text = text!(
    "{size} of at most {most} bytes, and at most {each} versions of a document; the oldest go first."
        / "{size} / {most} 字节，每份文档最多 {each} 个版本；最旧的先删除。"
);
const KEPT: Text = text!(
    "The browser keeps them until you clear this site's data."
        / "浏览器会保留它们，直到您清除此网站的数据。"
);
const MAY_GO: Text = text!(
    "The browser may delete them when the disk is short."
        / "磁盘空间不足时，浏览器可能会删除它们。"
);
const ASK: Text = text!("Ask the browser to keep them" / "请求浏览器保留");
const REFUSED: Text = text!(
    "The browser did not agree. Export the versions to keep them."
        / "浏览器未同意。请导出版本以保留。"
);

/// Draws the buttons of the file.
pub(super) fn buttons(session: Session, all: Memo<Chains>) -> AnyView {
    let (toasts, language) = (StoredValue::new(use_toasts()), use_language());
    let export = move || {
        let chains: Vec<_> = all
            .read_untracked()
            .iter()
            .map(|chain| chain.to_vec())
            .collect();
        session.versions.export(&chains, &session);
    };
    let import = move || {
        spawn_local(async move {
            let Some(text) = session.versions.picked_file().await else {
                return;
            };
            let taken = session.versions.import(&text, &session).await;
            let tone = if taken.is_ok() { Tone::Good } else { Tone::Bad };
            let words = move || said(&taken, language.get());
            if let Some(toasts) = toasts.try_get_value() {
                toasts.show(Toast::new(tone, words));
            }
        });
    };
    view! {
        <Button on_click=import>{t(IMPORT)}</Button>
        <Button on_click=export>{t(EXPORT)}</Button>
    }
    .into_any()
}

fn said(
    taken: &Result<(usize, usize), Result<NotABundle, StoreProblem>>,
    language: Language,
) -> String {
    let why = match taken {
        Ok((new, known)) => {
            return Phrase::from(TAKEN)
                .with("n", *new)
                .with("known", known.to_string())
                .say(language);
        }
        Err(Err(problem)) => return problem.phrase().say(language),
        Err(Ok(why)) => why,
    };
    match why {
        NotABundle::Other => OTHER.say(language).to_owned(),
        NotABundle::Newer => NEWER.say(language).to_owned(),
        NotABundle::Damaged => DAMAGED.say(language).to_owned(),
        NotABundle::Broken(name, Broken::Changed(number) | Broken::Gap(number)) => {
            Phrase::from(BROKEN)
                .with("n", number.to_string())
                .with("name", shortened(name).into_owned())
                .say(language)
        }
    }
}

/// Says how much is kept, and whether the browser keeps it.
pub(super) fn storage(session: Session, all: Memo<Chains>) -> AnyView {
    let (looks, language) = (Looks::here(), use_language());
    let kept: RwSignal<Option<bool>> = RwSignal::new(None);
    let refused = RwSignal::new(false);
    spawn_local(async move {
        kept.try_set(session.versions.is_persistent().await);
    });
    let ask = move || {
        spawn_local(async move {
            let now = session.versions.persist().await;
            refused.try_set(now != Some(true));
            kept.try_set(now);
        });
    };
    let size = looks.words(move |view| {
        let all = all.read();
        let texts = all.iter().flat_map(|chain| chain.iter());
        let size: usize = texts.map(|version| version.text.len()).sum();
        Phrase::from(SIZE)
            .with("size", grouped(&size.to_string()))
            .with("most", grouped(&MOST_OF_ALL.to_string()))
            .with("each", MOST_OF_ONE.to_string())
            .say(view.language)
    });
    let state = live::maybe(move || {
        let words = match (kept.get()?, refused.get()) {
            (true, _) => KEPT,
            (false, true) => REFUSED,
            (false, false) => MAY_GO,
        };
        Some(live::text(move || words.say(language.get()).to_owned()))
    });
    let may_ask = move || kept.get() == Some(false) && !refused.get();
    view! {
        <div class="coverage">
            <span role="status">{size} " " {state}</span>
            {live::when(may_ask, move || {
                view! { <Button on_click=ask>{t(ASK)}</Button> }.into_any()
            })}
        </div>
    }
    .into_any()
}
