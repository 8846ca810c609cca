//! Words of the parts that know no gateway noun: buttons, tables, dialogs, failures.

use super::declare::words;

words! {
    /// What generic parts say.
    pub enum Interface {
        Close: "Close" / "关闭",
        Cancel: "Cancel" / "取消",
        Copy: "Copy" / "复制",
        Copied: "Copied" / "已复制",
        CopyFailed: "The browser did not copy. The text is selected: press Ctrl C." / "浏览器未能复制。文本已选中：请按 Ctrl C。",
        Retry: "Try again" / "重试",
        Reload: "Reload" / "刷新",
        Loading: "Loading" / "加载中",
        Dismiss: "Dismiss" / "知道了",
        Language: "Language" / "语言",
        Theme: "Theme" / "外观",
        ThemeSystem: "System" / "跟随系统",
        ThemeLight: "Light" / "浅色",
        ThemeDark: "Dark" / "深色",
        Rows: "Rows" / "行高",
        RowsCompact: "Compact" / "紧凑",
        RowsComfortable: "Comfortable" / "宽松",
        Clear: "Clear" / "清除",
        ToneGood: "Done:" / "完成：",
        ToneAttention: "Attention:" / "注意：",
        ToneBad: "Problem:" / "问题：",
        ToneNeutral: "Note:" / "说明：",
        RowKeys: "Up and Down move between rows, Enter opens one." / "用上下方向键在行间移动，按回车打开。",
        SkipToContent: "Skip to content" / "跳到正文",
        Navigation: "Navigation" / "导航",
        Notifications: "Notifications" / "通知",
        TextToCopy: "Text to copy" / "待复制的文本",
    }
}
