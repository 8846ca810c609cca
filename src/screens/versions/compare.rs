//! Compares the chosen version with another text of the document, and puts it back: whole, or the chosen
//! names alone. Both are a change of what the gateway holds now, seen before it is sent.

use std::sync::Arc;

use crate::reactive::*;

use super::differences::differences;
use super::{Chains, others};
use crate::gate::{Found, Stop};
use crate::history::versions::{Version, Wanted, before};
use crate::schema::{Document, Locator, Resource, Value, WhyNot};
use crate::screens::act::{Open, Preparation, why_stopped};
use crate::screens::explained::call_failed;
use crate::screens::looks::Looks;
use crate::session::Session;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::choice::{Choice, Select};
use crate::ui::field::Field;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Say, Text};

/// The choices of the text to compare with.
pub(super) const BEFORE: &str = "before";
pub(super) const LIVE: &str = "live";

const COMPARE: Text = text!("Compared with" / "对比对象");
const WITH_BEFORE: Text = text!("the version before it" / "其之前的版本");
const BEFORE_IS: Text = text!("version {n}, held before it" / "版本 {n}，此前的内容");
const WITH_LIVE: Text = text!("what the gateway holds now" / "网关当前的内容");
const NUMBER: Text = text!("version {n}" / "版本 {n}");
const READING: Text = text!("Reading the gateway…" / "正在读取网关…");
const NO_BEFORE: Text = text!("There is no version before it." / "之前没有版本。");
const GONE: Text = text!(
    "The gateway no longer has this document, so nothing can be compared or put back. The texts stay here."
        / "网关上已没有此文档，无法对比或恢复。文本仍保留在此。"
);
const NOT_SEEN: Text = text!(
    "This document was not found on the pages that were read." / "在已读取的页中未找到此文档。"
);
const NOT_CONNECTED: Text =
    text!("Connect to that gateway to put it back." / "请连接到该网关后再恢复。");
const NONE_CHOSEN: Text = text!("Choose names above." / "请在上方选择名称。");
const PUT_BACK: Text = text!("Put version {n} back" / "恢复版本 {n}");
const PUT_NAMES: Text = text!("Put {n} name back" / "Put {n} names back" / "恢复 {n} 个名称");
const NO_NAME: Text = text!("Put names back" / "恢复名称");
const BECAUSE: Text = text!("Back to version {n} of {at}" / "恢复至 {at} 的版本 {n}");

/// What the gateway holds now, as far as it was read.
#[derive(Clone, PartialEq)]
enum Live {
    NotRead,
    Reading,
    Text(String),
    Gone,
    NotSeen,
    Failed(crate::call::ApiError),
}

/// The comparison of one document. Copies refer to the same one.
#[derive(Clone, Copy)]
pub(super) struct Compared {
    session: Session,
    chain: Memo<Arc<Vec<Version>>>,
    chosen: RwSignal<Option<u32>>,
    with: RwSignal<String>,
    live: RwSignal<Live>,
    names: RwSignal<Vec<String>>,
    /// The words of other documents that are put back too.
    others: RwSignal<Vec<String>>,
    preparation: Preparation,
}

impl Compared {
    pub(super) fn new(
        session: Session,
        chain: Memo<Arc<Vec<Version>>>,
        chosen: RwSignal<Option<u32>>,
    ) -> Self {
        let compared = Self {
            session,
            chain,
            chosen,
            with: RwSignal::new(BEFORE.to_owned()),
            live: RwSignal::new(Live::NotRead),
            names: RwSignal::new(Vec::new()),
            others: RwSignal::new(Vec::new()),
            preparation: Preparation::new(),
        };
        live::effect(move || {
            chosen.track();
            compared.with.track();
            compared.names.set(Vec::new());
            compared.others.set(Vec::new());
            compared.preparation.stop.set(None);
        });
        // Read again after each change, and whenever it is asked for.
        live::effect(move || {
            chain.with(|_| ());
            if compared.with.get() == LIVE {
                untrack(|| compared.read());
            }
        });
        compared
    }

    /// Returns the chosen version: the newest one at first.
    fn version(self) -> Option<Version> {
        let (chain, chosen) = (self.chain.get(), self.chosen.get());
        match chosen {
            Some(number) => chain.iter().find(|it| it.number == number).cloned(),
            None => chain.last().cloned(),
        }
    }

    fn resource(self) -> Option<&'static Resource> {
        let of = self.chain.read_untracked().first()?.of.resource.clone();
        self.session.dialect()?.resource(&of)
    }

    /// Returns whether the connected gateway is the one of this document.
    fn is_here(self) -> bool {
        let of = self.chain.read().first().map(|first| first.of.clone());
        let base = of.filter(|of| of.came_from().is_none()).map(|of| of.base);
        let connection = self.session.connection().get();
        connection.map(|connection| connection.profile.base) == base && base.is_some()
    }

    /// Reads what the gateway holds now.
    fn read(self) {
        let of = self
            .chain
            .read_untracked()
            .first()
            .map(|it| (it.of.clone(), it.name.clone()));
        let Some((of, name)) = of.filter(|_| self.is_here()) else {
            return;
        };
        self.live.set(Live::Reading);
        let at = Locator {
            name: Some(name),
            ..Locator::of_id(of.resource.clone(), of.row.as_str())
        };
        spawn_local(async move {
            let live = match self.session.find(&at).await {
                Err(error) => Live::Failed(error),
                Ok(Found::Gone) => Live::Gone,
                Ok(Found::NotSeen) => Live::NotSeen,
                Ok(Found::Here(row)) => match row.record.value(&of.field) {
                    Value::Document(Document(text)) => Live::Text(text.clone()),
                    _ => Live::Text(String::new()),
                },
            };
            self.live.try_set(live);
        });
    }

    /// Draws the comparison.
    pub(super) fn draw(self, looks: Looks) -> AnyView {
        let choices = Signal::derive(move || {
            let (chain, chosen) = (self.chain.get(), self.version().map(|it| it.number));
            let language = looks.language.get();
            let earlier = before(&chain, chosen.unwrap_or_default()).map(|it| it.number);
            let earlier = earlier.map_or_else(
                || WITH_BEFORE.say(language).to_owned(),
                |number| {
                    let words = Phrase::from(BEFORE_IS).with("n", number.to_string());
                    words.say(language)
                },
            );
            let why = (!self.is_here()).then(|| NOT_CONNECTED.say(language).to_owned());
            let fixed = [
                Choice::new(BEFORE, earlier),
                Choice::new(LIVE, t(WITH_LIVE)).refused(why),
            ];
            let others = chain.iter().rev().filter(|it| Some(it.number) != chosen);
            let others = others.map(|it| {
                let label = Phrase::from(NUMBER).with("n", it.number.to_string());
                Choice::new(it.number.to_string(), label.say(language))
            });
            fixed.into_iter().chain(others).collect::<Vec<_>>()
        });
        let body = move || {
            let Some(version) = self.version() else {
                return ().into_any();
            };
            match self.other(&version) {
                Ok(other) => differences(looks, self.with, self.names, &version, &other),
                Err(why) => why,
            }
        };
        view! {
            <section class="compared" aria-label=t(COMPARE)>
                <Field label=t(COMPARE)><Select value=self.with choices /></Field>
                {live::part(body)}
            </section>
        }
        .into_any()
    }

    /// Returns the text that a version is compared with, or what stands in its place.
    fn other(self, version: &Version) -> Result<String, AnyView> {
        let said = |words: Text| view! { <p class="hint" role="status">{t(words)}</p> }.into_any();
        let told =
            |words: Text| view! { <Notice tone=Tone::Attention>{t(words)}</Notice> }.into_any();
        match self.with.get().as_str() {
            BEFORE => {
                let chain = self.chain.get();
                let before = before(&chain, version.number);
                before
                    .map(|it| it.text.clone())
                    .ok_or_else(|| said(NO_BEFORE))
            }
            LIVE => match self.live.get() {
                Live::Text(text) => Ok(text),
                Live::NotRead | Live::Reading => Err(said(READING)),
                Live::Gone => Err(told(GONE)),
                Live::NotSeen => Err(told(NOT_SEEN)),
                Live::Failed(error) => Err(call_failed(&error)),
            },
            number => {
                let number: u32 = number.parse().unwrap_or_default();
                let chain = self.chain.get();
                let found = chain.iter().find(|it| it.number == number);
                found
                    .map(|it| it.text.clone())
                    .ok_or_else(|| said(NO_BEFORE))
            }
        }
    }

    /// Draws the buttons that put something back, and why that was not possible.
    pub(super) fn foot(self, looks: Looks, all: Memo<Chains>) -> AnyView {
        let language = use_language();
        let elsewhere =
            move || (!self.is_here()).then(|| NOT_CONNECTED.say(language.get()).to_owned());
        let busy = live::derived(move || self.preparation.is_busy());
        let whole = looks.words(move |view| {
            let number = self.version().map_or(0, |version| version.number);
            Phrase::from(PUT_BACK)
                .with("n", number.to_string())
                .say(view.language)
        });
        let some = looks.words(move |view| match self.names.read().len() {
            0 => NO_NAME.say(view.language).to_owned(),
            n => Phrase::from(PUT_NAMES).with("n", n).say(view.language),
        });
        let no_names = Signal::derive(move || {
            let none = self.names.with(Vec::is_empty);
            elsewhere().or_else(|| none.then(|| NONE_CHOSEN.say(language.get()).to_owned()))
        });
        let put_back = move |names: Option<Vec<String>>| self.put_back(looks, all, names);
        let problem = self
            .resource()
            .map(|resource| why_stopped(resource, self.preparation));
        view! {
            {others::others(self.session, looks, all, Signal::derive(move || self.version()), self.others)}
            {problem}
            <Button
                busy
                reason_beside=true
                disabled_reason=Signal::derive(elsewhere)
                on_click=move || put_back(None)
            >
                {whole}
            </Button>
            <Button
                kind=Kind::Quiet
                busy
                disabled_reason=no_names
                on_click=move || put_back(Some(self.names.get_untracked()))
            >
                {some}
            </Button>
        }
        .into_any()
    }

    /// Reads the gateway and opens the review.
    fn put_back(self, looks: Looks, all: Memo<Chains>, names: Option<Vec<String>>) {
        let Some(version) = untrack(|| self.version()) else {
            return;
        };
        let mut wanted = vec![Wanted {
            of: version.of.clone(),
            name: version.name.clone(),
            text: version.text.clone(),
            names: names.clone(),
        }];
        if names.is_none() {
            let chosen = self.others.get_untracked();
            let also = others::at_that_time(&all.read_untracked(), &version);
            let also = also.into_iter().filter(|it| chosen.contains(&it.of.word()));
            wanted.extend(also.map(|it| Wanted {
                of: it.of,
                name: it.name,
                text: it.text,
                names: None,
            }));
        }
        let language = looks.language.get_untracked();
        let because = Phrase::from(BECAUSE)
            .with("n", version.number.to_string())
            .with("at", looks.stamp(version.at.seconds()))
            .say(language);
        let session = self.session;
        self.preparation.go(async move {
            let prepared = session.restore(&wanted).await?;
            if prepared.left_out.is_empty() {
                let open: Open = Box::new(move || session.open_because(prepared.review, &because));
                return Ok(open);
            }
            let left: Vec<String> = wanted
                .iter()
                .filter(|it| {
                    let mut left = prepared.left_out.iter();
                    left.any(|(at, _): &(Locator, WhyNot)| at.id.as_str() == it.of.row)
                })
                .map(|it| it.of.word())
                .collect();
            // The next press is about the others.
            self.others
                .update(|others| others.retain(|word| !left.contains(word)));
            Err(Stop::LeftOut(prepared.left_out))
        });
    }
}
