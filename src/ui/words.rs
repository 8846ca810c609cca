//! Texts of the generic components.

use crate::text;
use crate::words::Text;

/// Says "Close".
pub const CLOSE: Text = text!("Close" / "关闭");
/// Says "Cancel".
pub const CANCEL: Text = text!("Cancel" / "取消");
/// Says "Copy".
pub const COPY: Text = text!("Copy" / "复制");
/// Says "Copied".
pub const COPIED: Text = text!("Copied" / "已复制");
/// Says "The browser did not copy. The text is selected: press Ctrl C.".
pub const COPY_FAILED: Text = text!(
    "The browser did not copy. The text is selected: press Ctrl C."
        / "浏览器未能复制。文本已选中：请按 Ctrl C。"
);
/// Says "Try again".
pub const RETRY: Text = text!("Try again" / "重试");
/// Says "Reload".
pub const RELOAD: Text = text!("Reload" / "刷新");
/// Says "Loading".
pub const LOADING: Text = text!("Loading" / "加载中");
/// Says "Dismiss".
pub const DISMISS: Text = text!("Dismiss" / "知道了");
/// Says "Language".
pub const LANGUAGE: Text = text!("Language" / "语言");
/// Says "Theme".
pub const THEME: Text = text!("Theme" / "外观");
/// Says "System".
pub const THEME_SYSTEM: Text = text!("System" / "跟随系统");
/// Says "Light".
pub const THEME_LIGHT: Text = text!("Light" / "浅色");
/// Says "Dark".
pub const THEME_DARK: Text = text!("Dark" / "深色");
/// Says "Rows".
pub const ROWS: Text = text!("Rows" / "行高");
/// Says "Compact".
pub const ROWS_COMPACT: Text = text!("Compact" / "紧凑");
/// Says "Comfortable".
pub const ROWS_COMFORTABLE: Text = text!("Comfortable" / "宽松");
/// Says "E-mail addresses".
pub const EMAILS: Text = text!("E-mail addresses" / "邮箱地址");
/// Says "Shown".
pub const EMAILS_SHOWN: Text = text!("Shown" / "显示");
/// Says "Masked".
pub const EMAILS_MASKED: Text = text!("Masked" / "脱敏");
/// Says "For screenshots. Copies and exports keep the real addresses.".
pub const EMAILS_HINT: Text = text!(
    "For screenshots. Copies and exports keep the real addresses."
        / "用于截图。复制和导出的仍是真实邮箱。"
);
/// Says "Clear".
pub const CLEAR: Text = text!("Clear" / "清除");
/// Says "Done:".
pub const TONE_GOOD: Text = text!("Done:" / "完成：");
/// Says "Attention:".
pub const TONE_ATTENTION: Text = text!("Attention:" / "注意：");
/// Says "Problem:".
pub const TONE_BAD: Text = text!("Problem:" / "问题：");
/// Says "Note:".
pub const TONE_NEUTRAL: Text = text!("Note:" / "说明：");
/// Says "Up and Down move between rows, Enter opens one.".
pub const ROW_KEYS: Text = text!(
    "Up and Down move between rows, Enter opens one." / "用上下方向键在行间移动，按回车打开。"
);
/// Says "Skip to content".
pub const SKIP_TO_CONTENT: Text = text!("Skip to content" / "跳到正文");
/// Says "Navigation".
pub const NAVIGATION: Text = text!("Navigation" / "导航");
/// Says "Notifications".
pub const NOTIFICATIONS: Text = text!("Notifications" / "通知");
/// Says "Text to copy".
pub const TEXT_TO_COPY: Text = text!("Text to copy" / "待复制的文本");
