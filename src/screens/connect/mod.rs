//! The connect screen: the gateway, the key, and the result. The key is sent only after the address
//! has identified itself as a gateway.

mod console;
mod offers;

use crate::reactive::*;

use crate::call::ApiError;
use crate::domain::address::{address, is_base, is_exposed};
use crate::domain::time::UnixMillis;
use crate::gate::{Explained, explain_error, explain_unreachable, quoted};
use crate::screens::explained::explained;
use crate::session::Session;
use crate::session::connecting::{Candidate, Connecting, NoConnection, Stop};
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::choice::Select;
use crate::ui::chosen::choice;
use crate::ui::detail::Disclosure;
use crate::ui::devices::use_now;
use crate::ui::field::Field;
use crate::ui::input::{Checkbox, TextInput};
use crate::ui::language::{LanguageChoice, t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::theme::Theme;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Say, Text};
pub use console::{Console, Loader, Work};
use offers::{OTHER, Offers};

const BRAND: Text = text!("Headgate" / "Headgate");
const TITLE: Text = text!("Connect to a gateway" / "连接网关");
const LEAD: Text = text!(
    "Headgate speaks to the gateway straight from this browser. The key stays in this tab's memory and is gone when the tab closes."
        / "Headgate 直接在浏览器中与网关通信。密钥仅保存在当前标签页的内存中，关闭标签页即消失。"
);
const GATEWAY: Text = text!("Gateway" / "网关");
const ADDRESS: Text = text!("Address" / "地址");
const ADDRESS_HINT: Text = text!(
    "A path on this server such as /g/prod/, or a full address. A full address works only where this page's policy allows it."
        / "本服务器上的路径（如 /g/prod/）或完整地址。完整地址仅在本页面策略允许时可用。"
);
const KEY: Text = text!("Admin key or access token" / "管理密钥或访问令牌");
const KEY_HINT: Text = text!(
    "Never stored. Sent only after the address has shown itself to be a gateway."
        / "从不保存。仅在确认该地址是网关之后才会发送。"
);
const KEY_FROM: Text = text!("Where a key comes from" / "如何获取密钥");
const KEY_OF_ORGANIZATION: Text =
    text!("An organization's gateway makes admin keys itself." / "组织的网关自行生成管理密钥。");
const KEY_OF_USER: Text = text!(
    "A gateway with users and roles takes the system access token of its root or an admin. It is made on the gateway's own pages, under personal settings. A user has one: making a new one ends the old one at once, also where it is in use elsewhere."
        / "有用户和角色的网关使用超级管理员或管理员的系统访问令牌，在网关自带页面的个人设置中生成。每个用户只有一个：重新生成会立即使旧令牌失效，包括其他正在使用的地方。"
);
const REMEMBER: Text = text!(
    "Remember this gateway in this browser (never the key)"
        / "在此浏览器中记住该网关（从不记住密钥）"
);
const CONNECT: Text = text!("Connect" / "连接");
const LOADING: Text = text!("Loading the rest of the app" / "正在加载应用的其余部分");
const ASKING: Text = text!("Asking the address what it is" / "正在询问该地址");
const TRYING: Text = text!("Trying the key" / "正在验证密钥");
const SECONDS: Text = text!("{step} · {n} s" / "{step} · {n} 秒");
const STOP: Text = text!("Stop" / "停止");
const NOT_TOLD: Text = text!(
    "The address does not say what it is without a key: {words}. The key was not sent."
        / "该地址在没有密钥时不说明自身类型：{words}。未发送密钥。"
);
const NOT_TOLD_THEN: Text = text!(
    "A gateway can be set up so. Send the key only if you know that this address is yours."
        / "网关可能如此配置。仅当您确知此地址属于您时才发送密钥。"
);
const ANYWAY: Text = text!("Send the key to this address anyway" / "仍向该地址发送密钥");
const EXPOSED: Text = text!(
    "This address uses plain HTTP: the key would cross the network readable by anyone on the way. Use HTTPS, or a tunnel that ends on this machine."
        / "该地址使用明文 HTTP：密钥在传输途中可被他人读取。请使用 HTTPS，或终止于本机的隧道。"
);
const NOT_SECURE: Text = text!(
    "This page was loaded over plain HTTP, so some browser features are missing. Copying falls back to selecting the text."
        / "本页面通过明文 HTTP 加载，部分浏览器功能不可用。复制将改为选中文本。"
);
const BAD_CONFIGURATION: Text = text!(
    "headgate.json beside this app could not be read, so only this server is offered:"
        / "无法读取应用旁的 headgate.json，因此仅提供本服务器："
);
const SIGNED_OUT: Text = text!(
    "The gateway no longer accepts the key. Connect again and you are back where you were."
        / "网关不再接受该密钥。重新连接后将回到原来的位置。"
);
const FORGET: Text = text!("Forget this gateway" / "忘记此网关");
const NO_ADDRESS: Text = text!(
    "Begin with / for a path on this server, or with http:// or https://."
        / "请以 / 开头表示本服务器路径，或以 http://、https:// 开头。"
);
const VERSIONS: Text = text!("Document versions in this browser" / "此浏览器中的文档版本");
const KEY_EMPTY: Text =
    text!("Paste the admin key or the access token." / "请粘贴管理密钥或访问令牌。");
const KEY_BROKEN: Text = text!(
    "A key has no spaces or special letters: the paste looks broken."
        / "密钥不含空格或特殊字符：粘贴内容似乎不完整。"
);
const WRONG_KEY: Text =
    text!("The gateway does not accept this key. {words}" / "网关不接受此密钥。{words}");
const WRONG_KEY_THEN: Text = text!(
    "Check that it is an admin key or access token of this gateway, copied whole."
        / "请确认这是该网关的管理密钥或访问令牌，且复制完整。"
);
const STRANGER: Text = text!(
    "Something responded there, but it is no gateway this console knows. The key was not sent."
        / "该地址有响应，但不是本控制台认识的网关。未发送密钥。"
);
const STRANGER_THEN: Text = text!(
    "Check the address: it should be the one before /v1/ or /api/."
        / "请检查地址：应为 /v1/ 或 /api/ 之前的部分。"
);
/// The steps of the form's submission.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The console is loaded.
    Loading,
    /// It connects.
    Connecting(Connecting),
}

/// Seconds after which the elapsed time is shown.
const PATIENCE_SECONDS: i64 = 3;

/// The errors of the form: of the address and of the key.
#[derive(Clone, Copy, Default)]
struct Problems {
    address: Option<Text>,
    key: Option<Text>,
}

/// The connect screen. `wanted` is the base in the address, if there is one.
#[component]
pub fn ConnectScreen(
    /// Loads the console, which connects.
    loader: Loader,
    /// The base in the address.
    wanted: Option<String>,
    /// This page's own origin.
    origin: String,
    /// Whether the page itself was loaded over an unencrypted connection.
    insecure: bool,
) -> impl IntoView {
    let session: Session = expect_context();
    let offers = Offers::new(session, wanted);
    let (key, remember) = (RwSignal::new(String::new()), RwSignal::new(true));
    let problems = RwSignal::new(Problems::default());
    let under_way: RwSignal<Option<(Step, UnixMillis)>> = RwSignal::new(None);
    let stop = StoredValue::new_local(Stop::new());
    let failure: RwSignal<Option<NoConnection>> = RwSignal::new(None);
    let busy = Signal::derive(move || under_way.get().is_some());
    let language = use_language();
    let error = move |of: fn(&Problems) -> Option<Text>| {
        Signal::derive(move || {
            let words = problems.with(of);
            words.map(|words| words.say(language.get()).to_owned())
        })
    };
    let submit = move |anyway: bool| {
        failure.set(None);
        let (base, typed) = (offers.base(), key.get_untracked());
        let (base, typed) = (base.trim().to_owned(), typed.trim().to_owned());
        let found = wrong(&base, &typed);
        problems.set(found);
        if found.address.is_some() || found.key.is_some() {
            return;
        }
        let began = session.now();
        under_way.set(Some((Step::Loading, began)));
        let stopping = Stop::new();
        stop.set_value(stopping.clone());
        let (name, environment) = offers.named(&base);
        let candidate = Candidate {
            base,
            name,
            environment,
            remember: remember.get_untracked(),
            anyway,
        };
        spawn_local(async move {
            let console = loader.load().await;
            // It was cancelled while the console was loaded.
            if stopping.is_stopped() {
                return;
            }
            // The notice says that the console is missing.
            let Some(console) = console else {
                under_way.try_set(None);
                return;
            };
            let watch = move |step| {
                under_way.try_set(Some((Step::Connecting(step), began)));
            };
            let stop = stopping.clone();
            let result = (console.connect)(session, candidate, typed, Box::new(watch), stop).await;
            under_way.try_set(None);
            failure.try_set(result.err().filter(|_| !stopping.is_stopped()));
        });
    };
    let other = move || offers.choice.get() == OTHER;
    let exposed = move || is_exposed(&address(&offers.base(), &origin));
    let now = use_now();
    let step = move || {
        under_way.get().map(|(step, began)| {
            let word = match step {
                Step::Loading => LOADING,
                Step::Connecting(Connecting::Probing) => ASKING,
                Step::Connecting(Connecting::TryingKey) => TRYING,
            };
            let words = move || {
                let seconds = now.get().0.saturating_sub(began.0).max(0) / 1_000;
                if seconds < PATIENCE_SECONDS {
                    return word.say(language.get()).to_owned();
                }
                Phrase::from(SECONDS)
                    .with("step", word)
                    .with("n", seconds.to_string())
                    .say(language.get())
            };
            view! { <p class="hint">{live::text(words)}</p> }.into_any()
        })
    };
    let anyway = move || {
        let not_told = failure.with(|why| matches!(why, Some(NoConnection::NotTold(_))));
        not_told.then(|| {
            view! { <Button on_click=move || submit(true)>{t(ANYWAY)}</Button> }.into_any()
        })
    };
    let stops = move || {
        under_way.with(Option::is_some).then(|| {
            let stop = move || {
                stop.with_value(Stop::stop);
                // A file of the app that does not arrive cannot be cancelled: it loads on.
                if matches!(under_way.get_untracked(), Some((Step::Loading, _))) {
                    under_way.set(None);
                }
            };
            view! { <Button kind=Kind::Plain on_click=stop>{t(STOP)}</Button> }.into_any()
        })
    };
    let stored = RwSignal::new(false);
    spawn_local(async move {
        stored.try_set(session.versions.is_any().await);
    });
    let has_versions = move || stored.get() && loader.console().with(Option::is_some);
    view! {
        <main class="connect" id="content">
            <form class="connect-form" novalidate>
                <h1 class="connect-brand">{t(BRAND)}</h1>
                <h2>{t(TITLE)}</h2>
                <p class="lead">{t(LEAD)}</p>
                {live::when(move || session.signed_out().get(), || view! {
                    <Notice tone=Tone::Attention>{t(SIGNED_OUT)}</Notice>
                }.into_any())}
                {live::maybe(move || offers.broken.get().map(|why| view! {
                    <Notice tone=Tone::Attention>{t(BAD_CONFIGURATION)} " " {why}</Notice>
                }.into_any()))}
                <Field label=t(GATEWAY)>
                    <Select value=offers.choice choices=offers.choices() />
                </Field>
                {live::when(other, move || view! {
                    <Field label=t(ADDRESS) hint=t(ADDRESS_HINT) error=error(|problems| problems.address)>
                        <TextInput value=offers.typed monospace=true placeholder="https://" />
                    </Field>
                }.into_any())}
                <Field label=t(KEY) hint=t(KEY_HINT) error=error(|problems| problems.key)>
                    <TextInput value=key kind="password" monospace=true focus=true />
                </Field>
                <Disclosure title=t(KEY_FROM)>
                    <p class="hint">{t(KEY_OF_ORGANIZATION)}</p>
                    <p class="hint">{t(KEY_OF_USER)}</p>
                </Disclosure>
                <Checkbox value=remember>{t(REMEMBER)}</Checkbox>
                {live::when(exposed, || view! { <Notice tone=Tone::Bad>{t(EXPOSED)}</Notice> }.into_any())}
                {insecure.then(|| view! { <Notice>{t(NOT_SECURE)}</Notice> })}
                {loader.notice()}
                <div role="status">{live::maybe(step)}</div>
                {live::maybe(move || failure.get().map(|why| explained(Tone::Bad, words(&why))))}
                {live::maybe(anyway)}
                <div class="connect-foot">
                    {live::maybe(move || offers.remembered().map(|profile| {
                        view! { <Button kind=Kind::Plain on_click=move || offers.forget(profile.clone())>{t(FORGET)}</Button> }.into_any()
                    }))}
                    {live::maybe(stops)}
                    <Button kind=Kind::Primary busy submit=true on_click=move || submit(false)>{t(CONNECT)}</Button>
                </div>
            </form>
            {live::when(has_versions, move || view! {
                <Button kind=Kind::Plain on_click=move || session.offline.set(true)>
                    {t(VERSIONS)}
                </Button>
            }.into_any())}
            <footer class="connect-preferences">
                <LanguageChoice />
                {choice::<Theme>()}
            </footer>
        </main>
    }
}

/// Checks the form; of the key, only its characters.
fn wrong(base: &str, key: &str) -> Problems {
    let printable = key.bytes().all(|byte| byte.is_ascii_graphic());
    Problems {
        address: (!is_base(base)).then_some(NO_ADDRESS),
        key: if key.is_empty() {
            Some(KEY_EMPTY)
        } else {
            (!printable).then_some(KEY_BROKEN)
        },
    }
}

/// Explains why connecting failed, and what to do.
fn words(why: &NoConnection) -> Explained {
    match why {
        NoConnection::Unreachable(why) => explain_unreachable(*why),
        NoConnection::Stranger => Explained {
            what: STRANGER.into(),
            then: STRANGER_THEN.into(),
        },
        NoConnection::NotTold(refusal) => Explained {
            what: Phrase::from(NOT_TOLD).with("words", quoted(refusal)),
            then: NOT_TOLD_THEN.into(),
        },
        NoConnection::Failed(ApiError::SignedOut(refusal)) => Explained {
            what: Phrase::from(WRONG_KEY).with("words", quoted(refusal)),
            then: WRONG_KEY_THEN.into(),
        },
        NoConnection::Failed(error) => explain_error(error),
    }
}
