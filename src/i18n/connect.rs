//! Words of the connect page and of the frame around every page.

use super::declare::words;
use super::{Language, Say};
use crate::api::gateway::Dialect;
use crate::domain::access::Role;
use crate::drafts::connect::Problem;
use crate::profile::Environment;

words! {
    /// What the connect page says.
    pub enum Connect {
        Title: "Connect to a gateway" / "连接网关",
        Lead: "Headgate speaks to the gateway straight from this browser. The key stays in this tab's memory and is gone when the tab closes." / "Headgate 直接在浏览器中与网关通信。密钥仅保存在当前标签页的内存中，关闭标签页即消失。",
        Gateway: "Gateway" / "网关",
        ThisOrigin: "Beside this page" / "与本页面同源",
        OtherAddress: "Another address" / "其他地址",
        Address: "Address" / "地址",
        AddressHint: "A path on this server such as /g/prod/, or a full address. A full address works only where this page's policy allows it." / "本服务器上的路径（如 /g/prod/）或完整地址。完整地址仅在本页面策略允许时可用。",
        AdminKey: "Admin key" / "管理密钥",
        AdminKeyHint: "Never stored. Sent only after the address has shown itself to be a gateway." / "从不保存。仅在确认该地址是网关之后才会发送。",
        Remember: "Remember this gateway in this browser (never the key)" / "在此浏览器中记住该网关（从不记住密钥）",
        Submit: "Connect" / "连接",
        Asking: "Asking the address what it is" / "正在确认该地址",
        Trying: "Trying the key" / "正在验证密钥",
        Found: "What connecting showed" / "连接时的发现",
        Dialect: "Dialect" / "协议",
        DialectOneKeyLlm: "OneKeyLLM" / "OneKeyLLM",
        DialectOneApi: "one-api" / "one-api",
        Role: "Role" / "角色",
        EndpointKeys: "Organization's keys" / "组织的密钥",
        EndpointPools: "Organization's pools" / "组织的资源池",
        EndpointMyPool: "My pool" / "我的资源池",
        ReachOpen: "reachable" / "可访问",
        ReachForbidden: "not allowed for this key" / "此密钥无权访问",
        ReachFailed: "failed when tried" / "尝试时失败",
        Exposed: "This address uses plain HTTP: the key would cross the network readable by anyone on the way. Use HTTPS, or a tunnel that ends on this machine." / "该地址使用明文 HTTP：密钥在传输途中可被他人读取。请使用 HTTPS，或终止于本机的隧道。",
        NotSecure: "This page was loaded over plain HTTP, so some browser features are missing. Copying falls back to selecting the text." / "本页面通过明文 HTTP 加载，部分浏览器功能不可用。复制将改为选中文本。",
        BadConfiguration: "headgate.json beside this app could not be read, so only this server is offered:" / "无法读取应用旁的 headgate.json，因此仅提供本服务器：",
        SignedOut: "The gateway no longer accepts the key. Connect again and you are back where you were." / "网关不再接受该密钥。重新连接后将回到原来的位置。",
        WrongKey: "The gateway does not accept this key." / "网关不接受此密钥。",
        WrongKeyThen: "Check that it is an admin key of this gateway, copied whole." / "请确认这是该网关的管理密钥，且复制完整。",
        Disconnect: "Disconnect" / "断开连接",
        Forget: "Forget this gateway" / "忘记此网关",
        OtherGateway: "This link speaks of another gateway" / "此链接指向另一个网关",
        StayHere: "Stay with this gateway" / "留在当前网关",
        SwitchGateway: "Connect to the other one" / "连接到另一个",
    }
}

words! {
    /// What the frame around every page says.
    pub enum Frame {
        AppName: "Headgate" / "Headgate",
        Overview: "Overview" / "概览",
        Keys: "API keys" / "API 密钥",
        Pools: "Pools" / "资源池",
        Charges: "Pending charges" / "待结扣费",
        CheckKey: "Check a key" / "查验密钥",
        Journal: "Journal" / "操作日志",
        GroupAttention: "Needs you" / "待处理",
        GroupMoney: "Money" / "资金",
        GroupRecord: "Record" / "记录",
        NotFound: "There is no page at this address" / "此地址没有页面",
        NotFoundThen: "Choose a page from the navigation." / "请从导航中选择页面。",
        SkipReconciling: "Go on meanwhile" / "先继续",
        Reconciling: "Looking at writes whose end is not known" / "正在核对结果未知的写操作",
    }
}

/// A dialect's name.
#[must_use]
pub const fn dialect(dialect: Dialect) -> Connect {
    match dialect {
        Dialect::OneKeyLlm => Connect::DialectOneKeyLlm,
        Dialect::OneApi => Connect::DialectOneApi,
    }
}

/// A role's name.
#[must_use]
pub const fn role(role: Role) -> RoleWord {
    match role {
        Role::Organization => RoleWord::Organization,
        Role::Pool => RoleWord::Pool,
    }
}

words! {
    /// Who the operator is to the gateway.
    pub enum RoleWord {
        Organization: "organization-wide key" / "组织级密钥",
        Pool: "key limited to one pool" / "限于单个资源池的密钥",
    }
}

words! {
    /// What a gateway is used for.
    pub enum EnvironmentWord {
        Production: "production" / "生产",
        Staging: "staging" / "预发布",
        Development: "development" / "开发",
        Sandbox: "sandbox" / "沙盒",
        Unknown: "gateway" / "网关",
    }
}

/// An environment's name.
#[must_use]
pub const fn environment(environment: Environment) -> EnvironmentWord {
    match environment {
        Environment::Production => EnvironmentWord::Production,
        Environment::Staging => EnvironmentWord::Staging,
        Environment::Development => EnvironmentWord::Development,
        Environment::Sandbox => EnvironmentWord::Sandbox,
        Environment::Unknown => EnvironmentWord::Unknown,
    }
}

impl Say for Problem {
    fn say(&self, language: Language) -> &'static str {
        match self {
            Self::NoAddress => language.pick(
                "Begin with / for a path on this server, or with http:// or https://.",
                "请以 / 开头表示本服务器路径，或以 http://、https:// 开头。",
            ),
            Self::KeyEmpty => language.pick("Paste the admin key.", "请粘贴管理密钥。"),
            Self::KeyBroken => language.pick(
                "A key has no blanks or special letters: the paste looks broken.",
                "密钥不含空格或特殊字符：粘贴内容似乎不完整。",
            ),
        }
    }
}

/// `Waiting 7 s: the gateway asked for a pause (429)`.
#[must_use]
pub fn pausing(language: Language, seconds: i64) -> String {
    language.pick(
        format!("Waiting {seconds} s: the gateway asked for a pause (429)"),
        format!("等待 {seconds} 秒：网关要求暂停请求（429）"),
    )
}

/// `You are connected to A; the link names B.`
#[must_use]
pub fn mismatch(language: Language, connected: &str, named: &str) -> String {
    language.pick(
        format!("You are connected to {connected}; the link names {named}. Rows of one gateway are never shown under the name of another."),
        format!("当前连接的是 {connected}，链接指向 {named}。绝不会以一个网关的名义显示另一个网关的数据。"),
    )
}

/// `Looked again at 2 earlier writes whose end was not known; 1 still in doubt.` And of keys with a
/// new value that nobody got.
#[must_use]
pub fn reconciled(
    language: Language,
    looked_at: usize,
    still_open: usize,
    values_lost: usize,
) -> String {
    let writes = if looked_at == 1 { "write" } else { "writes" };
    let looked = language.pick(
        format!("Looked again at {looked_at} earlier {writes} whose end was not known; {still_open} still in doubt."),
        format!("已重新核对 {looked_at} 个结果未知的写操作，其中 {still_open} 个仍无法确定。"),
    );
    let lost = match values_lost {
        0 => return looked,
        1 => language.pick(
            "The new value of 1 key never arrived here: rotate or delete it.".to_owned(),
            "有 1 个密钥的新值从未到达此处：请轮换或删除。".to_owned(),
        ),
        keys => language.pick(
            format!("The new values of {keys} keys never arrived here: rotate or delete them."),
            format!("有 {keys} 个密钥的新值从未到达此处：请轮换或删除。"),
        ),
    };
    match language {
        Language::English => format!("{looked} {lost}"),
        Language::Chinese => format!("{looked}{lost}"),
    }
}
