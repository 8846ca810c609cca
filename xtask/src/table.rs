//! A table of figures, formatted for a terminal or a document.

use std::fmt::Write as _;

/// A table with words in its first column and figures in the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Creates a table with these headings.
    pub fn new<const N: usize>(head: [&'static str; N]) -> Self {
        Self {
            head: head.into(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }

    /// Formats the table for a terminal.
    pub fn text(&self) -> String {
        let widths = self.widths();
        let head = self.head.iter().map(|&cell| cell.to_owned()).collect();
        let mut text = String::new();
        for row in std::iter::once(&head).chain(&self.rows) {
            let cells = row.iter().zip(&widths).enumerate();
            let line: Vec<String> = cells
                .map(|(at, (cell, &width))| aligned(cell, width, at))
                .collect();
            let _ = writeln!(text, "  {}", line.join("  ").trim_end());
        }
        text
    }

    /// Formats the table as Markdown.
    pub fn markdown(&self) -> String {
        let rule = |at| if at == 0 { "---" } else { "---:" };
        let rule: Vec<&str> = (0..self.head.len()).map(rule).collect();
        let mut text = format!("| {} |\n| {} |\n", self.head.join(" | "), rule.join(" | "));
        for row in &self.rows {
            let _ = writeln!(text, "| {} |", row.join(" | "));
        }
        text
    }

    fn widths(&self) -> Vec<usize> {
        let width = |at: usize| {
            let cells = self.rows.iter().map(|row| row[at].chars().count());
            cells
                .chain([self.head[at].chars().count()])
                .max()
                .unwrap_or(0)
        };
        (0..self.head.len()).map(width).collect()
    }
}

fn aligned(cell: &str, width: usize, at: usize) -> String {
    if at == 0 {
        format!("{cell:width$}")
    } else {
        format!("{cell:>width$}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_aligned() {
        let mut table = Table::new(["room", "lines"]);
        table.row(["ui".to_owned(), "1200".to_owned()]);
        table.row(["records".to_owned(), "9".to_owned()]);
        assert_eq!(
            table.text(),
            "  room     lines\n  ui        1200\n  records      9\n"
        );
        assert_eq!(
            table.markdown(),
            "| room | lines |\n| --- | ---: |\n| ui | 1200 |\n| records | 9 |\n"
        );
    }
}
