//! Keyboard navigation between rows. Knows no page and no focus.

/// Returns the row to which `key` moves from row `from` of `count`; `None` for keys that do not
/// move. `page` is the number of rows that Page Up and Page Down skip.
#[must_use]
pub fn target(key: &str, from: usize, count: usize, page: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let to = match key {
        "ArrowDown" => from + 1,
        "ArrowUp" => from.saturating_sub(1),
        "PageDown" => from + page,
        "PageUp" => from.saturating_sub(page),
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    Some(to.min(last))
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn keys_move_within_the_rows() {
        let check =
            |key, from, expect| assert_eq!(target(key, from, 50, 10), expect, "{key} {from}");
        check("ArrowDown", 3, Some(4));
        check("ArrowDown", 49, Some(49));
        check("ArrowUp", 3, Some(2));
        check("ArrowUp", 0, Some(0));
        check("PageDown", 45, Some(49));
        check("PageUp", 4, Some(0));
        check("Home", 30, Some(0));
        check("End", 30, Some(49));
        check("a", 30, None);
        assert_eq!(target("Home", 0, 0, 10), None);
    }
}
