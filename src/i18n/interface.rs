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
        SortAscending: "sorted ascending" / "升序",
        SortDescending: "sorted descending" / "降序",
        Optional: "optional" / "可选",
        Details: "Details" / "详情",
    }
}
