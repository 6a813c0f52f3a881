//! The terminal: where results and remarks go, whether in colour, and how tables stand.
//!
//! Results go to standard output; progress, remarks and errors to standard error. Colours
//! and progress bars show on a terminal only, and no colour where `NO_COLOR` is set.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table as Grid, TableStyle};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::Value;

use super::error::Error;

/// A way to set words apart in colour.
#[derive(Clone, Copy)]
pub enum Style {
    /// Headings, names.
    Bold,
    /// What is beside the point: rules, addresses.
    Dim,
    /// Errors, what was missed.
    Red,
    /// Success, organisations.
    Green,
    /// Warnings, posts.
    Yellow,
    /// Places, keys.
    Blue,
    /// Documents.
    Magenta,
    /// Commands to try, meetings.
    Cyan,
}

impl Style {
    /// The escape sequence that switches it on.
    pub fn code(self) -> &'static str {
        match self {
            Style::Bold => "\x1b[1m",
            Style::Dim => "\x1b[2m",
            Style::Red => "\x1b[31m",
            Style::Green => "\x1b[32m",
            Style::Yellow => "\x1b[33m",
            Style::Blue => "\x1b[34m",
            Style::Magenta => "\x1b[35m",
            Style::Cyan => "\x1b[36m",
        }
    }
}

/// The escape sequence that switches every style off.
pub const RESET: &str = "\x1b[0m";

/// How remarks, skipped inputs and errors are written to standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// Sentences for people.
    #[default]
    Text,
    /// A JSON object a line: `level` (info, warn, error), `message` and what goes with it.
    Json,
}

/// What is known of standard output and standard error.
pub struct Terminal {
    quiet: bool,
    log: LogFormat,
    out_is_terminal: bool,
    colour_out: bool,
    colour_err: bool,
}

impl Terminal {
    /// Looks at the two streams and at `NO_COLOR`.
    pub fn new(quiet: bool, log: LogFormat) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let out_is_terminal = io::stdout().is_terminal();
        Self {
            quiet,
            log,
            out_is_terminal,
            colour_out: out_is_terminal && !plain,
            colour_err: io::stderr().is_terminal() && !plain && log == LogFormat::Text,
        }
    }

    /// Standard output, buffered, for results that come piece by piece; flush it at the end.
    pub fn out(&self) -> BufWriter<StdoutLock<'static>> {
        BufWriter::new(io::stdout().lock())
    }

    /// Writes a whole result to standard output.
    pub fn print(&self, text: impl AsRef<[u8]>) -> Result<(), Error> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_ref())
            .and_then(|()| out.flush())
            .map_err(Error::Output)
    }

    /// Whether somebody looks at standard output.
    pub fn out_is_terminal(&self) -> bool {
        self.out_is_terminal
    }

    /// Whether remarks are unwanted.
    pub fn quiet(&self) -> bool {
        self.quiet
    }

    /// Whether standard output takes colours.
    pub fn colours(&self) -> bool {
        self.colour_out
    }

    /// `text` in a style, where standard output takes colours.
    pub fn paint(&self, style: Style, text: &str) -> String {
        paint(self.colour_out, style, text)
    }

    /// Prints a remark to standard error, unless the run is quiet.
    pub fn remark(&self, text: &str) {
        if !self.quiet {
            self.say("info", text, &[], text);
        }
    }

    /// Prints a remark that suggests commands, each on a line of its own.
    pub fn hint(&self, lead: &str, commands: &[String]) {
        if self.quiet {
            return;
        }
        let lines = commands
            .iter()
            .map(|command| format!("\n  {}", paint(self.colour_err, Style::Cyan, command)));
        let text = format!("{lead}{}", lines.collect::<String>());
        self.say("info", lead, &[("commands", commands.into())], &text);
    }

    /// Prints to standard error, quiet or not, that an input was skipped, where and why.
    pub fn skipped(&self, what: &str) {
        let label = paint(self.colour_err, Style::Yellow, "skipped:");
        let fields = [("input", what.into())];
        self.say("warn", "skipped", &fields, &format!("{label} {what}"));
    }

    /// Prints an error and what to do next.
    pub fn error(&self, error: &Error) {
        let label = paint(self.colour_err, Style::Red, "error:");
        let mut text = format!("{label} {error}");
        let mut fields = Vec::new();
        if let Some(hint) = error.hint() {
            let label = paint(self.colour_err, Style::Cyan, "try:");
            text.push_str(&format!("\n  {label} {hint}"));
            fields.push(("hint", hint.into()));
        }
        self.say("error", &error.to_string(), &fields, &text);
    }

    /// Says how far a long run is, where the log is for a program; people see
    /// [`Terminal::progress`].
    pub fn progressed(&self, fields: &[(&str, usize)]) {
        if self.log == LogFormat::Json && !self.quiet {
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, n)| (*name, (*n).into()))
                .collect();
            self.say("info", "progress", &fields, "");
        }
    }

    /// A progress line on standard error that counts articles; hidden where nobody looks.
    pub fn progress(&self) -> ProgressBar {
        let target = if self.quiet || self.log == LogFormat::Json {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        };
        let style = ProgressStyle::with_template("{spinner} {pos} articles  {elapsed}  {msg}");
        let bar = ProgressBar::with_draw_target(None, target);
        match style {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
    }

    /// Sets rows under a header, aligned for double-width characters; cells are wrapped to
    /// the terminal's width where somebody looks, and left whole otherwise. Columns of
    /// nothing but numbers stand to the right.
    pub fn table(&self, header: &[String], rows: &[Vec<String>]) -> String {
        let mut grid = Grid::new();
        let rule = LineStyle::none().fill('─').junction('─');
        grid.load_style(TableStyle::new().header_separator(rule));
        if self.out_is_terminal {
            grid.set_content_arrangement(ContentArrangement::Dynamic);
        } else {
            grid.force_no_tty();
        }
        grid.set_header(header.iter().map(Cell::new));
        for row in rows {
            grid.add_row(row.iter().map(|cell| one_line(cell)));
        }
        for at in 0..header.len() {
            let numeric = |row: &Vec<String>| row.get(at).is_some_and(|c| is_number(c));
            if let Some(column) = grid.column_mut(at) {
                column.set_padding((0, 2));
                if !rows.is_empty() && rows.iter().all(numeric) {
                    column.set_cell_alignment(CellAlignment::Right);
                }
            }
        }
        let mut text: String = grid
            .lines()
            .map(|line| line.trim_end().to_owned() + "\n")
            .collect();
        if self.colour_out
            && let Some(end) = text.find('\n')
        {
            text = self.paint(Style::Bold, &text[..end]) + &text[end..];
        }
        text
    }

    /// Writes to standard error what people or programs read.
    fn say(&self, level: &str, message: &str, fields: &[(&str, Value)], text: &str) {
        let line = match self.log {
            LogFormat::Text => text.to_owned() + "\n",
            LogFormat::Json => {
                let mut object = serde_json::Map::new();
                object.insert("level".to_owned(), level.into());
                object.insert("message".to_owned(), message.into());
                for (name, value) in fields {
                    object.insert((*name).to_owned(), value.clone());
                }
                super::json(&object)
            }
        };
        // Where standard error is closed there is nobody to tell.
        let _ = io::stderr().write_all(line.as_bytes());
    }
}

fn paint(colour: bool, style: Style, text: &str) -> String {
    if colour {
        format!("{}{text}{RESET}", style.code())
    } else {
        text.to_owned()
    }
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    !digits.is_empty()
        && digits
            .bytes()
            .all(|b| b.is_ascii_digit() || b".,".contains(&b))
}

/// A text on one line, each stretch of white space as one blank.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `12345` as `12,345`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A word of a command line, in quotation marks where a shell would take it apart.
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=,@%+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// How many columns of a terminal a text takes: two for each double-width character.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| 1 + usize::from(is_wide(c))).sum()
}

/// Blank as wide as `text`, so that a caret stands under the character that follows it.
pub fn blank(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => '\t',
            c if is_wide(c) => '\u{3000}',
            _ => ' ',
        })
        .collect()
}

/// East Asian wide and full-width characters.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x115F | 0x2E80..=0x303E | 0x3041..=0xA4CF
        | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain() -> Terminal {
        Terminal {
            quiet: false,
            log: LogFormat::Text,
            out_is_terminal: false,
            colour_out: false,
            colour_err: false,
        }
    }

    #[test]
    fn columns_align_under_double_width_characters() {
        let header = ["official".to_owned(), "meetings".to_owned()];
        let rows = [
            vec!["陈志伟".to_owned(), "2".to_owned()],
            vec!["Li".to_owned(), "12".to_owned()],
        ];
        let table = plain().table(&header, &rows);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 4, "{table}");
        assert_eq!(width(lines[2]), width(lines[3]), "{table}");
        assert!(
            lines[2].ends_with(" 2") && lines[3].ends_with("12"),
            "{table}"
        );
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn words_are_quoted_where_a_shell_would_take_them_apart() {
        assert_eq!(quoted("安阳市"), "安阳市");
        assert_eq!(quoted("各县(市)区"), "'各县(市)区'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }

    #[test]
    fn blank_is_as_wide_as_the_text() {
        assert_eq!(blank("a市("), " \u{3000} ");
        assert_eq!(width("安阳 ok"), 7);
    }
}
